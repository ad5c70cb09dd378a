package org.coomunity.base.messageformat;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.PluralRules.PluralType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageFormat.Isolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every message, whatever it says and is given.
@SuppressWarnings("JavaUtilDate") // ICU and old code hand over dates of this kind
class MessagePropertiesTest {
  private static final List<Language> LANGUAGES = List.of(Language.values());
  private static final List<Isolation> ISOLATIONS = List.of(Isolation.values());
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "{{",
          "}}",
          "|",
          "$x",
          "$n",
          ":number",
          ":string",
          ":date",
          ":nada",
          " ",
          "\n",
          "a",
          "1",
          "*",
          ".local $y = {$x :string}",
          ".input {$n :number}",
          ".match $n",
          " one {{o}}",
          " * {{e}}",
          "{$x}",
          "{$n :number}",
          "{$d :datetime}",
          "{1 :currency currency=EUR}",
          "{#b k=$x}",
          "{/b}",
          "{#b /}",
          "@a=|v w|",
          "u:dir=rtl",
          "u:id=i",
          "k=v",
          "\\{",
          "\\x",
          "\\\\",
          "\u200e",
          "\u061c",
          "\u3000",
          "é",
          "e\u0301",
          "\ud800",
          "\0",
          "😀",
          ".",
          "-",
          "|a \\| b|",
          " minimumFractionDigits=2",
          " select=$x",
          "{$n :offset add=1}",
          "{2.5 :percent}");
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          "",
          "a",
          "1",
          "-2.50",
          "سلمى",
          "\ud800",
          true,
          0,
          1,
          1_000_000L,
          2.5,
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          new BigDecimal("1e900000"),
          new BigDecimal("1e-900000"),
          Instant.MAX,
          Instant.EPOCH,
          new Date(Long.MAX_VALUE),
          List.of(1),
          new Throws());

  /// A value that cannot even be written.
  private static final class Throws {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  private static String source(Random random) {
    StringBuilder source = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      source.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return source.toString();
  }

  @Property(tries = 20_000)
  void neither_reading_nor_formatting_throws(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Object> arguments = new HashMap<>();
    for (String name : List.of("x", "n", "d")) {
      if (random.nextInt(4) > 0) {
        arguments.put(name, VALUES.get(random.nextInt(VALUES.size())));
      }
    }
    Language language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
    MessageFormat format =
        MessageFormat.of(
            language.tag(), source(random), ISOLATIONS.get(random.nextInt(ISOLATIONS.size())));
    MessageFormat.Result text = format.format(arguments);
    MessageFormat.Result parts = format.formatToParts(arguments);
    assertThat(text.text()).isEqualTo(parts.text());
    assertThat(text.faults()).isEqualTo(parts.faults());
    assertThat(format.faults().isEmpty()).isEqualTo(format.shape().isPresent());
  }

  @Property(tries = 20_000)
  void what_is_written_is_read_as_the_same_message(@ForAll long seed) {
    String source = source(new Random(seed));
    Model model;
    try {
      model = Parser.parse(source);
    } catch (Broken refused) {
      return;
    }
    String printed = Printer.print(model);
    assertThat(Parser.parse(printed)).as(printed).isEqualTo(model);
    assertThat(Printer.print(Parser.parse(printed))).isEqualTo(printed);
  }

  @Test
  void a_message_with_everything_is_written_as_a_person_would() {
    String source =
        ".input {$n :number select=ordinal @a=|b c|}\n.local $x = {|a b| :string u:dir=ltr}\n"
            + ".match $n $x\n1 |a b| {{\\{{$n}\\} {#b k=$x}y{/b}{#c /}}}\n* * {{|}}";
    assertThat(Printer.print(Parser.parse(source))).isEqualTo(source);
    assertThat(Printer.print(Parser.parse("{{.local}}"))).isEqualTo("{{.local}}");
    assertThat(Printer.print(Parser.parse("{{ . }}"))).isEqualTo("{{ . }}");
    assertThat(Printer.print(Parser.parse("{{a}}"))).isEqualTo("a");
  }

  @Property(tries = 200)
  void reading_a_long_source_ends_soon(@ForAll @IntRange(max = 49) int piece) {
    String source = PIECES.get(piece % PIECES.size()).repeat(3_000);
    long begin = System.nanoTime();
    MessageFormat.of("en", source, Isolation.NONE).format(Map.of("x", "a", "n", 1));
    assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_number_chooses_the_category_of_its_language(Language language) {
    for (PluralType type : PluralType.values()) {
      PluralRules rules = PluralRules.forLocale(language.locale(), type);
      for (int digits = 0; digits <= 2; digits++) {
        MessageFormat message = counting(language, type, digits);
        for (int n = 0; n <= 1_001; n++) {
          BigDecimal number = BigDecimal.valueOf(n == 1_001 ? 1_000_000 : n);
          assertThat(chosen(message, number)).isEqualTo(expected(language, rules, number, digits));
        }
        for (int tenths = 0; tenths <= 109; tenths++) {
          BigDecimal number = BigDecimal.valueOf(tenths, 1);
          assertThat(chosen(message, number)).isEqualTo(expected(language, rules, number, digits));
        }
      }
    }
  }

  private static MessageFormat counting(Language language, PluralType type, int digits) {
    String select = type == PluralType.ORDINAL ? "ordinal" : "plural";
    return MessageFormat.of(
        language.tag(),
        ".input {$n :number select=%s minimumFractionDigits=%d maximumFractionDigits=%d}"
                .formatted(select, digits, digits)
            + " .match $n zero {{zero}} one {{one}} two {{two}} few {{few}} many {{many}} * {{other}}",
        Isolation.NONE);
  }

  private static String chosen(MessageFormat message, BigDecimal number) {
    return message.format(Map.of("n", number)).text();
  }

  private static String expected(
      Language language, PluralRules rules, BigDecimal number, int digits) {
    return rules.select(
        NumberFormatter.withLocale(language.locale())
            .precision(Precision.fixedFraction(digits))
            .roundingMode(RoundingMode.HALF_UP)
            .format(number));
  }
}
