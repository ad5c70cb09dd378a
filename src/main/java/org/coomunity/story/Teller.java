package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;

/// Tells the story of one community from its first day to its last, in order, with a clock of its
/// own. The same seed, end and script give the same story; told again after an interruption, it
/// finds what it told before and goes on.
final class Teller {
  private static final long SEED = 20_261;

  private final Script script;
  private final AtomicInteger told = new AtomicInteger();
  private volatile int slips;

  Teller(Script script) {
    this.script = script;
  }

  /// How many trades have been begun.
  int told() {
    return told.get();
  }

  int slips() {
    return slips;
  }

  Script script() {
    return script;
  }

  void tell(
      Stage.Builder stages,
      Guests guests,
      Instant end,
      int trades,
      int photos,
      AtomicBoolean stopped) {
    StoryClock clock = new StoryClock(first(script, end));
    try (Stage stage = stages.on(clock)) {
      Community community = stage.communities().open(script.community().draft()).value();
      Chance chance = chance(SEED);
      Plot plot = new Plot(clock, end, stopped);
      Purses purses = new Purses(stage.lets().exchange(community.id()));
      Cast cast = new Cast(script, stage, plot, chance, purses, community, guests);
      cast.plan();
      Fair fair = new Fair(script, stage, plot, chance, purses, cast, photos);
      fair.plan();
      new Bargains(script, stage, plot, chance, purses, cast, fair, told).plan(trades);
      new Gestures(script, stage, plot, chance, purses, cast).plan(trades / 16, trades / 50);
      new Lectures(script, stage, plot, cast).plan();
      new Finale(script, stage, plot, purses, cast, fair).plan();
      civics(stage, plot, purses, cast, fair, trades);
      plot.play();
      slips = plot.slips();
    }
  }

  /// What people do beside their trades. It has chances of its own: more of it makes nobody trade
  /// otherwise.
  private void civics(Stage stage, Plot plot, Purses purses, Cast cast, Fair fair, int visits) {
    Chance chance = chance(SEED + 1);
    new Trusting(script, stage, plot, chance, cast).plan();
    new Ring(script, stage, plot, chance, purses, cast).plan();
    new Minga(script, stage, plot, chance, purses, cast).plan();
    new Assembly(script, stage, plot, chance, purses, cast).plan();
    new Strolls(script, stage, plot, chance, cast, fair).plan(visits);
  }

  private Chance chance(long seed) {
    return new Chance(
        seed + script.community().slug().hashCode(), ZoneId.of(script.community().zone()));
  }

  private static Instant first(Script script, Instant end) {
    return end.minus(Duration.ofDays(script.people().getFirst().joined()));
  }

  /// The end of a telling that has begun: its first member joined on the first day.
  static Instant end(Script script, Membership founder) {
    return founder.joinedAt().plus(Duration.ofDays(script.people().getFirst().joined()));
  }
}
