package org.coomunity.base.messageformat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
  private static final String SELECT = "select";
  private static final int MOST_DIGITS = 100;
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,2}");

  /// How far a number may reach to either side of its point.
  private static final int REACH = 2_000;

  private static final Map<String, Object> WHOLE_ONLY = Map.of("maximumFractionDigits", 0);
  private static final Set<String> FRACTIONAL =
      Set.of("minimumFractionDigits", "maximumFractionDigits", "minimumSignificantDigits");

  private Numbers() {}

  /// The number a value is; null when it is none.
  static @Nullable BigDecimal read(@Nullable Object raw) {
    BigDecimal number = number(raw);
    return number != null
            && number.scale() <= REACH
            && (long) number.precision() - number.scale() <= REACH
        ? number
        : null;
  }

  private static @Nullable BigDecimal number(@Nullable Object raw) {
    return switch (raw) {
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
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
    if (number.scale() == 0) {
      return number.toString();
    }
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /// True for what numbers may be compared with: a number, or a plural category.
  static boolean isKey(String key) {
    return CATEGORIES.contains(key) || LITERAL.matcher(key).matches();
  }

  static Value number(Call call, String kind) {
    BigDecimal number = call.number();
    boolean whole = kind.equals("integer");
    if (whole && number.scale() != 0) {
      number = number.setScale(0, RoundingMode.HALF_UP);
    }
    Value operand = call.operand();
    Map<String, Object> before =
        operand != null && operand.type().equals("number") ? operand.options() : Map.of();
    boolean selects = !kind.equals("currency") && !kind.equals("unit");
    if (call.options().isEmpty() && before.isEmpty()) {
      required(kind, before);
      return value(call, kind, number, whole ? WHOLE_ONLY : Map.of(), selects);
    }
    Map<String, Object> told = new HashMap<>(before);
    if (whole) {
      told.keySet().removeAll(FRACTIONAL);
      told.putAll(WHOLE_ONLY);
    }
    tell(call, kind, told);
    if (selects && selectVaries(call, told)) {
      call.badOption(SELECT);
      selects = false;
    }
    required(kind, told);
    return value(call, kind, number, Map.copyOf(told), selects);
  }

  /// Which forms a text must have depends on this option, so only the text itself may set it.
  private static boolean selectVaries(Call call, Map<String, Object> told) {
    boolean set = told.containsKey(SELECT) || call.options().containsKey(SELECT);
    return set && !call.literals().contains(SELECT);
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
    boolean selects = !told.containsKey(SELECT);
    if (!selects) {
      call.badOption(SELECT);
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
      boolean varies = name.equals(SELECT) && !call.literals().contains(name);
      if (text == null || words == null || varies) {
        continue;
      }
      if (words.equals(NumberOptions.DIGITS)) {
        if (WHOLE.matcher(text).matches() && Integer.parseInt(text) <= MOST_DIGITS) {
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
    NumberFormats formats = NumberFormats.of(call.locale(), kind, told);
    return Value.of(
        "number",
        number,
        told,
        call.direction(),
        call.parts() ? () -> formats.format(number) : () -> formats.text(number),
        selects ? keys -> chosen(call, formats, number, told, keys) : null);
  }

  private static List<String> chosen(
      Call call, NumberFormats formats, BigDecimal number, Map<String, Object> told, Keys keys) {
    for (String key : keys.foreign()) {
      call.faults().add(new Fault("bad-variant-key", key));
    }
    String exact = plain(formats.counted(number));
    boolean matches = keys.all().contains(exact);
    Object select = told.get(SELECT);
    if ("exact".equals(select)) {
      return matches ? List.of(exact) : List.of();
    }
    String category = formats.category(number, "ordinal".equals(select));
    if (!keys.all().contains(category)) {
      return matches ? List.of(exact) : List.of();
    }
    return matches ? List.of(exact, category) : List.of(category);
  }
}
