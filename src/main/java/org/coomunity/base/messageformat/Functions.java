package org.coomunity.base.messageformat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The functions by name: those of the standard, and those the official suite brings along.
final class Functions {
  static final Map<String, Call.Function> STANDARD =
      Map.ofEntries(
          Map.entry("string", Functions::string),
          Map.entry("number", call -> Numbers.number(call, "number")),
          Map.entry("integer", call -> Numbers.number(call, "integer")),
          Map.entry("percent", call -> Numbers.number(call, "percent")),
          Map.entry("currency", call -> Numbers.number(call, "currency")),
          Map.entry("unit", call -> Numbers.number(call, "unit")),
          Map.entry("offset", Numbers::offset),
          Map.entry("date", call -> Dates.show(call, "date")),
          Map.entry("time", call -> Dates.show(call, "time")),
          Map.entry("datetime", call -> Dates.show(call, "datetime")));
  static final Map<String, Call.Function> WITH_TESTS = withTests();

  private static final String FAILS_FORMAT = "failsFormat";
  private static final String FAILS_SELECT = "failsSelect";
  private static final String PLACES = "decimalPlaces";

  private Functions() {}

  private static Map<String, Call.Function> withTests() {
    Map<String, Call.Function> all = new HashMap<>(STANDARD);
    all.put("test:function", call -> test(call, true, true));
    all.put("test:select", call -> test(call, false, true));
    all.put("test:format", call -> test(call, true, false));
    return Map.copyOf(all);
  }

  static Value string(Call call) {
    Value operand = call.operand();
    return text(operand == null || operand.raw() == null ? "" : plain(operand.raw()));
  }

  static Value text(String text) {
    return Value.of("string", text, Map.of(), "auto", () -> text, keys -> same(text, keys));
  }

  private static List<String> same(String text, Keys keys) {
    String key = Normalizer.normalize(text, Normalizer.Form.NFC);
    return keys.all().contains(key) ? List.of(key) : List.of();
  }

  /// A value as the keys of `:string` spell it.
  static String plain(Object raw) {
    return raw instanceof BigDecimal number ? Numbers.plain(number) : String.valueOf(raw);
  }

  private static Value test(Call call, boolean shows, boolean selects) {
    Value operand = call.operand();
    BigDecimal input = call.number();
    Map<String, Object> told = new HashMap<>();
    if (operand != null && operand.type().equals("test")) {
      told.putAll(operand.options());
    }
    String places = call.text(PLACES);
    if (places != null) {
      if (!places.equals("0") && !places.equals("1")) {
        throw new Broken("bad-option", PLACES);
      }
      told.put(PLACES, places);
    }
    String fails = call.text("fails");
    if (fails != null) {
      switch (fails) {
        case "never" -> told.keySet().removeAll(Set.of(FAILS_FORMAT, FAILS_SELECT));
        case "select" -> told.put(FAILS_SELECT, true);
        case "format" -> told.put(FAILS_FORMAT, true);
        case "always" -> told.putAll(Map.of(FAILS_FORMAT, true, FAILS_SELECT, true));
        default -> call.badOption("fails");
      }
    }
    boolean one = "1".equals(told.get(PLACES));
    return Value.of(
        "test",
        input,
        Map.copyOf(told),
        "auto",
        shows ? () -> shown(input, one, told) : null,
        selects ? keys -> chosen(input, one, told, keys.all()) : null);
  }

  private static String shown(BigDecimal input, boolean one, Map<String, Object> told) {
    if (told.containsKey(FAILS_FORMAT)) {
      throw new Broken("bad-option", "fails");
    }
    return input.setScale(one ? 1 : 0, RoundingMode.DOWN).toPlainString();
  }

  private static List<String> chosen(
      BigDecimal input, boolean one, Map<String, Object> told, Set<String> keys) {
    if (told.containsKey(FAILS_SELECT)) {
      throw new Broken("bad-selector", "fails");
    }
    List<String> chosen = new ArrayList<>();
    if (input.compareTo(BigDecimal.ONE) == 0) {
      if (one && keys.contains("1.0")) {
        chosen.add("1.0");
      }
      if (keys.contains("1")) {
        chosen.add("1");
      }
    }
    return chosen;
  }
}
