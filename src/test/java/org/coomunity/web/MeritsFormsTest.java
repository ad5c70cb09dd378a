package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Votos de confianza, one's Méritos and one's journey by plain pages and forms, without script.
class MeritsFormsTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String HERE = PlainForms.HERE;

  @AfterAll
  static void close() {
    FORMS.close();
  }

  @Test
  void a_voto_is_given_read_and_taken_back_and_every_number_opens() {
    String luz = FORMS.token("luz");
    String vera = FORMS.joined("vera");
    String page = HERE + "/people/vera";
    assertThat(FORMS.get(luz, page).body()).contains("/people/vera/trust\"", "name=\"words\"");
    assertThat(FORMS.get(vera, HERE + "/people/luz").body())
        .as("it takes 100 Méritos and 30 days")
        .doesNotContain("/people/luz/trust\"")
        .contains("voto de confianza");
    String back =
        FORMS.location(FORMS.post(luz, page + "/trust", "words", "Cumple <b>siempre</b>"));
    assertThat(FORMS.get(luz, back).body())
        .contains(
            "Cumple &lt;b&gt;siempre&lt;/b&gt;", "Diste tu voto de confianza", "/trust/revoke");
    assertThat(FORMS.get(vera, HERE + "/merits").body())
        .contains("Un voto de confianza", "/people/luz");
    assertThat(FORMS.get(luz, page + "/merits?kind=ONDA").body()).contains("class=\"empty\"");
    FORMS.location(FORMS.post(luz, page + "/trust/revoke"));
    assertThat(FORMS.get(luz, page).body()).doesNotContain("siempre&lt;");
    assertThat(FORMS.post(luz, page + "/validate").statusCode())
        .as("who invited somebody does not say yes alone")
        .isEqualTo(403);
    assertThat(FORMS.post(vera, page + "/trust", "words", "yo").statusCode()).isEqualTo(422);
  }

  @Test
  void the_journey_says_where_one_is_and_what_comes_next() {
    String luz = FORMS.token("luz");
    assertThat(FORMS.get(luz, HERE + "/journey").body())
        .contains("Estás en: Comprador", "Lo que sigue: Buscador", "<progress", "/market/new");
    assertThat(FORMS.get(luz, HERE).body()).contains(HERE + "/journey");
    assertThat(FORMS.get(luz, "/en/c/" + WebTown.SLUG + "/journey").body())
        .contains("What comes next: Seeker");
  }
}
