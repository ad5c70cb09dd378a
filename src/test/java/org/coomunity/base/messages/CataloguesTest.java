package org.coomunity.base.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The texts of ten languages, and the rules they hold to.
class CataloguesTest {
  private static final String PEOPLE =
      ".input {$n :number}\n.match $n\none {{{$n} persona en {$place}}}\n"
          + "many {{{$n} de personas en {$place}}}\n* {{{$n} personas en {$place}}}";

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_texts_of_a_language_hold_to_every_rule(Language language) {
    assertThat(new Messages().flaws(language)).isEmpty();
  }

  @Test
  void a_missing_and_an_extra_text_are_named_with_their_file() {
    assertThat(
            CatalogueRules.flaws(
                Language.FR,
                Map.of("web", Map.of("a", "x", "b", "y")),
                Map.of("web", Map.of("a", "x"), "old", Map.of("c", "z"))))
        .extracting(flaw -> flaw.file() + " " + flaw.key() + " " + flaw.rule())
        .containsExactly("fr/old.json c extra", "fr/web.json b missing");
  }

  @Test
  void a_source_that_cannot_be_read_is_named_with_its_place() {
    assertThat(flaws(Language.FR, "Hola", "Salut {"))
        .singleElement()
        .satisfies(flaw -> {
          assertThat(flaw.rule()).isEqualTo("syntax-error");
          assertThat(flaw.about()).contains("at 7");
        });
  }

  @Test
  void a_placeholder_is_neither_lost_nor_invented_nor_changed() {
    assertThat(rules(Language.FR, "Hola {$name}", "Salut {$name}")).isEmpty();
    assertThat(rules(Language.FR, "Hola {$name}", "Salut")).containsExactly("placeholders");
    assertThat(rules(Language.FR, "Hola {$name}", "Salut {$nom}")).containsExactly("placeholders");
    assertThat(rules(Language.FR, "{$n :number}", "{$n}")).containsExactly("placeholders");
    assertThat(rules(Language.FR, "{#b}a{/b}", "{#b}a")).containsExactly("placeholders");
  }

  @Test
  void each_form_has_the_placeholders_but_one_may_say_its_number() {
    assertThat(
            rules(
                Language.EN,
                PEOPLE,
                ".input {$n :number}\n.match $n\n0 {{nobody in {$place}}}\none {{one person in {$place}}}\n"
                    + "* {{{$n} people in {$place}}}"))
        .isEmpty();
    assertThat(
            rules(
                Language.EN,
                PEOPLE,
                ".input {$n :number}\n.match $n\none {{{$n} person}}\n* {{{$n} people in {$place}}}"))
        .containsExactly("placeholders");
    assertThat(
            rules(
                Language.EN,
                PEOPLE,
                ".input {$n :number}\n.match $n\none {{one in {$place}}}\n* {{people in {$place}}}"))
        .containsExactly("placeholders");
  }

  @Test
  void a_language_has_a_form_for_each_way_it_counts_and_for_no_other() {
    assertThat(rules(Language.FR, PEOPLE, PEOPLE)).isEmpty();
    assertThat(rules(Language.EN, PEOPLE, PEOPLE)).containsExactly("keys");
    assertThat(rules(Language.AR, PEOPLE, PEOPLE)).containsExactly("uncovered");
    assertThat(rules(Language.JA, PEOPLE, PEOPLE)).containsExactly("keys");
    assertThat(rules(Language.JA, PEOPLE, ".input {$n :number}\n.match $n\n* {{{$n} {$place}}}"))
        .isEmpty();
    assertThat(rules(Language.EN, PEOPLE, "{$n} {$place}")).containsExactly("selectors");
  }

  @Test
  void two_files_of_messages_are_compared() {
    Comparison found =
        Comparison.ofMessages(
            json("{\"a\": \"Hola {$name}\", \"b\": \"x\", \"c\": [\"{$x}\", \"y\"]}"),
            json("{\"a\": \"Hi {$nam}\", \"c\": \"{$x}\", \"d\": \"z\"}"));
    assertThat(found.missing()).containsExactly("b");
    assertThat(found.extra()).containsExactly("d");
    assertThat(found.placeholders())
        .hasToString("[Placeholders[key=a, missing=[{$name}], extra=[{$nam}]]]");
  }

  @Test
  void files_of_i18next_are_compared_whatever_forms_they_have() {
    Comparison found =
        Comparison.ofI18next(
            json(
                "{\"m\": {\"one\": \"{{ name }} $t(other)\", \"n_one\": \"{{count}}\","
                    + " \"n_other\": \"{{count}}\"}, \"gone\": \"\"}"),
            json(
                "{\"m\": {\"one\": \"{{name, upper}} $t(other)\", \"n_few\": \"{{count}}\","
                    + " \"n_other\": \"{{counts}}\"}}"));
    assertThat(found.missing()).containsExactly("gone");
    assertThat(found.extra()).isEmpty();
    assertThat(found.placeholders())
        .hasToString("[Placeholders[key=m.n, missing=[], extra=[{{counts}}]]]");
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Flaw> flaws(Language language, String source, String text) {
    return CatalogueRules.flaws(
        language, Map.of("web", Map.of("k", source)), Map.of("web", Map.of("k", text)));
  }

  private static List<String> rules(Language language, String source, String text) {
    return flaws(language, source, text).stream().map(Flaw::rule).distinct().toList();
  }
}
