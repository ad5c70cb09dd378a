package org.coomunity.base.messageformat;

import com.ibm.icu.number.FormattedNumber;
import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.PluralRules.PluralType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers: what counts as one, what they are told, how they choose.
final class Numbers {
  static final Set<String> CATEGORIES = Set.of("zero", "one", "two", "few", "many", "other");

  private static final Pattern LITERAL =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,999})(?:\\.[0-9]{1,999})?(?:[eE][-+]?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Numbers() {}

  /// The number a value is; null when it is none.
  static @Nullable BigDecimal read(@Nullable Object raw) {
    return switch (raw) {
      case BigDecimal number -> number;
      case BigInteger number -> new BigDecimal(number);
      case Double number -> Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
      case Float number -> Float.isFinite(number) ? new BigDecimal(number.toString()) : null;
      case Number number -> BigDecimal.valueOf(number.longValue());
      case String text -> LITERAL.matcher(text).matches() ? new BigDecimal(text) : null;
      case null, default -> null;
    };
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static Value number(Call call, String kind) {
    BigDecimal number = call.number();
    Map<String, Object> told = new HashMap<>();
    Value operand = call.operand();
    if (operand != null && operand.type().equals("number")) {
      told.putAll(operand.options());
    }
    if (kind.equals("integer")) {
      number = number.setScale(0, RoundingMode.HALF_EVEN);
      told.keySet()
          .removeAll(
              Set.of("minimumFractionDigits", "maximumFractionDigits", "minimumSignificantDigits"));
      told.put("maximumFractionDigits", 0);
    }
    tell(call, kind, told);
    boolean selects = !kind.equals("currency") && !kind.equals("unit");
    if (selects && told.containsKey("select") && !call.literals().contains("select")) {
      call.badOption("select");
      selects = false;
    }
    required(kind, told);
    return value(call, kind, number, Map.copyOf(told), selects);
  }

  static Value offset(Call call) {
    BigDecimal number = call.number();
    Integer add = delta(call, "add");
    Integer subtract = delta(call, "subtract");
    if ((add == null) == (subtract == null)) {
      throw new Broken("bad-option", "add or subtract");
    }
    Value operand = call.operand();
    Map<String, Object> told =
        operand != null && operand.type().equals("number") ? operand.options() : Map.of();
    BigDecimal moved =
        add != null
            ? number.add(BigDecimal.valueOf(add))
            : number.subtract(BigDecimal.valueOf(subtract == null ? 0 : subtract));
    boolean selects = !told.containsKey("select");
    if (!selects) {
      call.badOption("select");
    }
    return value(call, "number", moved, told, selects);
  }

  private static @Nullable Integer delta(Call call, String name) {
    String text = call.text(name);
    if (text == null) {
      return null;
    }
    if (!WHOLE.matcher(text).matches()) {
      throw new Broken("bad-option", name);
    }
    return Integer.valueOf(text);
  }

  private static void tell(Call call, String kind, Map<String, Object> told) {
    for (String name : call.options().keySet()) {
      String text = call.text(name);
      Set<String> words = NumberOptions.words(kind, name);
      if (text == null || words == null) {
        continue;
      }
      if (words == NumberOptions.DIGITS) {
        if (WHOLE.matcher(text).matches() && Integer.parseInt(text) <= 100) {
          told.put(name, Integer.valueOf(text));
        } else {
          call.badOption(name);
        }
      } else if (NumberOptions.fits(name, words, text)) {
        told.put(name, text);
      } else {
        call.badOption(name);
      }
    }
  }

  private static void required(String kind, Map<String, Object> told) {
    if ((kind.equals("currency") || kind.equals("unit")) && !told.containsKey(kind)) {
      throw new Broken("bad-operand", "no " + kind);
    }
  }

  private static Value value(
      Call call, String kind, BigDecimal number, Map<String, Object> told, boolean selects) {
    LocalizedNumberFormatter formatter =
        NumberOptions.formatter(call.locale(), kind.equals("integer") ? "number" : kind, told);
    BigDecimal counted = kind.equals("percent") ? number.multiply(HUNDRED) : number;
    return Value.of(
        "number",
        number,
        told,
        call.direction(),
        () -> formatter.format(number),
        selects ? keys -> chosen(call, formatter, counted, told, keys) : null);
  }

  private static List<String> chosen(
      Call call,
      LocalizedNumberFormatter formatter,
      BigDecimal number,
      Map<String, Object> told,
      Set<String> keys) {
    List<String> chosen = new ArrayList<>(2);
    String exact = plain(number);
    if (keys.contains(exact)) {
      chosen.add(exact);
    }
    for (String key : keys) {
      if (!CATEGORIES.contains(key) && !LITERAL.matcher(key).matches()) {
        call.faults().add(new Fault("bad-variant-key", key));
      }
    }
    if ("exact".equals(told.get("select"))) {
      return chosen;
    }
    PluralType type =
        "ordinal".equals(told.get("select")) ? PluralType.ORDINAL : PluralType.CARDINAL;
    FormattedNumber shown = formatter.format(number);
    String category = PluralRules.forLocale(call.locale(), type).select(shown);
    if (keys.contains(category)) {
      chosen.add(category);
    }
    return chosen;
  }
}
