package org.coomunity.base.messageformat;

import com.ibm.icu.number.IntegerWidth;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.GroupingStrategy;
import com.ibm.icu.number.NumberFormatter.SignDisplay;
import com.ibm.icu.number.NumberFormatter.TrailingZeroDisplay;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Precision;
import com.ibm.icu.number.Scale;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What numbers may be told, and the formatters that obey, kept by locale and options.
final class NumberOptions {
  /// Stands for any number of digits.
  static final Set<String> DIGITS = Set.of("digits");

  private static final int KEPT = 512;
  private static final Map<Key, LocalizedNumberFormatter> FORMATTERS = new ConcurrentHashMap<>();
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
              Set.of("ceil", "floor", "expand", "trunc", "halfExpand", "halfTrunc", "halfEven")),
          Map.entry("minimumIntegerDigits", DIGITS),
          Map.entry("minimumFractionDigits", DIGITS),
          Map.entry("maximumFractionDigits", DIGITS),
          Map.entry("minimumSignificantDigits", DIGITS),
          Map.entry("maximumSignificantDigits", DIGITS),
          Map.entry("roundingIncrement", DIGITS),
          Map.entry("currency", ANY),
          Map.entry("currencyDisplay", Set.of("symbol", "narrowSymbol", "name", "code", "never")),
          Map.entry("currencySign", Set.of("standard", "accounting")),
          Map.entry("fractionDigits", ANY),
          Map.entry("unit", ANY),
          Map.entry("unitDisplay", Set.of("short", "narrow", "long")));

  private record Key(ULocale locale, String kind, Map<String, Object> told) {}

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

  static LocalizedNumberFormatter formatter(ULocale locale, String kind, Map<String, Object> told) {
    Key key = new Key(locale, kind, told);
    LocalizedNumberFormatter kept = FORMATTERS.get(key);
    if (kept == null) {
      if (FORMATTERS.size() >= KEPT) {
        FORMATTERS.clear();
      }
      kept = make(locale, kind, told);
      FORMATTERS.put(key, kept);
    }
    return kept;
  }

  private static LocalizedNumberFormatter make(
      ULocale locale, String kind, Map<String, Object> told) {
    LocalizedNumberFormatter made =
        NumberFormatter.withLocale(locale).grouping(grouping(word(told, "useGrouping")));
    Precision precision = precision(kind, told);
    if (precision != null) {
      if (word(told, "trailingZeroDisplay").equals("stripIfInteger")) {
        precision = precision.trailingZeroDisplay(TrailingZeroDisplay.HIDE_IF_WHOLE);
      }
      made = made.precision(precision);
    }
    if (told.get("minimumIntegerDigits") instanceof Integer least) {
      made = made.integerWidth(IntegerWidth.zeroFillTo(least));
    }
    made =
        made.roundingMode(rounding(word(told, "roundingMode")))
            .sign(sign(word(told, "signDisplay"), word(told, "currencySign").equals("accounting")));
    return switch (kind) {
      case "percent" -> made.unit(MeasureUnit.PERCENT).scale(Scale.powerOfTen(2));
      case "currency" ->
          made.unit(Currency.getInstance(word(told, "currency")))
              .unitWidth(width(word(told, "currencyDisplay")));
      case "unit" ->
          made.unit(MeasureUnit.forIdentifier(word(told, "unit")))
              .unitWidth(width(word(told, "unitDisplay")));
      default -> made;
    };
  }

  private static String word(Map<String, Object> told, String name) {
    return told.get(name) instanceof String text ? text : "";
  }

  private static @Nullable Precision precision(String kind, Map<String, Object> told) {
    Integer most = digits(told, "maximumSignificantDigits");
    Integer least = digits(told, "minimumSignificantDigits");
    if (most != null || least != null) {
      int low = Math.max(1, least == null ? 1 : least);
      return Precision.minMaxSignificantDigits(low, Math.max(low, most == null ? 21 : most));
    }
    if (kind.equals("currency")) {
      String fraction = word(told, "fractionDigits");
      return fraction.isEmpty() || fraction.equals("auto")
          ? null
          : Precision.fixedFraction(Integer.parseInt(fraction));
    }
    Integer fewest = digits(told, "minimumFractionDigits");
    Integer furthest = digits(told, "maximumFractionDigits");
    int usual = kind.equals("percent") ? 0 : 3;
    int low = fewest == null ? 0 : fewest;
    if (furthest != null && fewest != null && furthest < fewest) {
      low = furthest;
    } else if (furthest != null) {
      low = Math.min(low, furthest);
    }
    return Precision.minMaxFraction(low, furthest == null ? Math.max(usual, low) : furthest);
  }

  private static @Nullable Integer digits(Map<String, Object> told, String name) {
    return told.get(name) instanceof Integer number ? number : null;
  }

  private static GroupingStrategy grouping(String word) {
    return switch (word) {
      case "never" -> GroupingStrategy.OFF;
      case "always" -> GroupingStrategy.ON_ALIGNED;
      case "min2" -> GroupingStrategy.MIN2;
      default -> GroupingStrategy.AUTO;
    };
  }

  private static SignDisplay sign(String word, boolean accounting) {
    return switch (word) {
      case "always" -> accounting ? SignDisplay.ACCOUNTING_ALWAYS : SignDisplay.ALWAYS;
      case "exceptZero" ->
          accounting ? SignDisplay.ACCOUNTING_EXCEPT_ZERO : SignDisplay.EXCEPT_ZERO;
      case "negative" -> accounting ? SignDisplay.ACCOUNTING_NEGATIVE : SignDisplay.NEGATIVE;
      case "never" -> SignDisplay.NEVER;
      default -> accounting ? SignDisplay.ACCOUNTING : SignDisplay.AUTO;
    };
  }

  private static RoundingMode rounding(String word) {
    return switch (word) {
      case "ceil" -> RoundingMode.CEILING;
      case "floor" -> RoundingMode.FLOOR;
      case "expand" -> RoundingMode.UP;
      case "trunc" -> RoundingMode.DOWN;
      case "halfTrunc" -> RoundingMode.HALF_DOWN;
      case "halfEven" -> RoundingMode.HALF_EVEN;
      default -> RoundingMode.HALF_UP;
    };
  }

  private static UnitWidth width(String word) {
    return switch (word) {
      case "narrowSymbol", "narrow" -> UnitWidth.NARROW;
      case "name", "long" -> UnitWidth.FULL_NAME;
      case "code" -> UnitWidth.ISO_CODE;
      case "never" -> UnitWidth.HIDDEN;
      default -> UnitWidth.SHORT;
    };
  }
}
