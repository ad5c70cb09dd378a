package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.TestPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What those who look after a community or the platform do with plain forms, and what is refused
/// to others.
class CareHttpTest {
  private static PlainForms forms;

  @BeforeAll
  static void start() {
    forms = new PlainForms();
  }

  @AfterAll
  static void stop() {
    forms.close();
  }

  @Test
  void who_is_paused_reads_why_and_sends_no_forms_until_the_pause_ends() {
    String paused = forms.joined("pausada");
    String luz = forms.token("luz");
    String care = PlainForms.HERE + "/people/pausada";
    assertThat(forms.post(luz, care + "/suspend", "reason", "x").statusCode()).isEqualTo(422);
    forms.location(forms.post(luz, care + "/suspend", "reason", "Hablamos el martes"));
    assertThat(forms.get(paused, PlainForms.HERE + "/market").body())
        .contains("Tu participación está en pausa");
    HttpResponse<String> refused =
        forms.post(paused, PlainForms.HERE + "/wallet/ask", "from", "luz");
    assertThat(refused.statusCode()).isEqualTo(403);
    forms.location(forms.post(luz, care + "/restore", "reason", "Ya hablamos"));
    assertThat(forms.post(paused, PlainForms.HERE + "/wallet/ask", "from", "luz").statusCode())
        .isEqualTo(422);
    assertThat(forms.get(luz, PlainForms.HERE + "/care").body())
        .contains("En pausa", "Hablamos el martes");
  }

  @Test
  void what_needs_a_role_is_refused_to_others() {
    String tomas = forms.token("tomas");
    assertThat(forms.get(tomas, PlainForms.HERE + "/care").statusCode()).isEqualTo(403);
    assertThat(forms.get(tomas, PlainForms.HERE + "/people/luz/care").statusCode()).isEqualTo(403);
    assertThat(
            forms.post(tomas, PlainForms.HERE + "/people/tomas/role", "role", "ADMIN").statusCode())
        .isEqualTo(403);
    assertThat(
            forms
                .post(tomas, PlainForms.HERE + "/people/luz/remove", "farewell", "community")
                .statusCode())
        .isEqualTo(403);
    assertThat(forms.post(tomas, PlainForms.HERE + "/agreements", "giftMode", "true").statusCode())
        .isEqualTo(403);
    assertThat(forms.post(tomas, PlainForms.HERE + "/archive", "slug", WebTown.SLUG).statusCode())
        .isEqualTo(403);
    assertThat(forms.get(tomas, "/es/operator").statusCode()).isEqualTo(403);
    assertThat(forms.post(tomas, "/es/operator/new", "slug", "mine").statusCode()).isEqualTo(403);
    assertThat(forms.post(tomas, "/es/operator/recover", "handle", "luz").statusCode())
        .isEqualTo(403);
    assertThat(forms.post(tomas, "/es/operator/invite", "community", WebTown.SLUG).statusCode())
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
    String luz = forms.token("luz");
    HttpResponse<String> much =
        forms.post(luz, PlainForms.HERE + "/agreements", agreements("40", "true"));
    assertThat(much.statusCode()).isEqualTo(422);
    assertThat(much.body()).contains("href=\"#f-fundRate\"", "value=\"40\"");
    forms.location(forms.post(luz, PlainForms.HERE + "/agreements", agreements("2,5", "true")));
    assertThat(forms.get(forms.token("tomas"), PlainForms.HERE + "/agreements").body())
        .contains("2.5 %", "Abiertos", "Se puede, con un aviso")
        .doesNotContain("<form method=\"post\" action=\"" + PlainForms.HERE + "/agreements");
  }

  @Test
  void a_member_acts_for_an_organisation_until_they_stop_and_nobody_else_does() {
    String founder = forms.joined("funda");
    String handle = "taller-de-todos";
    forms.location(
        forms.post(
            founder,
            PlainForms.HERE + "/organisations/new",
            "handle",
            handle,
            "displayName",
            "Taller de Todos",
            "text",
            ""));
    HttpResponse<String> begun =
        forms.post(founder, "/es/acting", "as", handle, "slug", WebTown.SLUG);
    assertThat(forms.location(begun)).endsWith("/c/pachamama?said=acting");
    assertThat(begun.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("acting=" + handle) && cookie.contains("HttpOnly"));
    HttpResponse<String> wallet =
        forms.send(
            forms
                .at(founder, PlainForms.HERE + "/wallet/code")
                .header("Cookie", "acting=" + handle));
    assertThat(wallet.body()).contains("Para dar a Taller de Todos", "Volver a ser yo");
    assertThat(
            forms
                .post(forms.token("tomas"), "/es/acting", "as", handle, "slug", WebTown.SLUG)
                .statusCode())
        .isEqualTo(403);
    assertThat(
            forms
                .send(
                    forms
                        .at(forms.token("tomas"), PlainForms.HERE + "/wallet/code")
                        .header("Cookie", "acting=" + handle))
                .body())
        .contains("Para dar a Tomás Arhuaco");
    String person = PlainForms.HERE + "/organisations/" + handle + "/people";
    forms.location(forms.post(founder, person, "person", "@tomas"));
    assertThat(forms.get(founder, PlainForms.HERE + "/people/" + handle).body()).contains("@tomas");
    forms.location(forms.post(founder, person, "person", "tomas", "acts", "no"));
  }

  private static String[] valle() {
    return new String[] {
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
  }

  @Test
  void the_operator_opens_a_community_invites_who_begins_it_and_recovers_a_lost_log_in() {
    String operator =
        forms
            .town()
            .post(
                null,
                "/session",
                Map.of("handle", "operator", "password", TestPlatform.OPERATOR_PASSWORD))
            .get("token")
            .asText();
    assertThat(forms.location(forms.get(operator, "/es"))).endsWith("/es/operator");
    String[] draft = valle();
    forms.location(forms.post(operator, "/es/operator/new", draft));
    draft[1] = "Otro valle";
    HttpResponse<String> taken = forms.post(operator, "/es/operator/new", draft);
    assertThat(taken.statusCode()).isEqualTo(422);
    assertThat(taken.body()).contains("href=\"#f-slug\"", "value=\"Otro valle\"");
    HttpResponse<String> invited =
        forms.post(operator, "/es/operator/invite", "community", "valle");
    assertThat(invited.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(invited.body()).contains("/join/valle.");

    forms.joined("perdida");
    HttpResponse<String> nobody =
        forms.post(operator, "/es/operator/recover", "handle", "nadie", "reason", "Me llamó");
    assertThat(nobody.statusCode()).isEqualTo(422);
    HttpResponse<String> made =
        forms.post(operator, "/es/operator/recover", "handle", "perdida", "reason", "Me llamó");
    Matcher code = Pattern.compile("code=([A-Za-z0-9_-]+)").matcher(made.body());
    assertThat(code.find()).as(made.body()).isTrue();
    assertThat(forms.get("", "/recover?handle=perdida&code=x").headers().firstValue("Location"))
        .contains("/es/recover?handle=perdida&code=x");
    String fresh = "nubes sobre el paramo azul";
    assertThat(
            forms
                .post("", "/es/recover", "handle", "perdida", "code", "wrong", "password", fresh)
                .statusCode())
        .isEqualTo(422);
    HttpResponse<String> entered =
        forms.post(
            "", "/es/recover", "handle", "perdida", "code", code.group(1), "password", fresh);
    assertThat(forms.location(entered)).contains("/me/security");
    assertThat(entered.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("session="));
    assertThat(forms.get(operator, "/es/operator").body()).contains("Llave nueva", "Me llamó");
  }

  @Test
  void who_leaves_with_something_gives_it_to_the_fund_or_evens_it_out_first() {
    String leaving = forms.joined("se-va");
    forms
        .town()
        .post(
            forms.token("luz"),
            "/communities/" + WebTown.SLUG + "/payments",
            Map.of("to", "se-va", "amount", "0.10", "concept", "Gracias"));
    HttpResponse<String> uneven =
        forms.post(leaving, PlainForms.HERE + "/leave", "farewell", "settle");
    assertThat(uneven.statusCode()).isEqualTo(422);
    assertThat(uneven.body()).contains("no está en cero");
    forms.location(forms.post(leaving, PlainForms.HERE + "/leave", "farewell", "fund"));
    assertThat(forms.get(leaving, PlainForms.HERE).statusCode()).isEqualTo(404);
    assertThat(forms.get(leaving, "/es").body()).contains("todavía no eres parte");
  }

  @Test
  void who_goes_may_ask_the_community_to_take_over_their_balance() {
    String going = forms.joined("pregunta");
    forms
        .town()
        .post(
            forms.token("tomas"),
            "/communities/" + WebTown.SLUG + "/payments",
            Map.of("to", "pregunta", "amount", "0.10", "concept", "Hasta pronto"));
    assertThat(
            forms
                .post(going, PlainForms.HERE + "/takeovers", "id", forms.fresh(), "reason", "")
                .statusCode())
        .isEqualTo(422);
    forms.location(
        forms.post(
            going,
            PlainForms.HERE + "/takeovers",
            "id",
            forms.fresh(),
            "reason",
            "Me voy de viaje"));
    String page = forms.get(forms.token("luz"), PlainForms.HERE + "/takeovers").body();
    assertThat(page).contains("@pregunta", "Me voy de viaje", "Se decide ahora");
    Matcher one = Pattern.compile("/takeovers/([0-9a-f-]{36})/vote").matcher(page);
    assertThat(one.find()).isTrue();
    forms.location(
        forms.post(
            forms.token("luz"),
            PlainForms.HERE + "/takeovers/" + one.group(1) + "/vote",
            "vote",
            "yes"));
    assertThat(forms.get(forms.token("luz"), PlainForms.HERE + "/takeovers").body())
        .contains("dijiste que sí");
    assertThat(forms.get(going, PlainForms.HERE + "/takeovers").body())
        .doesNotContain("name=\"vote\"");
  }
}
