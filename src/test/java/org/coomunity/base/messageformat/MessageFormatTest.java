package org.coomunity.base.messageformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.coomunity.base.messageformat.MessageFormat.Isolation;
import org.coomunity.base.messageformat.MessageFormat.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFormatTest {
  private static Result of(String source, Map<String, ?> arguments) {
    return MessageFormat.forSuite("en-US", source, Isolation.NONE).format(arguments);
  }

  private static List<String> errors(Result result) {
    return result.faults().stream().map(Fault::type).toList();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "a}b; syntax-error",
        "{|a; syntax-error",
        "{1:number}; syntax-error",
        ".local $x={1 :number}.match $x * {{a}}; ``",
        ".match $x * {{}}; missing-selector-annotation",
        ".input {$x :number} .match $x 1 {{}}; missing-fallback-variant",
        ".input {$x :number} .match $x * * {{}}; variant-key-mismatch",
        ".input {$x :number} .match $x 1 {{}} 1 {{}} * {{}}; duplicate-variant",
        ".input {$x :number} .input {$x} {{}}; duplicate-declaration",
        ".local $x = {$x} {{}}; duplicate-declaration",
        "{1 :number a=1 a=2}; duplicate-option-name",
        "{1 :nothing}; unknown-function",
        "{1 :number minimumFractionDigits=x}; bad-option",
        ".local $x={1 :test:format}.match $x * {{a}}; bad-selector",
        ".local $x={1 :test:select}{{{$x}}}; not-formattable",
        "{one :number}; bad-operand"
      })
  void a_fault_has_the_name_of_the_official_suite(String source, String error) {
    assertThat(errors(of(source, Map.of())))
        .isEqualTo(error.isEmpty() ? List.of() : List.of(error));
  }

  @Test
  void half_a_pair_and_a_nul_are_refused() {
    assertThat(errors(of("a\ud800b", Map.of()))).containsExactly("syntax-error");
    assertThat(errors(of("a\0b", Map.of()))).containsExactly("syntax-error");
  }

  @Test
  void an_exact_key_comes_before_a_category_and_the_first_selector_before_the_second() {
    String counts = ".input {$n :number} .match $n one {{one}} 1 {{=1}} * {{other}}";
    assertThat(of(counts, Map.of("n", 1)).text()).isEqualTo("=1");
    String two =
        ".input {$a :string} .input {$b :string} .match $a $b * y {{late}} x * {{early}} "
            + "* * {{none}}";
    assertThat(of(two, Map.of("a", "x", "b", "y")).text()).isEqualTo("early");
    assertThat(of(two, Map.of("a", "z", "b", "y")).text()).isEqualTo("late");
  }

  @Test
  void a_category_is_that_of_the_shown_number() {
    String shown =
        ".input {$n :number minimumFractionDigits=1} .match $n one {{one}} * {{other {$n}}}";
    assertThat(of(shown, Map.of("n", 1)).text()).isEqualTo("other 1.0");
  }

  @Test
  void what_is_missing_shows_as_a_fallback() {
    Result result = of("Hi {$who :number}", Map.of());
    assertThat(result.text()).isEqualTo("Hi {$who}");
    assertThat(errors(result)).containsExactly("unresolved-variable", "bad-operand");
  }

  @Test
  void values_that_may_run_the_other_way_are_set_apart() {
    Map<String, String> ana = Map.of("who", "Ana");
    assertThat(MessageFormat.of("en", "Hi {$who}", Isolation.DEFAULT).format(ana).text())
        .isEqualTo("Hi \u2068Ana\u2069");
    assertThat(MessageFormat.of("en", "Hi {$who}", Isolation.SPARING).format(ana).text())
        .isEqualTo("Hi Ana");
    assertThat(MessageFormat.of("en", "{1 :number}", Isolation.DEFAULT).format(ana).text())
        .isEqualTo("1");
  }

  @Test
  void parts_name_markup_and_fields() {
    assertThat(
            MessageFormat.of("en", "{#link to=$x}{42 :number}{/link}", Isolation.NONE)
                .formatToParts(Map.of("x", "here"))
                .parts())
        .hasToString(
            "[{type=markup, kind=open, name=link, options={to=here}}, {type=number, dir=ltr,"
                + " locale=en, parts=[{type=integer, value=42}]}, {type=markup, kind=close,"
                + " name=link}]");
  }
}
