package org.coomunity.base.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The register of concepts: complete in every language, found in texts, and readable by everybody.
class ConceptsTest {
  private static final Concepts CONCEPTS = new Concepts();

  private static List<String> keys(String text, Language language) {
    return CONCEPTS.mentions(text, language).stream().map(Mention::key).toList();
  }

  @Test
  void every_concept_has_a_form_a_gloss_and_a_context_in_every_language() {
    assertThat(CONCEPTS.all()).hasSizeGreaterThan(30);
    List<String> faults = new ArrayList<>();
    for (Concept concept : CONCEPTS.all()) {
      for (Language language : Language.values()) {
        Form form = CONCEPTS.form(concept.key(), language);
        String where = language.tag() + " " + concept.key();
        if (form.gloss().length() < 5 || form.gloss().length() > 120) {
          faults.add(where + ": the gloss has " + form.gloss().length() + " letters");
        }
        if (form.gloss().contains("\n") || form.context().length() < 20) {
          faults.add(where + ": the context is short");
        }
        if (concept.policy() != Policy.FIXED && !form.form().equals(concept.canonical())) {
          faults.add(where + ": is kept, and yet written " + form.form());
        }
        if (!Normalizer.isNormalized(form.form(), Normalizer.Form.NFC)) {
          faults.add(where + ": is not in NFC");
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void the_forms_of_each_language_are_found_in_its_texts_as_right() {
    List<String> faults = new ArrayList<>();
    for (Concept concept : CONCEPTS.all()) {
      for (Language language : Language.values()) {
        for (String form : CONCEPTS.allowed(concept.key(), language)) {
          List<Mention> found = CONCEPTS.mentions("(" + form + ")", language);
          boolean right =
              found.size() == 1
                  && found.getFirst().key().equals(concept.key())
                  && found.getFirst().right();
          if (concept.inTexts() != right) {
            faults.add(language.tag() + " " + form + ": " + found);
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ES | Con Ayni y por el bien comun     | ayni,bien_comun
          ES | Las ondas del mar                | ''
          ES | Gané dos Öndas hoy               | ondas
          ES | Gané dos öndas hoy               | ''
          ES | El Fondo del Bien Común creció   | fondo
          ES | Ayninacuy no es lo mismo         | ''
          ES | Pago 3 lükas; Lukas paga después | lukas
          DE | Lukas zahlt mit Lükas            | lukas
          DE | Das Gemeinwohl und der Gemeinwohl-Fonds | bien_comun,fondo
          EN | the common good and Waves (Öndas) | bien_comun,ondas
          JA | これはAyniと共通善基金の話です       | ayni,fondo
          ZH | 共同福祉与功绩（Méritos）           | bien_comun,meritos
          AR | نتكلم عن الخير العام و Ayni      | bien_comun,ayni
          HI | सर्वहित कोष और Ayni               | fondo,ayni
          """)
  void a_concept_is_told_from_the_common_noun(Language language, String text, String expected) {
    assertThat(String.join(",", keys(text, language))).isEqualTo(expected);
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    assertThat(String.join(",", keys(apart, language))).as("in NFD").isEqualTo(expected);
  }

  @Test
  void a_wrong_spelling_is_found_and_known_to_be_wrong() {
    assertThat(CONCEPTS.mentions("el ayni", Language.ES))
        .singleElement()
        .matches(mention -> !mention.right() && mention.spelled().equals("ayni"));
    assertThat(CONCEPTS.mentions("para pagar en ÜCoins", Language.ES))
        .singleElement()
        .matches(mention -> mention.key().equals("lukas") && !mention.right());
  }

  private static HttpResponse<String> get(
      TestServer server, String path, String header, String value) {
    return server.send(HttpRequest.newBuilder(server.uri(path)).header(header, value).build());
  }

  @Test
  void anybody_reads_the_register_in_their_language() {
    try (TestServer server = TestServer.start(CONCEPTS.routes())) {
      HttpResponse<String> german =
          get(server, "/api/v1/concepts/bien_comun", "Accept-Language", "de-AT, en;q=0.5");
      assertThat(german.statusCode()).isEqualTo(200);
      JsonNode one = Json.read(german.body(), JsonNode.class);
      assertThat(one.get("form").asText()).isEqualTo("Gemeinwohl");
      assertThat(one.get("policy").asText()).isEqualTo("FIXED");
      assertThat(one.get("reviewed").asBoolean()).isFalse();
      assertThat(german.headers().firstValue("Content-Language")).contains("de");

      HttpResponse<String> all = server.get(null, "/api/v1/concepts?lang=ar");
      JsonNode register = Json.read(all.body(), JsonNode.class);
      assertThat(register.get("items")).hasSize(CONCEPTS.all().size());
      assertThat(register.get("lang").asText()).isEqualTo("ar");
      String tag = all.headers().firstValue("ETag").orElseThrow();
      assertThat(get(server, "/api/v1/concepts?lang=ar", "If-None-Match", tag).statusCode())
          .isEqualTo(304);

      assertThat(server.get(null, "/api/v1/concepts/nada").statusCode()).isEqualTo(404);
      assertThat(server.get(null, "/api/v1/concepts?lang=tlh").statusCode()).isEqualTo(422);
    }
  }
}
