package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What those who look after a community see, and what everybody does, as pages without script.
class FindingsPagesTest {
  private static final PlainForms FORMS = new PlainForms();
  private static final String HERE = "/c/" + WebTown.SLUG;
  private static final List<String> LANGUAGES =
      List.of("es", "en", "pt", "fr", "de", "it", "ja", "zh", "ar", "hi");

  @AfterAll
  static void close() {
    FORMS.close();
  }

  @Test
  void a_young_community_is_told_what_it_takes_in_every_language() {
    for (String language : LANGUAGES) {
      String page =
          FORMS.get(FORMS.token("luz"), "/" + language + HERE + "/seeing/insights").body();
      assertThat(page)
          .as(language)
          .contains(
              "part-bienComunContributions", "part-churnRisk", "format=csv&amp;lang=" + language)
          .doesNotContain("⟨");
    }
    assertThat(FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/seeing/insights").body())
        .contains("Aún es pronto", "Hace falta que diez personas o más den o reciban.")
        .doesNotContain("class=\"interval\"");
  }

  @Test
  void the_collective_stands_first() {
    String page = FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/seeing/insights").body();
    assertThat(page.indexOf("part-bienComunContributions")).isLessThan(page.indexOf("part-ayni"));
    assertThat(page.indexOf("part-ayniBalance")).isLessThan(page.indexOf("part-churnRisk"));
  }

  @Test
  void members_do_not_see_findings_and_strangers_are_led_to_the_log_in() {
    String path = PlainForms.HERE + "/seeing/insights";
    assertThat(FORMS.get(FORMS.token("tomas"), path).statusCode()).isEqualTo(403);
    assertThat(FORMS.get("", path).statusCode()).isEqualTo(303);
  }

  @Test
  void strangers_read_what_is_open_in_every_language() {
    for (String language : LANGUAGES) {
      HttpResponse<String> page = FORMS.get("", "/" + language + HERE + "/transparency");
      assertThat(page.statusCode()).as(language).isEqualTo(200);
      assertThat(page.body())
          .as(language)
          .contains("Pachamama Sierra Nevada", "class=\"columns\"", "/transparency?format=csv")
          .doesNotContain("⟨", "Tomás", "luz");
    }
    assertThat(FORMS.get("", PlainForms.HERE + "/transparency").body())
        .contains("Menos de diez", "El fondo en los últimos doce meses");
    assertThat(FORMS.get("", "/es/c/nadie/transparency").statusCode()).isEqualTo(404);
  }

  @Test
  void members_find_both_pages_from_their_community() {
    assertThat(FORMS.get(FORMS.token("luz"), PlainForms.HERE + "/community").body())
        .contains(PlainForms.HERE + "/transparency", PlainForms.HERE + "/seeing/insights");
    assertThat(FORMS.get(FORMS.token("tomas"), PlainForms.HERE + "/community").body())
        .contains(PlainForms.HERE + "/transparency")
        .doesNotContain("/seeing/insights");
  }
}
