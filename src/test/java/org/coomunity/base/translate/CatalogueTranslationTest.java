package org.coomunity.base.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueTranslationTest {
  private static final String SOURCE =
      """
      {"home": {
         "bread": "El pan está listo en la huerta de {$who}.",
         "count": [".input {$n :number}", ".match $n", "one {{{$n} canasto de semillas}}",
                   "* {{{$n} canastos de semillas}}"]},
       "ayni": "El Ayni de la comunidad crece con cada intercambio.",
       "broken": "Esto {no se lee"}
      """;

  private final ObjectNode out = Json.MAPPER.createObjectNode();

  private static JsonNode json(String text) throws Exception {
    return Json.MAPPER.readTree(text);
  }

  private CatalogueTranslation.Report translate(String provider, @Nullable String command)
      throws Exception {
    Translate.Settings settings =
        new Translate.Settings(provider, "http://localhost", new Secret(""), "", 0);
    return CatalogueTranslation.run(json(SOURCE), Language.ES, Language.AR, settings, command, out);
  }

  @Test
  void what_passes_is_written_where_it_stood_with_the_forms_of_the_language() throws Exception {
    CatalogueTranslation.Report report = translate("fake", null);

    assertThat(report.total()).isEqualTo(4);
    assertThat(report.published()).isEqualTo(3);
    assertThat(report.fallback()).isEqualTo(1);
    assertThat(report.needsPerson()).isEqualTo(1);
    assertThat(report.faults()).containsKey("V1");
    assertThat(out.at("/home/bread").asText()).contains("{$who}");
    assertThat(out.at("/home/count").asText()).contains("few", "many", "two", "zero");
    assertThat(out.has("broken")).isFalse();

    CatalogueScore score = CatalogueScore.of(json(SOURCE), out, out, Language.ES, Language.AR);
    assertThat(score.total()).isEqualTo(4);
    assertThat(score.valid()).isEqualTo(0.75);
    assertThat(score.placeholdersKept()).isEqualTo(0.75);
    assertThat(score.conceptsKept()).isEqualTo(0.75);
    assertThat(score.forbidden()).isZero();
    assertThat(score.chrF()).isEqualTo(1);
  }

  @Test
  void a_command_is_asked_line_by_line_and_not_believed() throws Exception {
    CatalogueTranslation.Report report =
        translate("", "sed -u 's/.*\"text\":\"\\([^\"]*\\)\".*/{\"text\":\"\\1\"}/'");

    assertThat(report.published()).as("the source once more is no translation").isZero();
    assertThat(report.faults()).containsKey("V5");
    assertThat(out.at("/home").properties()).isEmpty();
  }

  @Test
  void a_command_that_ends_and_an_unknown_provider_publish_nothing() throws Exception {
    assertThat(translate("", "exit 3").faults()).containsEntry("provider", 3);
    assertThatThrownBy(() -> translate("nobody", null)).hasMessageContaining("nobody");
    assertThat(out.has("ayni")).isFalse();
  }

  @Test
  void a_lost_placeholder_and_a_lost_concept_are_counted() throws Exception {
    JsonNode source = json("{\"a\": \"Hola {$who}, buen día.\", \"b\": \"El Ayni crece mucho.\"}");
    JsonNode candidate = json("{\"a\": \"Hello, good day.\", \"b\": \"The trade grows a lot.\"}");

    CatalogueScore score = CatalogueScore.of(source, candidate, null, Language.ES, Language.EN);

    assertThat(score.valid()).isEqualTo(1);
    assertThat(score.placeholdersKept()).isEqualTo(0.5);
    assertThat(score.conceptsKept()).isEqualTo(0.5);
    assertThat(score.chrF()).isNull();
  }

  @Test
  void likeness_is_the_mean_over_runs_of_one_to_six() {
    assertThat(ChrF.of("a b c", "abd")).isCloseTo((2 / 3.0 + 1 / 2.0) / 3, within(1e-9));
    assertThat(ChrF.of("la huerta", "la huerta")).isEqualTo(1);
    assertThat(List.of(ChrF.of("", "x"), ChrF.of("x", ""), ChrF.of("ab", "cd"))).containsOnly(0.0);
  }
}
