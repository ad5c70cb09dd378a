package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What people write about themselves, by plain forms, without script.
class MeFormsTest {
  private static final PlainForms FORMS = new PlainForms();

  @AfterAll
  static void close() {
    FORMS.close();
  }

  @Test
  void languages_are_ticked_or_called_by_their_names_and_nobody_types_a_code() {
    String luz = FORMS.token("luz");
    FORMS.location(
        FORMS.post(
            luz,
            "/es/me",
            "displayName",
            "Luz Marina",
            "speaks.es",
            "yes",
            "speaks.ar",
            "yes",
            "languages",
            "Quechua, CATALAN, Runasimi, euskara"));
    assertThat(FORMS.get(luz, "/es/me").body())
        .containsPattern("name=\"speaks.es\"[^>]* checked")
        .containsPattern("name=\"speaks.ar\"[^>]* checked")
        .doesNotContainPattern("name=\"speaks.fr\"[^>]* checked")
        .contains("value=\"quechua, catalán, euskera\"");
    assertThat(FORMS.get(luz, "/fr/me").body()).contains("value=\"quechua, catalan, basque\"");
    assertThat(FORMS.get(luz, PlainForms.HERE + "/people/luz").body())
        .contains("español", "árabe", "quechua", "catalán y euskera");
  }

  @Test
  void a_language_that_nobody_knows_is_asked_for_again_and_nothing_is_lost() {
    HttpResponse<String> asked =
        FORMS.post(
            FORMS.token("tomas"),
            "/es/me",
            "displayName",
            "Tomás",
            "vocation",
            "Tejer <b>redes</b>",
            "speaks.pt",
            "yes",
            "languages",
            "klingonés del norte");
    assertThat(asked.statusCode()).isEqualTo(422);
    assertThat(asked.body())
        .contains("klingonés del norte", "¿Tiene otro nombre?", "Tejer &lt;b")
        .containsPattern("name=\"speaks.pt\"[^>]* checked");
  }
}
