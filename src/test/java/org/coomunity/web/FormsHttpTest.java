package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What members do for themselves with plain forms.
class FormsHttpTest {
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
    forms.location(
        forms.post(asker, at, "id", forms.fresh(), "amount", "0.20", "reason", "Era menos"));
    assertThat(forms.get(asker, PlainForms.HERE + "/wallet").body().replace('\u00a0', ' '))
        .contains("0,30 <dfn>");
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
