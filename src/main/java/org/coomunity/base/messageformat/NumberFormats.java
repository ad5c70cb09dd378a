package org.coomunity.base.messageformat;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.PluralRules.PluralType;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How numbers of one kind are shown and counted in one language with the same options; kept, since
/// ICU takes long to make its formatters. Small whole numbers in Latin digits, most of what people
/// read, are neither formatted nor counted by ICU again.
final class NumberFormats {
  private static final int KEPT = 512;
  private static final int SMALL = 1_000;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Map<Key, NumberFormats> FORMATS = new ConcurrentHashMap<>();
  private static final Set<String> HARMLESS =
      Set.of("select", "useGrouping", "maximumFractionDigits");

  private record Key(ULocale locale, String kind, Map<String, Object> told) {}

  private final LocalizedNumberFormatter up;
  private final LocalizedNumberFormatter down;
  private final PluralRules cardinal;
  private final PluralRules ordinal;
  private final boolean percent;
  private final boolean plain;
  private final @Nullable String[] cardinals = new @Nullable String[SMALL];
  private final @Nullable String[] ordinals = new @Nullable String[SMALL];

  private NumberFormats(Key key) {
    this.percent = key.kind().equals("percent");
    String rounding = key.told().get("roundingMode") instanceof String word ? word : "";
    LocalizedNumberFormatter made =
        NumberMaking.make(key.locale(), key.kind(), key.told(), rounding);
    boolean halfways = rounding.equals("halfCeil") || rounding.equals("halfFloor");
    RoundingMode above =
        rounding.equals("halfFloor") ? RoundingMode.HALF_DOWN : RoundingMode.HALF_UP;
    RoundingMode below =
        rounding.equals("halfFloor") ? RoundingMode.HALF_UP : RoundingMode.HALF_DOWN;
    this.up = halfways ? made.roundingMode(above) : made;
    this.down = halfways ? made.roundingMode(below) : made;
    this.cardinal = PluralRules.forLocale(key.locale(), PluralType.CARDINAL);
    this.ordinal = PluralRules.forLocale(key.locale(), PluralType.ORDINAL);
    this.plain =
        (key.kind().equals("number") || key.kind().equals("integer"))
            && HARMLESS.containsAll(key.told().keySet())
            && up.format(1234567890).toString().replaceAll("[^0-9]", "").equals("1234567890");
  }

  static NumberFormats of(ULocale locale, String kind, Map<String, Object> told) {
    Key key = new Key(locale, kind, told);
    NumberFormats kept = FORMATS.get(key);
    if (kept == null) {
      if (FORMATS.size() >= KEPT) {
        FORMATS.clear();
      }
      kept = new NumberFormats(key);
      FORMATS.put(key, kept);
    }
    return kept;
  }

  /// The number with its fields.
  FormattedNumber format(BigDecimal number) {
    return (number.signum() < 0 ? down : up).format(number);
  }

  String text(BigDecimal number) {
    int small = small(number);
    return small >= 0 ? Integer.toString(small) : format(number).toString();
  }

  /// What is counted: hundredths of what is given as percent.
  BigDecimal counted(BigDecimal number) {
    return percent ? number.multiply(HUNDRED) : number;
  }

  /// The plural category of the number as it is shown.
  String category(BigDecimal number, boolean ordered) {
    PluralRules rules = ordered ? ordinal : cardinal;
    int small = small(number);
    if (small < 0) {
      return rules.select(format(number));
    }
    @Nullable String[] known = ordered ? ordinals : cardinals;
    String category = known[small];
    if (category == null) {
      category = rules.select(format(number));
      known[small] = category;
    }
    return category;
  }

  /// The number if it is shown as its digits alone; -1 for any other.
  private int small(BigDecimal number) {
    if (!plain || number.scale() != 0 || number.precision() > 3 || number.signum() < 0) {
      return -1;
    }
    return number.intValue();
  }
}
