package org.coomunity.base.messageformat;

import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call of a function: what it is about, what it is told, where faults go, and whether the
/// fields of what it shows are wanted.
record Call(
    ULocale locale,
    @Nullable Value operand,
    Map<String, Value> options,
    Set<String> literals,
    List<Fault> faults,
    boolean parts) {

  /// A function of messages.
  @FunctionalInterface
  interface Function {
    Value call(Call call);
  }

  String direction() {
    return Letters.direction(locale);
  }

  void badOption(String name) {
    faults.add(new Fault("bad-option", name));
  }

  /// The text of an option; null when it is not set.
  @Nullable String text(String name) {
    Value value = options.get(name);
    return value == null || value.raw() == null ? null : Functions.plain(value.raw());
  }

  /// The operand as a number.
  BigDecimal number() {
    BigDecimal number = operand == null ? null : Numbers.read(operand.raw());
    if (number == null) {
      throw new Broken("bad-operand", "no number");
    }
    return number;
  }
}
