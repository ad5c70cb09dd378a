package org.coomunity.analytics.journeys;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.analytics.folds.Funnel;
import org.coomunity.analytics.folds.Mode;
import org.coomunity.analytics.folds.Step;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// A funnel as data.
///
/// @param steps 1..32, in order
/// @param windowSeconds how long the whole way may take, at most 400 days
/// @param modes words of `Mode`
/// @param exclude what must not happen between two steps
public record FunnelDefinition(
    List<Events> steps,
    long windowSeconds,
    @Nullable List<String> modes,
    @Nullable List<Exclusion> exclude) {
  /// What counts as a step.
  ///
  /// @param events words of `EventType`, or `*`
  public record Events(List<String> events) {}

  /// What must not happen.
  ///
  /// @param event a word of `EventType`
  /// @param after number of a step, from 1
  /// @param before number of a later step
  public record Exclusion(String event, int after, int before) {}

  private static final long MILLIS = 1_000;
  private static final long DAY = 86_400;
  private static final long WINDOW_MOST = 400 * DAY;

  /// Those that every community has, until it says otherwise.
  static final Map<String, FunnelDefinition> READY =
      new TreeMap<>(
          Map.of(
              "joining", ready(7 * DAY, "joined", "search_made|listing_viewed", "offer_published"),
              "offer", ready(DAY, "offer_started", "offer_published"),
              "first-trade", ready(30 * DAY, "joined", "trade_proposed", "trade_completed"),
              "first-vote", ready(90 * DAY, "joined", "vote_cast"),
              "world", ready(30 * DAY, "joined", "world_visited"),
              "community", ready(30 * DAY, "community_started", "joined")));

  private static FunnelDefinition ready(long seconds, String... steps) {
    List<Events> events = new ArrayList<>();
    for (String step : steps) {
      events.add(new Events(Step.of(step).events()));
    }
    return new FunnelDefinition(events, seconds, List.of(), List.of());
  }

  /// The funnel, in milliseconds.
  ///
  /// @throws Refused `funnel_invalid` with the field
  Funnel funnel() {
    if (windowSeconds <= 0 || windowSeconds > WINDOW_MOST) {
      throw Refused.field(Refusal.FUNNEL_INVALID, "windowSeconds");
    }
    if (steps.isEmpty() || steps.size() > Funnel.STEPS_MOST) {
      throw Refused.field(Refusal.FUNNEL_INVALID, "steps");
    }
    List<Step> made = new ArrayList<>();
    for (Events step : steps) {
      for (String event : step.events()) {
        known(event, "steps");
      }
      if (step.events().isEmpty()) {
        throw Refused.field(Refusal.FUNNEL_INVALID, "steps");
      }
      made.add(new Step(step.events()));
    }
    try {
      return new Funnel(made, windowSeconds * MILLIS, modeSet(), exclusions());
    } catch (IllegalArgumentException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw Refused.field(
          Refusal.FUNNEL_INVALID, message.substring(0, Math.max(0, message.indexOf(':'))));
    }
  }

  private static void known(String event, String field) {
    if (!event.equals("*") && EventType.of(event).isEmpty()) {
      throw Refused.field(Refusal.FUNNEL_INVALID, field);
    }
  }

  private Set<Mode> modeSet() {
    Set<Mode> set = EnumSet.noneOf(Mode.class);
    for (String word : modes == null ? List.<String>of() : modes) {
      set.add(Mode.of(word).orElseThrow(() -> Refused.field(Refusal.FUNNEL_INVALID, "modes")));
    }
    return set;
  }

  private List<Funnel.Exclusion> exclusions() {
    List<Funnel.Exclusion> made = new ArrayList<>();
    for (Exclusion one : exclude == null ? List.<Exclusion>of() : exclude) {
      known(one.event(), "exclude");
      made.add(new Funnel.Exclusion(one.event(), one.after(), one.before()));
    }
    return made;
  }
}
