package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The second step, passkeys and letters over the public surface and by plain forms, and what is
/// tried against them. Luz is admin of Pachamama and has a second step.
class IdentityHttpTest {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String API = "/api/v1";

  /// Log-ins of Luz from before she had a second step: none of them is fresh.
  private static final List<String> OLD = new ArrayList<>();

  private static PlainForms forms;
  private static String luz;
  private static List<String> codes;

  @BeforeAll
  static void start() {
    forms = new PlainForms();
    for (int i = 0; i < 3; i++) {
      OLD.add(forms.town().token("luz"));
    }
    luz = forms.token("luz");
    codes = new ArrayList<>();
    JsonNode setup =
        json(api("POST", luz, "/me/second-factor", Map.of("password", WebTown.PASSWORD)));
    String first = code(setup.get("secret").asText());
    JsonNode told = json(api("POST", luz, "/me/second-factor/confirm", Map.of("code", first)));
    told.get("recoveryCodes").forEach(one -> codes.add(one.asText()));
  }

  @AfterAll
  static void stop() {
    forms.close();
  }

  /// A recovery code that was not used yet: no test waits for the next half minute.
  private static synchronized String recovery() {
    if (codes.size() < 3) {
      String token = json(step(ticket("luz"), codes.removeFirst())).get("token").asText();
      JsonNode told = json(api("POST", token, "/me/second-factor/codes", null));
      codes.clear();
      told.get("recoveryCodes").forEach(one -> codes.add(one.asText()));
    }
    return codes.removeFirst();
  }

  private static String code(String secret) {
    long bits = 0;
    int kept = 0;
    ByteBuffer key = ByteBuffer.allocate(secret.length() * 5 / 8);
    for (int i = 0; i < secret.length(); i++) {
      bits = (bits << 5) | BASE32.indexOf(secret.charAt(i));
      kept += 5;
      if (kept >= 8) {
        kept -= 8;
        key.put((byte) (bits >> kept));
      }
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
      long step = new TestClock().instant().getEpochSecond() / 30;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & 0x7FFF_FFFF;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static HttpResponse<String> api(
      String method, @Nullable String token, String path, @Nullable Object body) {
    HttpRequest.Builder request =
        forms
            .at(token == null ? "" : token, API + path)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.write(body)));
    return forms.send(request);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  private static String said(HttpResponse<String> answer) {
    return answer.statusCode() + " " + json(answer).path("code").asText();
  }

  private static HttpResponse<String> logIn(String handle) {
    return api("POST", null, "/session", Map.of("handle", handle, "password", WebTown.PASSWORD));
  }

  private static String ticket(String handle) {
    HttpResponse<String> held = logIn(handle);
    assertThat(said(held)).isEqualTo("403 second_factor");
    return json(held).get("ticket").asText();
  }

  private static HttpResponse<String> step(String ticket, String code) {
    return api("POST", null, "/session/second-factor", Map.of("ticket", ticket, "code", code));
  }

  @Test
  void a_right_password_opens_nothing_until_the_second_step() {
    HttpResponse<String> held = logIn("luz");
    assertThat(said(held)).isEqualTo("403 second_factor");
    assertThat(json(held).has("token")).isFalse();
    String ticket = json(held).get("ticket").asText();
    assertThat(said(api("GET", ticket, "/me", null))).isEqualTo("401 session_over");
    assertThat(said(step(ticket, "000000"))).isEqualTo("401 wrong_code");
    JsonNode session = json(step(ticket, recovery()));
    assertThat(session.get("member").asText()).isEqualTo("luz");
    assertThat(api("GET", session.get("token").asText(), "/me", null).statusCode()).isEqualTo(200);
    assertThat(said(step(ticket, recovery()))).isEqualTo("401 ticket_over");
  }

  @Test
  void tickets_are_not_made_up_swapped_or_taken_for_tokens() {
    assertThat(said(step("nonsense", "000000"))).isEqualTo("401 ticket_over");
    assertThat(said(step(luz, recovery()))).isEqualTo("401 ticket_over");
    assertThat(said(api("POST", null, "/session/refresh", Map.of("refreshToken", ticket("luz")))))
        .isEqualTo("401 session_over");
    assertThat(said(api("POST", null, "/session/second-factor", Map.of("code", "000000"))))
        .isEqualTo("401 not_signed_in");
  }

  @Test
  void a_large_payment_and_an_act_of_an_admin_ask_for_a_fresh_step() {
    String old = OLD.removeFirst();
    String policy = "/communities/" + WebTown.SLUG + "/policy";
    Map<String, Object> change = Map.of("factorTwoOver", "0.01");
    assertThat(said(api("PATCH", old, policy, change))).isEqualTo("403 second_factor");
    assertThat(said(pay(old, "0.02"))).startsWith("201");
    HttpResponse<String> proved =
        api("POST", old, "/session/second-factor", Map.of("code", recovery()));
    assertThat(proved.statusCode()).as(proved.body()).isEqualTo(200);
    assertThat(json(proved).get("freshUntil").asText()).isNotEmpty();
    assertThat(api("PATCH", old, policy, change).statusCode()).isEqualTo(200);
    String stale = OLD.removeFirst();
    assertThat(said(pay(stale, "0.02"))).isEqualTo("403 second_factor");
    assertThat(said(pay(stale, "0.01"))).startsWith("201");
    assertThat(said(pay(old, "0.02"))).startsWith("201");
    assertThat(said(pay(forms.token("tomas"), "0.02", "luz"))).startsWith("201");
  }

  private static HttpResponse<String> pay(String token, String amount) {
    return pay(token, amount, "tomas");
  }

  private static HttpResponse<String> pay(String token, String amount, String to) {
    return api(
        "POST",
        token,
        "/communities/" + WebTown.SLUG + "/payments",
        Map.of(
            "id",
            Uuid7.at(new TestClock().instant()).toString(),
            "to",
            to,
            "amount",
            amount,
            "concept",
            "pan"));
  }

  @Test
  void a_form_that_asks_for_a_step_is_sent_on_after_it_with_all_that_was_typed() {
    String old = OLD.removeFirst();
    HttpResponse<String> asked =
        forms.post(old, "/es/me/step/codes", "note", "\"><b>x", "confirm.code", "0");
    assertThat(asked.statusCode()).isEqualTo(403);
    assertThat(asked.body())
        .contains("name=\"confirm.to\" value=\"/me/step/codes\"", "name=\"note\"")
        .doesNotContain("<b>x");
    HttpResponse<String> wrong =
        forms.post(
            old, "/es/confirm", "confirm.to", "/me/step/off", "confirm.code", "123", "a", "b");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("name=\"a\" value=\"b\"");
    HttpResponse<String> right =
        forms.post(old, "/es/confirm", "confirm.to", "//evil.example", "confirm.code", recovery());
    assertThat(right.statusCode()).isEqualTo(307);
    assertThat(right.headers().firstValue("Location")).contains("/es");
  }

  @Test
  void the_page_asks_for_the_step_and_leads_on_only_to_our_own_pages() {
    HttpResponse<String> held =
        forms.post(
            "",
            "/es/login",
            "handle",
            "luz",
            "password",
            WebTown.PASSWORD,
            "next",
            "https://evil.example/");
    assertThat(held.statusCode()).isEqualTo(200);
    assertThat(held.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("session="));
    Matcher ticket = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"").matcher(held.body());
    assertThat(ticket.find()).isTrue();
    for (String next : List.of("//evil.example/", "/\\evil.example", "https://evil.example")) {
      HttpResponse<String> wrong =
          forms.post("", "/es/login/step", "ticket", ticket.group(1), "code", "0", "next", next);
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body()).doesNotContain("evil");
    }
    HttpResponse<String> in =
        forms.post(
            "",
            "/es/login/step",
            "ticket",
            ticket.group(1),
            "code",
            recovery(),
            "next",
            "//evil.example/");
    assertThat(forms.location(in)).isEqualTo("/es");
    assertThat(in.headers().allValues("Set-Cookie")).anyMatch(c -> c.startsWith("session="));
  }

  @Test
  void a_log_in_gets_a_session_of_its_own_whatever_cookie_came_along() {
    String planted = "A".repeat(86);
    HttpResponse<String> answer =
        forms.send(
            forms
                .at("", "/es/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", "session=" + planted)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "handle=tomas&password=" + WebTown.PASSWORD.replace(" ", "+"))));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anyMatch(c -> c.startsWith("session=") && !c.contains(planted));
    assertThat(api("GET", planted, "/me", null).statusCode()).isEqualTo(401);
  }

  @Test
  void asking_for_a_new_password_says_nothing_about_who_is_here() {
    HttpResponse<String> known =
        api("POST", null, "/session/reset", Map.of("email", "luz@example.org"));
    HttpResponse<String> unknown =
        api("POST", null, "/session/reset", Map.of("email", "nobody@example.org"));
    assertThat(known.statusCode()).isEqualTo(204);
    assertThat(unknown.statusCode()).isEqualTo(204);
    assertThat(known.body()).isEqualTo(unknown.body());
    for (String email : List.of("nobody@example.org", "not an address")) {
      assertThat(forms.location(forms.post("", "/es/forgot", "email", email)))
          .isEqualTo("/es/login?said=reset_sent");
    }
    for (String path : List.of("/session/verification", "/session/reset/finish")) {
      Map<String, Object> body =
          path.endsWith("finish")
              ? Map.of("token", "x", "password", "el sol de noviembre")
              : Map.of("token", "x");
      assertThat(said(api("POST", null, path, body))).isEqualTo("401 ticket_over");
    }
    assertThat(forms.post("", "/es/reset", "token", "x", "password", "y").statusCode())
        .isEqualTo(422);
    assertThat(forms.get("", "/es/verify?token=x").body()).contains("value=\"x\"");
  }

  @Test
  void what_is_no_answer_of_a_passkey_is_refused_and_all_alike() {
    JsonNode asking = json(api("POST", null, "/session/passkey/begin", null));
    assertThat(asking.get("userVerification").asText()).isEqualTo("required");
    assertThat(asking.has("allowCredentials")).isFalse();
    for (String client :
        List.of("", "!", "e30", client(asking.get("challenge").asText()), client("AAAA"))) {
      Map<String, Object> credential =
          Map.of(
              "id",
              "AAAA",
              "type",
              "public-key",
              "response",
              Map.of(
                  "clientDataJSON",
                  client,
                  "authenticatorData",
                  "AAAA",
                  "signature",
                  "AAAA",
                  "userHandle",
                  "AAAAAAAAAAAAAAAAAAAAAA"));
      assertThat(
              said(api("POST", null, "/session/passkey/finish", Map.of("credential", credential))))
          .isEqualTo("401 passkey_refused");
    }
    String tomas = forms.token("tomas");
    Map<String, Object> made =
        Map.of(
            "id",
            "AAAA",
            "type",
            "public-key",
            "response",
            Map.of(
                "clientDataJSON",
                client(asking.get("challenge").asText()),
                "attestationObject",
                "AAAA"));
    assertThat(said(api("POST", tomas, "/me/passkeys/finish", Map.of("credential", made))))
        .isEqualTo("401 passkey_refused");
    assertThat(forms.post("", "/es/login/passkey", "credential", "{").statusCode()).isEqualTo(422);
    assertThat(said(api("DELETE", tomas, "/me/passkeys/" + new UUID(1, 1), null)))
        .isEqualTo("404 not_found");
  }

  private static String client(String challenge) {
    String json =
        "{\"type\":\"webauthn.get\",\"challenge\":\""
            + challenge
            + "\",\"origin\":\"http://127.0.0.1\"}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void one_closes_all_other_log_ins_and_stays_in() {
    String here = forms.joined("vera");
    String there = forms.town().token("vera");
    assertThat(json(api("GET", here, "/me/sessions", null)).get("items")).hasSize(2);
    assertThat(api("DELETE", here, "/me/sessions", null).statusCode()).isEqualTo(204);
    assertThat(api("GET", there, "/me", null).statusCode()).isEqualTo(401);
    assertThat(json(api("GET", here, "/me/sessions", null)).get("items")).hasSize(1);
  }

  @Test
  void letters_are_shown_on_a_demo_platform_only() {
    assertThat(forms.get("", "/dev/mail").statusCode()).isEqualTo(404);
    assertThat(forms.get(luz, "/es/dev/mail").statusCode()).isEqualTo(404);
    assertThat(URI.create(forms.town().url("/")).getPort()).isPositive();
  }

  @Test
  void the_door_shows_what_opens_it() {
    String page = forms.get(forms.token("tomas"), "/es/me/security").body();
    assertThat(page).contains("id=\"step\"", "id=\"passkeys\"", "id=\"devices\"", "id=\"email\"");
    HttpResponse<String> setup =
        forms.post(forms.token("maria"), "/es/me/step", "password", WebTown.PASSWORD);
    assertThat(setup.body()).contains("data:image/svg+xml;base64,", "otpauth://totp/");
    assertThat(forms.location(forms.post(forms.token("maria"), "/es/me/step", "password", "wrong")))
        .contains("step_password");
    assertThat(
            forms
                .post(
                    forms.token("maria"),
                    "/es/me/step/confirm",
                    "code",
                    "1",
                    "uri",
                    "otpauth://totp/x",
                    "secret",
                    "A")
                .statusCode())
        .isEqualTo(422);
  }
}
