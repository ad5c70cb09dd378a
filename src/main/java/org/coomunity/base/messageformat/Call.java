package org.coomunity.base.messageformat;

import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call of a function: what it is about, what it is told, and where faults go.
record Call(
    ULocale locale,
    @Nullable Value operand,
    Map<String, Value> options,
    Set<String> literals,
    List<Fault> faults) {

  /// A function of messages.
  @FunctionalInterface
  interface Function {
    Value call(Call call);
  }

  String direction() {
    return locale.isRightToLeft() ? "rtl" : "ltr";
  }

  void badOption(String name) {
    faults.add(new Fault("bad-option", name));
  }

  /// The text of an option; null when it is not set.
  @Nullable String text(String name) {
    Value value = options.get(name);
    return value == null || value.raw() == null ? null : String.valueOf(value.raw());
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
