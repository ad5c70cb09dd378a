package org.coomunity.analytics.folds;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A way of several steps within a time.
///
/// @param steps 1..32, in order
/// @param window how long the whole way may take, in the unit of the events' times
/// @param modes how strictly; `any_order` stands alone
/// @param exclusions what must not happen between two steps, at most 16
public record Funnel(List<Step> steps, long window, Set<Mode> modes, List<Exclusion> exclusions) {
  /// The most steps.
  public static final int STEPS_MOST = 32;

  private static final int EXCLUSIONS_MOST = 16;

  /// What must not happen after one step and before another: who does it must take the first of the
  /// two again.
  ///
  /// @param event its name, or alternatives between bars
  /// @param after number of a step, from 1
  /// @param before number of a later step
  public record Exclusion(String event, int after, int before) {}

  /// @throws IllegalArgumentException whose message begins with `steps:`, `window:`, `modes:` or
  ///   `exclude:`
  public Funnel {
    steps = List.copyOf(steps);
    exclusions = List.copyOf(exclusions);
    modes = modes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(modes));
    check(!steps.isEmpty() && steps.size() <= STEPS_MOST, "steps: 1 to 32");
    check(window > 0 && window <= Long.MAX_VALUE / 4, "window: more than 0");
    boolean anyOrder = modes.contains(Mode.ANY_ORDER);
    check(!anyOrder || modes.size() == 1, "modes: any_order stands alone");
    check(exclusions.size() <= EXCLUSIONS_MOST, "exclude: at most 16");
    check(!anyOrder || exclusions.isEmpty(), "exclude: not in any order");
    for (Exclusion exclusion : exclusions) {
      check(
          exclusion.after() >= 1
              && exclusion.after() < exclusion.before()
              && exclusion.before() <= steps.size(),
          "exclude: from one step to a later one");
    }
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException(what);
    }
  }

  /// What an event is to a funnel.
  @FunctionalInterface
  public interface Matching {
    /// The steps it matches in the lower 32 bits, the exclusions in those above.
    long match(String event);
  }

  /// How events are matched; asked once for each name, not for each event.
  public Matching matching() {
    List<Predicate<String>> tests = steps.stream().map(Step::test).toList();
    List<Predicate<String>> banned =
        exclusions.stream().map(exclusion -> Step.of(exclusion.event()).test()).toList();
    return event -> {
      long match = 0;
      for (int i = 0; i < tests.size(); i++) {
        match |= tests.get(i).test(event) ? 1L << i : 0;
      }
      for (int i = 0; i < banned.size(); i++) {
        match |= banned.get(i).test(event) ? 1L << (STEPS_MOST + i) : 0;
      }
      return match;
    };
  }
}
