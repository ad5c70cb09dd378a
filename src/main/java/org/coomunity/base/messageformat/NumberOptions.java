package org.coomunity.base.messageformat;

import com.ibm.icu.util.MeasureUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What numbers may be told.
final class NumberOptions {
  /// Stands for any number of digits.
  static final Set<String> DIGITS = Set.of("digits");

  private static final Set<String> ANY = Set.of("any");
  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          Map.entry("select", Set.of("plural", "ordinal", "exact")),
          Map.entry("signDisplay", Set.of("auto", "always", "exceptZero", "negative", "never")),
          Map.entry("useGrouping", Set.of("auto", "always", "never", "min2")),
          Map.entry("trailingZeroDisplay", Set.of("auto", "stripIfInteger")),
          Map.entry("roundingPriority", Set.of("auto", "morePrecision", "lessPrecision")),
          Map.entry(
              "roundingMode",
              Set.of(
                  "ceil",
                  "floor",
                  "expand",
                  "trunc",
                  "halfCeil",
                  "halfFloor",
                  "halfExpand",
                  "halfTrunc",
                  "halfEven")),
          Map.entry("minimumIntegerDigits", DIGITS),
          Map.entry("minimumFractionDigits", DIGITS),
          Map.entry("maximumFractionDigits", DIGITS),
          Map.entry("minimumSignificantDigits", DIGITS),
          Map.entry("maximumSignificantDigits", DIGITS),
          Map.entry(
              "roundingIncrement",
              Set.of(
                  "1", "2", "5", "10", "20", "25", "50", "100", "200", "250", "500", "1000", "2000",
                  "2500", "5000")),
          Map.entry("currency", ANY),
          Map.entry("currencyDisplay", Set.of("symbol", "narrowSymbol", "name", "code", "never")),
          Map.entry("currencySign", Set.of("standard", "accounting")),
          Map.entry("fractionDigits", ANY),
          Map.entry("unit", ANY),
          Map.entry("unitDisplay", Set.of("short", "narrow", "long")));

  private NumberOptions() {}

  /// The words an option of a function takes; null when the function has no such option.
  static @Nullable Set<String> words(String kind, String name) {
    boolean known =
        switch (name) {
          case "select" -> Set.of("number", "integer", "percent").contains(kind);
          case "currency", "currencyDisplay", "currencySign", "fractionDigits" ->
              kind.equals("currency");
          case "unit", "unitDisplay" -> kind.equals("unit");
          case "minimumFractionDigits", "maximumFractionDigits" ->
              !kind.equals("integer") && !kind.equals("currency");
          case "minimumSignificantDigits" -> !kind.equals("integer");
          default -> true;
        };
    return known ? WORDS.get(name) : null;
  }

  static boolean fits(String name, Set<String> words, String text) {
    return switch (name) {
      case "currency" -> text.matches("[A-Za-z]{3}");
      case "fractionDigits" -> text.matches("auto|[0-9]|[1-9][0-9]");
      case "unit" -> measure(text) != null;
      default -> words.contains(text);
    };
  }

  private static @Nullable MeasureUnit measure(String text) {
    try {
      return MeasureUnit.forIdentifier(text);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }
}
