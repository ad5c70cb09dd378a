package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
<<<<<<< HEAD
=======
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
>>>>>>> w-web
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
<<<<<<< HEAD
import org.coomunity.TestPlatform;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
=======
>>>>>>> w-web
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What members do for themselves with plain forms.
class FormsHttpTest {
<<<<<<< HEAD
  private static final String HERE = "/es/c/" + WebTown.SLUG;

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  private static WebTown town;
=======
  private static PlainForms forms;
>>>>>>> w-web

  @BeforeAll
  static void start() {
    forms = new PlainForms();
  }

  @AfterAll
  static void stop() {
<<<<<<< HEAD
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
=======
    forms.close();
>>>>>>> w-web
  }

  @Test
  void a_listing_is_changed_paused_and_deleted_by_its_owner_alone() {
    String tomas = forms.token("tomas");
    String one =
        forms.location(
            forms.post(
                tomas,
                PlainForms.HERE + "/market/new",
                "id",
                forms.fresh(),
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
    String luz = forms.token("luz");
    String[] changed = {
      "kind", "PRODUCT", "category", "food", "title", "Panela orgánica", "price", "1,25"
    };
    assertThat(forms.get(tomas, at + "/edit").body())
        .contains("value=\"Panela\"", "value=\"1.00\"");
    assertThat(forms.get(luz, at + "/edit").statusCode()).isEqualTo(403);
    assertThat(forms.post(luz, at + "/edit", changed).statusCode()).isEqualTo(403);
    forms.location(forms.post(tomas, at + "/edit", changed));
    assertThat(forms.get(luz, at).body()).contains("Panela orgánica", "1,25");
    forms.location(forms.post(tomas, at + "/state", "wish", "paused"));
    assertThat(forms.get(luz, at).statusCode()).isEqualTo(404);
    assertThat(forms.get(tomas, at).body()).contains("En pausa", "Mostrar otra vez");
    assertThat(forms.post(forms.token("maria"), at + "/remove").statusCode()).isEqualTo(404);
    forms.location(forms.post(tomas, at + "/remove"));
    assertThat(forms.get(tomas, at).statusCode()).isEqualTo(404);
  }

  @Test
  void what_is_asked_for_is_seen_with_its_effect_then_given_and_partly_given_back() {
    String asker = forms.joined("pide");
    String payer = forms.joined("paga");
    HttpResponse<String> wrong =
        forms.post(
            asker,
            PlainForms.HERE + "/wallet/ask",
            "id",
            forms.fresh(),
            "from",
            "nadie-aqui",
            "amount",
            "0,50");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"nadie-aqui\"", "value=\"0,50\"");
    String request =
        forms
            .location(
                forms.post(
                    asker,
                    PlainForms.HERE + "/wallet/ask",
                    "id",
                    forms.fresh(),
                    "from",
                    "@paga",
                    "amount",
                    "0,50",
                    "concept",
                    "Un cable"))
            .replaceFirst("\\?.*", "");
    assertThat(forms.get(payer, request).body().replace('\u00a0', ' '))
        .contains("Vecina pide te pide", "Un cable", "-0,50 Lükas");
    assertThat(forms.get(forms.token("tomas"), request).statusCode()).isEqualTo(404);
    forms.location(forms.post(payer, request, "answer", "accept"));
    Matcher payment =
        Pattern.compile("wallet/payments/([0-9a-f-]{36})")
            .matcher(forms.get(asker, PlainForms.HERE + "/wallet/statement").body());
    assertThat(payment.find()).isTrue();
    String at = PlainForms.HERE + "/wallet/payments/" + UUID.fromString(payment.group(1));
    assertThat(forms.get(payer, at).body()).doesNotContain("Sí, devolver ahora");
    HttpResponse<String> mute =
        forms.post(asker, at, "id", forms.fresh(), "amount", "0.20", "reason", "");
    assertThat(mute.statusCode()).isEqualTo(422);
<<<<<<< HEAD
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
    HttpResponse<String> wallet = Forms.as(town.url(HERE + "/wallet/code"), founder, handle);
    assertThat(wallet.body()).contains("Para dar a Taller de Todos", "Volver a ser yo");
    assertThat(post(token("tomas"), "/es/acting", "as", handle, "slug", WebTown.SLUG).statusCode())
        .isEqualTo(403);
    assertThat(Forms.as(town.url(HERE + "/wallet/code"), token("tomas"), handle).body())
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
=======
    forms.location(
        forms.post(asker, at, "id", forms.fresh(), "amount", "0.20", "reason", "Era menos"));
    assertThat(forms.get(asker, PlainForms.HERE + "/wallet").body().replace('\u00a0', ' '))
        .contains("0,30 Lükas");
>>>>>>> w-web
  }

  @Test
  void a_new_password_ends_the_other_log_ins_and_logging_out_everywhere_ends_all() {
    String here = forms.joined("puerta");
    String elsewhere = session("puerta", WebTown.PASSWORD);
    assertThat(
            forms
                .post(
                    here, "/es/me/password", "password", "no es esta", "fresh", "otra frase larga")
                .statusCode())
        .isEqualTo(422);
    String next = "otra frase bien larga";
    forms.location(
        forms.post(here, "/es/me/password", "password", WebTown.PASSWORD, "fresh", next));
    assertThat(forms.get(elsewhere, "/api/v1/me").statusCode()).isEqualTo(401);
    String one = session("puerta", next);
    String two = session("puerta", next);
    forms.location(forms.post(one, "/es/logout?everywhere=true"));
    assertThat(forms.get(two, "/api/v1/me").statusCode()).isEqualTo(401);
  }

  private static String session(String handle, String password) {
    return forms
        .town()
        .post(null, "/session", Map.of("handle", handle, "password", password))
        .get("token")
        .asText();
  }

  @Test
  void a_rough_place_makes_the_market_searchable_nearby() {
    String near = forms.joined("cerca");
    assertThat(forms.get(near, PlainForms.HERE + "/market").body()).contains("Decir mi lugar");
    String[] profile = {"displayName", "Cerca", "place", "once y pico"};
    assertThat(forms.post(near, "/es/me", profile).statusCode()).isEqualTo(422);
    profile[3] = "11.2437, -74.1992";
    forms.location(forms.post(near, "/es/me", profile));
    assertThat(forms.get(near, "/es/me").body()).contains("value=\"11.24, -74.2\"");
    assertThat(forms.get(near, PlainForms.HERE + "/market?radius=25&sort=near").body())
        .contains("<option value=\"25\" selected>", "<option value=\"near\" selected>");
  }

  @Test
  void the_last_day_of_a_statement_belongs_to_it() {
    String today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC).toString();
    String page =
        forms
            .get(
                forms.token("luz"),
                PlainForms.HERE + "/wallet/statement?from=" + today + "&to=" + today)
            .body();
    assertThat(page).contains("Arreglo de la cerca", "from=" + today);
  }
}
