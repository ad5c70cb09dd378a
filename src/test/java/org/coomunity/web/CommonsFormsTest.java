package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The fund in public, contributions and missions by plain forms, without script.
class CommonsFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String CONTRIBUTIONS = PlainForms.HERE + "/contributions";
  private static final String MISSIONS = PlainForms.HERE + "/missions";

  @AfterAll
  static void close() {
    FORMS.close();
  }

  private static String at(String location) {
    return location.substring(0, location.indexOf('?'));
  }

  private static HttpResponse<String> tell(String title) {
    return FORMS.post(
        FORMS.joined("rosa" + title.length()),
        CONTRIBUTIONS + "/new",
        "id",
        FORMS.fresh(),
        "kind",
        "CARE",
        "title",
        title,
        "story",
        "Tres mañanas. https://huerta.example/fotos",
        "hours",
        "7,5");
  }

  @Test
  void what_somebody_did_is_told_confirmed_by_two_and_taken_back() {
    String luz = FORMS.token("luz");
    assertThat(FORMS.get(luz, CONTRIBUTIONS).body()).contains("¿Hiciste algo así?");
    assertThat(tell("ab").body()).as("too short").contains("e-title");
    String page = at(FORMS.location(tell("Huerta de la escuela")));
    String one = FORMS.joined("jacinta");
    String shown = FORMS.get(one, page).body();
    assertThat(shown).contains("Confirmaciones que faltan: 2", "href=\"https://huerta.example");
    FORMS.location(FORMS.post(one, page + "/confirm"));
    FORMS.location(FORMS.post(luz, page + "/confirm"));
    shown = FORMS.get(luz, page).body();
    assertThat(shown).contains("Confirmadas", "Retirar mi confirmación");
    FORMS.location(FORMS.post(luz, page + "/unconfirm"));
    assertThat(FORMS.get(luz, CONTRIBUTIONS + "?state=open").body())
        .contains("Huerta de la escuela");
    assertThat(FORMS.post(luz, page + "/withdraw").statusCode()).isEqualTo(403);
  }

  @Test
  void a_steward_opens_a_mission_and_closes_it_with_thanks() {
    String luz = FORMS.token("luz");
    assertThat(FORMS.get(FORMS.joined("pilar"), MISSIONS + "/new").statusCode()).isEqualTo(403);
    HttpResponse<String> faulty =
        FORMS.post(luz, MISSIONS + "/new", "title", "Cien", "story", "x", "closesAt", "mañana");
    assertThat(faulty.statusCode()).isEqualTo(422);
    String page =
        at(
            FORMS.location(
                FORMS.post(
                    luz,
                    MISSIONS + "/new",
                    "id",
                    FORMS.fresh(),
                    "title",
                    "Cien tratos",
                    "story",
                    "Entre todas.",
                    "measure",
                    "trades",
                    "target",
                    "100",
                    "closesAt",
                    "2027-03-01")));
    assertThat(FORMS.get(luz, MISSIONS).body()).contains("<progress", "Cien tratos");
    assertThat(FORMS.get(luz, page).body()).contains("0 de 100", "Cerrar con gracias");
    FORMS.location(FORMS.post(luz, page + "/close", "thanks", "Gracias a todas."));
    assertThat(FORMS.get(luz, page).body())
        .contains("Gracias a todas.", "Terminó su tiempo")
        .doesNotContain("Cerrar con gracias");
  }

  @Test
  void the_fund_shows_what_came_in_and_went_out_in_a_table() {
    String page = FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/fund").body();
    assertThat(page).contains("<table>", "scope=\"col\"", "Lo que llega y lo que se usa");
    assertThat(FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/community").body())
        .contains("/fund", "/contributions", "/missions");
  }
}
