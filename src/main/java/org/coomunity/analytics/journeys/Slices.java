package org.coomunity.analytics.journeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.coomunity.analytics.folds.Funnel;
import org.coomunity.analytics.folds.FunnelState;
import org.coomunity.analytics.folds.FunnelTally;
import org.coomunity.analytics.folds.Mode;
import org.coomunity.analytics.journeys.JourneysStore.Walked;
import org.jspecify.annotations.Nullable;

/// A funnel over the events of some days, also apart for each value of a property. Values with few
/// people stand together, and a step is shown for all of them or for none: else the one that is
/// missing would follow from the others.
final class Slices {
  private static final int MOST = 20;

  /// Which of a person's values counts.
  enum Attribution {
    FIRST,
    LAST,
    /// The one with the first step.
    STEP;

    static Optional<Attribution> of(String word) {
      return Stream.of(values())
          .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
          .findFirst();
    }
  }

  /// What somebody did, and to which value that belongs.
  private record Walker(@Nullable String value, FunnelState state) {}

  private final Funnel funnel;
  private final long[] matches;
  private final Attribution attribution;
  private final List<Walker> walkers = new ArrayList<>();

  Slices(Funnel funnel, Attribution attribution) {
    this.funnel = funnel;
    this.matches = EventType.each(funnel.matching()::match);
    this.attribution = attribution;
  }

  /// Takes all in, person by person, each in the order of time.
  void take(List<Walked> events) {
    int from = 0;
    for (int i = 1; i <= events.size(); i++) {
      if (i == events.size() || events.get(i).person() != events.get(from).person()) {
        walk(events.subList(from, i));
        from = i;
      }
    }
  }

  private void walk(List<Walked> events) {
    FunnelState state = new FunnelState(funnel);
    boolean all = funnel.modes().contains(Mode.STRICT_ORDER);
    String value = null;
    boolean any = false;
    for (Walked event : events) {
      long match = matches[event.type()];
      if (match != 0 || all) {
        state.see(event.at().toEpochMilli(), match);
        any = true;
      }
      if (event.value() != null && (attribution != Attribution.STEP || (match & 1) != 0)) {
        value = value == null || attribution == Attribution.LAST ? event.value() : value;
      }
    }
    if (any) {
      walkers.add(new Walker(value, state));
    }
  }

  /// All of them together.
  List<Figures.StepResult> steps() {
    return Shown.steps(tally(walkers).lines());
  }

  private FunnelTally tally(List<Walker> some) {
    FunnelTally tally = new FunnelTally(funnel);
    some.forEach(one -> tally.add(one.state()));
    return tally;
  }

  private static final class Slice {
    final List<Walker> people = new ArrayList<>();
    final @Nullable String value;

    Slice(@Nullable String value) {
      this.value = value;
    }

    long began() {
      return people.stream().filter(one -> one.state().level() > 0).count();
    }
  }

  /// Value by value, those with the most people first; behind them all others together.
  List<Figures.Slice> slices() {
    Map<Optional<String>, Slice> values = new HashMap<>();
    walkers.forEach(one ->
        values
            .computeIfAbsent(Optional.ofNullable(one.value()), v -> new Slice(one.value()))
            .people
            .add(one));
    List<Slice> sorted =
        new ArrayList<>(
            values.values().stream()
                .sorted(
                    Comparator.comparingLong(Slice::began)
                        .reversed()
                        .thenComparing(slice -> Objects.requireNonNullElse(slice.value, "")))
                .toList());
    Slice others = new Slice(null);
    while (!sorted.isEmpty()
        && (sorted.size() > MOST
            || sorted.getLast().began() < Shown.LEAST
            || (others.began() > 0 && others.began() < Shown.LEAST))) {
      others.people.addAll(sorted.removeLast().people);
    }
    List<Slice> all = new ArrayList<>(sorted);
    if (!others.people.isEmpty()) {
      all.add(others);
    }
    List<List<FunnelTally.Line>> lines =
        all.stream().map(slice -> tally(slice.people).lines()).toList();
    boolean[] shown = shown(lines);
    List<Figures.Slice> made = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      made.add(
          new Figures.Slice(
              all.get(i).value, all.get(i) == others, Shown.steps(lines.get(i), shown)));
    }
    return made;
  }

  /// Which steps may be shown of all of them.
  private boolean[] shown(List<List<FunnelTally.Line>> all) {
    boolean[] shown = new boolean[funnel.steps().size()];
    Arrays.fill(shown, true);
    int previous = -1;
    for (int step = 0; step < shown.length; step++) {
      for (List<FunnelTally.Line> lines : all) {
        long reached = lines.get(step).reached();
        shown[step] &=
            Shown.may(reached)
                && (previous < 0 ? step == 0 : Shown.may(lines.get(previous).reached() - reached));
      }
      previous = shown[step] ? step : previous;
    }
    return shown;
  }
}
