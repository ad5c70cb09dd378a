package org.coomunity.analytics.folds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What counts as one step: any of these events.
///
/// @param events names, `*` for all, or `<N`, `<=N`, `>N`, `>=N` where events are numbers
public record Step(List<String> events) {
  private static final Pattern BOUND =
      Pattern.compile("(<=|>=|<|>)(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?)");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,9})?");

  /// @throws IllegalArgumentException for a step without an event
  public Step {
    events = List.copyOf(events);
    if (events.isEmpty() || events.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("steps: a step has no event");
    }
  }

  /// A step as it is written in a call: alternatives between bars.
  public static Step of(String text) {
    return new Step(List.of(text.split("\\|", -1)));
  }

  /// Whether an event is one of these.
  public Predicate<String> test() {
    List<Predicate<String>> tests = new ArrayList<>();
    for (String event : events) {
      Matcher bound = BOUND.matcher(event);
      if (event.equals("*")) {
        tests.add(any -> true);
      } else if (bound.matches()) {
        tests.add(bound(bound.group(1), new BigDecimal(bound.group(2))));
      } else {
        tests.add(event::equals);
      }
    }
    return event -> tests.stream().anyMatch(test -> test.test(event));
  }

  private static Predicate<String> bound(String sign, BigDecimal limit) {
    return event -> {
      if (!NUMBER.matcher(event).matches()) {
        return false;
      }
      int order = new BigDecimal(event).compareTo(limit);
      return switch (sign) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    };
  }
}
