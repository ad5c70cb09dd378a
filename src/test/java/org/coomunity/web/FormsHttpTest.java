package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.TestPlatform;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What members, those who look after a community and the operator do with plain forms.
class FormsHttpTest {
  private static final String HERE = "/es/c/" + WebTown.SLUG;

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  private static WebTown town;

  @BeforeAll
  static void start() {
    town = new WebTown();
    town.story();
  }

  @AfterAll
  static void stop() {
    TOKENS.clear();
    town.close();
  }

  private static HttpResponse<String> get(String token, String path) {
    return Forms.get(town.url(path), token);
  }

  private static HttpResponse<String> post(String token, String path, String... fields) {
    return Forms.post(town.url(path), token, fields);
  }

  private static String token(String handle) {
    return TOKENS.computeIfAbsent(handle, town::token);
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String fresh() {
    return Uuid7.at(new TestClock().instant()).toString();
  }

  private static String joined(String handle) {
    town.join(handle, "Vecina " + handle, town.invite(token("luz"), Map.of()));
    return town.token(handle);
  }

  @Test
  void who_is_paused_reads_why_and_sends_no_forms_until_the_pause_ends() {
    String paused = joined("pausada");
    String luz = token("luz");
    String care = HERE + "/people/pausada";
    assertThat(post(luz, care + "/suspend", "reason", "x").statusCode()).isEqualTo(422);
    location(post(luz, care + "/suspend", "reason", "Hablamos el martes"));
    assertThat(get(paused, HERE + "/market").body()).contains("Tu participación está en pausa");
    HttpResponse<String> refused = post(paused, HERE + "/wallet/ask", "from", "luz");
    assertThat(refused.statusCode()).isEqualTo(403);
    location(post(luz, care + "/restore", "reason", "Ya hablamos"));
    assertThat(post(paused, HERE + "/wallet/ask", "from", "luz").statusCode()).isEqualTo(422);
    assertThat(get(luz, HERE + "/care").body()).contains("En pausa", "Hablamos el martes");
  }

  @Test
  void what_needs_a_role_is_refused_to_others() {
    String tomas = token("tomas");
    assertThat(get(tomas, HERE + "/care").statusCode()).isEqualTo(403);
    assertThat(get(tomas, HERE + "/people/luz/care").statusCode()).isEqualTo(403);
    assertThat(post(tomas, HERE + "/people/tomas/role", "role", "ADMIN").statusCode())
        .isEqualTo(403);
    assertThat(post(tomas, HERE + "/people/luz/remove", "farewell", "community").statusCode())
        .isEqualTo(403);
    assertThat(post(tomas, HERE + "/agreements", "giftMode", "true").statusCode()).isEqualTo(403);
    assertThat(post(tomas, HERE + "/archive", "slug", WebTown.SLUG).statusCode()).isEqualTo(403);
    assertThat(get(tomas, "/es/operator").statusCode()).isEqualTo(403);
    assertThat(post(tomas, "/es/operator/new", "slug", "mine").statusCode()).isEqualTo(403);
    assertThat(post(tomas, "/es/operator/recover", "handle", "luz").statusCode()).isEqualTo(403);
    assertThat(post(tomas, "/es/operator/invite", "community", WebTown.SLUG).statusCode())
        .isEqualTo(403);
  }

  private static String[] agreements(String rate, String books) {
    return new String[] {
      "giftMode",
      "false",
      "openBooks",
      books,
      "fundRate",
      rate,
      "fundSide",
      "payee",
      "creditStart",
      "3",
      "creditSlope",
      "47",
      "creditCap",
      "50",
      "limitMode",
      "warn",
      "listingLife",
      "30",
      "acceptWithin",
      "7",
      "completeWithin",
      "30",
      "ayniWindow",
      "90",
      "factorTwoOver",
      "20",
      "createProposal",
      "member"
    };
  }

  @Test
  void an_admin_writes_down_what_was_agreed_and_everybody_reads_it() {
    String luz = token("luz");
    HttpResponse<String> much = post(luz, HERE + "/agreements", agreements("40", "true"));
    assertThat(much.statusCode()).isEqualTo(422);
    assertThat(much.body()).contains("href=\"#f-fundRate\"", "value=\"40\"");
    location(post(luz, HERE + "/agreements", agreements("2,5", "true")));
    assertThat(get(token("tomas"), HERE + "/agreements").body())
        .contains("2.5 %", "Abiertos", "Se puede, con un aviso")
        .doesNotContain("<form method=\"post\" action=\"" + HERE + "/agreements");
  }

  @Test
  void a_listing_is_changed_paused_and_deleted_by_its_owner_alone() {
    String tomas = token("tomas");
    String one =
        location(
            post(
                tomas,
                HERE + "/market/new",
                "id",
                fresh(),
                "side",
                "offer",
                "kind",
                "PRODUCT",
                "category",
                "food",
                "title",
                "Panela",
                "price",
                "1",
                "tags",
                "dulce"));
    String at = one.replaceFirst("\\?.*", "");
    String luz = token("luz");
    String[] changed = {
      "kind", "PRODUCT", "category", "food", "title", "Panela orgánica", "price", "1,25"
    };
    assertThat(get(tomas, at + "/edit").body()).contains("value=\"Panela\"", "value=\"1.00\"");
    assertThat(get(luz, at + "/edit").statusCode()).isEqualTo(403);
    assertThat(post(luz, at + "/edit", changed).statusCode()).isEqualTo(403);
    location(post(tomas, at + "/edit", changed));
    assertThat(get(luz, at).body()).contains("Panela orgánica", "1,25");
    location(post(tomas, at + "/state", "wish", "paused"));
    assertThat(get(luz, at).statusCode()).isEqualTo(404);
    assertThat(get(tomas, at).body()).contains("En pausa", "Mostrar otra vez");
    assertThat(post(token("maria"), at + "/remove").statusCode()).isEqualTo(404);
    location(post(tomas, at + "/remove"));
    assertThat(get(tomas, at).statusCode()).isEqualTo(404);
  }

  @Test
  void what_is_asked_for_is_seen_with_its_effect_then_given_and_partly_given_back() {
    String asker = joined("pide");
    String payer = joined("paga");
    HttpResponse<String> wrong =
        post(asker, HERE + "/wallet/ask", "id", fresh(), "from", "nadie-aqui", "amount", "0,50");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"nadie-aqui\"", "value=\"0,50\"");
    String request =
        location(
                post(
                    asker,
                    HERE + "/wallet/ask",
                    "id",
                    fresh(),
                    "from",
                    "@paga",
                    "amount",
                    "0,50",
                    "concept",
                    "Un cable"))
            .replaceFirst("\\?.*", "");
    assertThat(get(payer, request).body().replace('\u00a0', ' '))
        .contains("Vecina pide te pide", "Un cable", "-0,50 Lükas");
    assertThat(get(token("tomas"), request).statusCode()).isEqualTo(404);
    location(post(payer, request, "answer", "accept"));
    Matcher payment =
        Pattern.compile("wallet/payments/([0-9a-f-]{36})")
            .matcher(get(asker, HERE + "/wallet/statement").body());
    assertThat(payment.find()).isTrue();
    String at = HERE + "/wallet/payments/" + UUID.fromString(payment.group(1));
    assertThat(get(payer, at).body()).doesNotContain("Sí, devolver ahora");
    HttpResponse<String> mute = post(asker, at, "id", fresh(), "amount", "0.20", "reason", "");
    assertThat(mute.statusCode()).isEqualTo(422);
    location(post(asker, at, "id", fresh(), "amount", "0.20", "reason", "Era menos"));
    assertThat(get(asker, HERE + "/wallet").body().replace('\u00a0', ' ')).contains("0,30 Lükas");
  }

  @Test
  void a_member_acts_for_an_organisation_until_they_stop_and_nobody_else_does() {
    String founder = joined("funda");
    String handle = "taller-de-todos";
    location(
        post(
            founder,
            HERE + "/organisations/new",
            "handle",
            handle,
            "displayName",
            "Taller de Todos",
            "text",
            ""));
    HttpResponse<String> begun = post(founder, "/es/acting", "as", handle, "slug", WebTown.SLUG);
    assertThat(location(begun)).endsWith("/c/pachamama?said=acting");
    assertThat(begun.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("acting=" + handle) && cookie.contains("HttpOnly"));
    HttpResponse<String> wallet =
        send(at(founder, HERE + "/wallet/code").header("Cookie", "acting=" + handle));
    assertThat(wallet.body()).contains("Para dar a Taller de Todos", "Volver a ser yo");
    assertThat(post(token("tomas"), "/es/acting", "as", handle, "slug", WebTown.SLUG).statusCode())
        .isEqualTo(403);
    assertThat(
            send(at(token("tomas"), HERE + "/wallet/code").header("Cookie", "acting=" + handle))
                .body())
        .contains("Para dar a Tomás Arhuaco");
    String person = HERE + "/organisations/" + handle + "/people";
    location(post(founder, person, "person", "@tomas"));
    assertThat(get(founder, HERE + "/people/" + handle).body()).contains("@tomas");
    location(post(founder, person, "person", "tomas", "acts", "no"));
  }

  @Test
  void the_operator_opens_a_community_invites_who_begins_it_and_recovers_a_lost_log_in() {
    String operator =
        town.post(
                null,
                "/session",
                Map.of("handle", "operator", "password", TestPlatform.OPERATOR_PASSWORD))
            .get("token")
            .asText();
    assertThat(location(get(operator, "/es"))).endsWith("/es/operator");
    String[] draft = {
      "name",
      "Valle",
      "slug",
      "valle",
      "country",
      "ES",
      "language",
      "es",
      "currency",
      "Soles",
      "symbol",
      "S",
      "code",
      "SOLE",
      "decimals",
      "0"
    };
    location(post(operator, "/es/operator/new", draft));
    draft[1] = "Otro valle";
    HttpResponse<String> taken = post(operator, "/es/operator/new", draft);
    assertThat(taken.statusCode()).isEqualTo(422);
    assertThat(taken.body()).contains("href=\"#f-slug\"", "value=\"Otro valle\"");
    HttpResponse<String> invited = post(operator, "/es/operator/invite", "community", "valle");
    assertThat(invited.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(invited.body()).contains("/join/valle.");

    joined("perdida");
    HttpResponse<String> nobody =
        post(operator, "/es/operator/recover", "handle", "nadie", "reason", "Me llamó");
    assertThat(nobody.statusCode()).isEqualTo(422);
    HttpResponse<String> made =
        post(operator, "/es/operator/recover", "handle", "perdida", "reason", "Me llamó");
    Matcher code = Pattern.compile("code=([A-Za-z0-9_-]+)").matcher(made.body());
    assertThat(code.find()).as(made.body()).isTrue();
    assertThat(get("", "/recover?handle=perdida&code=x").headers().firstValue("Location"))
        .contains("/es/recover?handle=perdida&code=x");
    String fresh = "nubes sobre el paramo azul";
    assertThat(
            post("", "/es/recover", "handle", "perdida", "code", "wrong", "password", fresh)
                .statusCode())
        .isEqualTo(422);
    HttpResponse<String> entered =
        post("", "/es/recover", "handle", "perdida", "code", code.group(1), "password", fresh);
    assertThat(location(entered)).contains("/me/security");
    assertThat(entered.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("session="));
    assertThat(get(operator, "/es/operator").body()).contains("Llave nueva", "Me llamó");
  }

  @Test
  void a_new_password_ends_the_other_log_ins_and_logging_out_everywhere_ends_all() {
    String here = joined("puerta");
    String elsewhere = session("puerta", WebTown.PASSWORD);
    assertThat(
            post(here, "/es/me/password", "password", "no es esta", "fresh", "otra frase larga")
                .statusCode())
        .isEqualTo(422);
    String next = "otra frase bien larga";
    location(post(here, "/es/me/password", "password", WebTown.PASSWORD, "fresh", next));
    assertThat(get(elsewhere, "/api/v1/me").statusCode()).isEqualTo(401);
    String one = session("puerta", next);
    String two = session("puerta", next);
    location(post(one, "/es/logout?everywhere=true"));
    assertThat(get(two, "/api/v1/me").statusCode()).isEqualTo(401);
  }

  private static String session(String handle, String password) {
    return town.post(null, "/session", Map.of("handle", handle, "password", password))
        .get("token")
        .asText();
  }

  @Test
  void who_leaves_with_something_gives_it_to_the_fund_or_evens_it_out_first() {
    String leaving = joined("se-va");
    town.post(
        token("luz"),
        "/communities/" + WebTown.SLUG + "/payments",
        Map.of("to", "se-va", "amount", "0.10", "concept", "Gracias"));
    HttpResponse<String> uneven = post(leaving, HERE + "/leave", "farewell", "settle");
    assertThat(uneven.statusCode()).isEqualTo(422);
    assertThat(uneven.body()).contains("no está en cero");
    location(post(leaving, HERE + "/leave", "farewell", "fund"));
    assertThat(get(leaving, HERE).statusCode()).isEqualTo(404);
    assertThat(get(leaving, "/es").body()).contains("todavía no eres parte");
  }

  @Test
  void who_goes_may_ask_the_community_to_take_over_their_balance() {
    String going = joined("pregunta");
    town.post(
        token("tomas"),
        "/communities/" + WebTown.SLUG + "/payments",
        Map.of("to", "pregunta", "amount", "0.10", "concept", "Hasta pronto"));
    assertThat(post(going, HERE + "/takeovers", "id", fresh(), "reason", "").statusCode())
        .isEqualTo(422);
    location(post(going, HERE + "/takeovers", "id", fresh(), "reason", "Me voy de viaje"));
    String page = get(token("luz"), HERE + "/takeovers").body();
    assertThat(page).contains("@pregunta", "Me voy de viaje", "Se decide ahora");
    Matcher one = Pattern.compile("/takeovers/([0-9a-f-]{36})/vote").matcher(page);
    assertThat(one.find()).isTrue();
    location(post(token("luz"), HERE + "/takeovers/" + one.group(1) + "/vote", "vote", "yes"));
    assertThat(get(token("luz"), HERE + "/takeovers").body()).contains("dijiste que sí");
    assertThat(get(going, HERE + "/takeovers").body()).doesNotContain("name=\"vote\"");
  }

  @Test
  void a_rough_place_makes_the_market_searchable_nearby() {
    String near = joined("cerca");
    assertThat(get(near, HERE + "/market").body()).contains("Decir mi lugar");
    String[] profile = {"displayName", "Cerca", "place", "once y pico"};
    assertThat(post(near, "/es/me", profile).statusCode()).isEqualTo(422);
    profile[3] = "11.2437, -74.1992";
    location(post(near, "/es/me", profile));
    assertThat(get(near, "/es/me").body()).contains("value=\"11.24, -74.2\"");
    assertThat(get(near, HERE + "/market?radius=25&sort=near").body())
        .contains("<option value=\"25\" selected>", "<option value=\"near\" selected>");
  }

  @Test
  void the_last_day_of_a_statement_belongs_to_it() {
    String today = java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString();
    String page =
        get(token("luz"), HERE + "/wallet/statement?from=" + today + "&to=" + today).body();
    assertThat(page).contains("Arreglo de la cerca", "from=" + today);
  }
}
