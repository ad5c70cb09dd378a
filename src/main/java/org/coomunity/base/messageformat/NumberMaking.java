package org.coomunity.base.messageformat;

import com.ibm.icu.number.FractionPrecision;
import com.ibm.icu.number.IntegerWidth;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.GroupingStrategy;
import com.ibm.icu.number.NumberFormatter.RoundingPriority;
import com.ibm.icu.number.NumberFormatter.SignDisplay;
import com.ibm.icu.number.NumberFormatter.TrailingZeroDisplay;
import com.ibm.icu.number.NumberFormatter.UnitWidth;
import com.ibm.icu.number.Precision;
import com.ibm.icu.number.Scale;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.Currency.CurrencyUsage;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the number formatter that does what a message tells it.
final class NumberMaking {
  private static final int MOST_SIGNIFICANT = 21;

  private NumberMaking() {}

  static LocalizedNumberFormatter make(
      ULocale locale, String kind, Map<String, Object> told, String rounding) {
    LocalizedNumberFormatter made =
        NumberFormatter.withLocale(locale).grouping(grouping(word(told, "useGrouping")));
    Precision precision = precision(kind, told);
    if (word(told, "trailingZeroDisplay").equals("stripIfInteger")) {
      precision = precision.trailingZeroDisplay(TrailingZeroDisplay.HIDE_IF_WHOLE);
    }
    made = made.precision(precision);
    if (told.get("minimumIntegerDigits") instanceof Integer least) {
      made = made.integerWidth(IntegerWidth.zeroFillTo(least));
    }
    made =
        made.roundingMode(rounding(rounding))
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

  private static Precision precision(String kind, Map<String, Object> told) {
    String priority = word(told, "roundingPriority");
    boolean both = priority.endsWith("Precision");
    Integer most = digits(told, "maximumSignificantDigits");
    Integer least = digits(told, "minimumSignificantDigits");
    boolean significant = most != null || least != null;
    int low = Math.max(1, least == null ? 1 : least);
    int high = Math.max(low, most == null ? MOST_SIGNIFICANT : most);
    if (significant && !both) {
      return Precision.minMaxSignificantDigits(low, high);
    }
    String step = word(told, "roundingIncrement");
    if (!step.isEmpty() && !step.equals("1")) {
      return Precision.increment(new BigDecimal(new BigInteger(step), decimals(kind, told)));
    }
    if (kind.equals("currency") && !both) {
      String fraction = word(told, "fractionDigits");
      return fraction.isEmpty() || fraction.equals("auto")
          ? Precision.currency(CurrencyUsage.STANDARD)
          : Precision.fixedFraction(Integer.parseInt(fraction));
    }
    FractionPrecision fraction = fraction(kind, told);
    return both
        ? fraction.withSignificantDigits(
            low,
            high,
            priority.equals("morePrecision") ? RoundingPriority.RELAXED : RoundingPriority.STRICT)
        : fraction;
  }

  private static FractionPrecision fraction(String kind, Map<String, Object> told) {
    if (kind.equals("currency")) {
      return Precision.fixedFraction(decimals(kind, told));
    }
    Integer fewest = digits(told, "minimumFractionDigits");
    Integer furthest = digits(told, "maximumFractionDigits");
    int usual = kind.equals("percent") ? 0 : 3;
    int low = fewest == null ? 0 : fewest;
    if (furthest != null) {
      low = Math.min(low, furthest);
    }
    return Precision.minMaxFraction(low, furthest == null ? Math.max(usual, low) : furthest);
  }

  /// The decimals that an increment counts in.
  private static int decimals(String kind, Map<String, Object> told) {
    if (kind.equals("currency")) {
      String fraction = word(told, "fractionDigits");
      return fraction.isEmpty() || fraction.equals("auto")
          ? Currency.getInstance(word(told, "currency")).getDefaultFractionDigits()
          : Integer.parseInt(fraction);
    }
    Integer furthest = digits(told, "maximumFractionDigits");
    Integer fewest = digits(told, "minimumFractionDigits");
    return furthest != null ? furthest : fewest != null ? fewest : 0;
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
