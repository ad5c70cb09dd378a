package org.coomunity.story;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.commons.Contribution;
import org.coomunity.exchange.commons.Fund;
import org.coomunity.exchange.commons.Mission;
import org.jspecify.annotations.Nullable;

/// What people do and give for all: gifts to the fund, contributions that others confirm, and the
/// missions that these move.
final class Minga {
  private static final double PROMISED_DAYS = 40;
  private static final double CONFIRMED_DAYS = 0.7;

  /// What is written in the script. Days count back from the end.
  record Plan(List<Gift> gifts, List<Goal> missions, List<Deed> deeds) {}

  record Gift(double days, String by, String amount, String words) {}

  /// A mission made of steps.
  ///
  /// @param weeks how long it is open
  /// @param ends when thanks are said; absent while it goes on
  record Goal(
      double days,
      String by,
      String title,
      String story,
      int weeks,
      List<Mission.Wanted> steps,
      @Nullable Double ends,
      @Nullable String thanks) {}

  /// A contribution.
  ///
  /// @param confirmed who says that it is so; with fewer than two it waits
  /// @param mission which of the missions above it is a step of; absent for none
  record Deed(
      double days,
      String by,
      String kind,
      String title,
      String story,
      @Nullable String benefit,
      @Nullable String hours,
      List<String> confirmed,
      @Nullable Integer mission,
      @Nullable Integer step) {}

  private final Script script;
  private final Commons commons;
  private final Plot plot;
  private final Chance chance;
  private final Purses purses;
  private final Cast cast;

  Minga(Script script, Stage stage, Plot plot, Chance chance, Purses purses, Cast cast) {
    this.script = script;
    this.commons = stage.commons();
    this.plot = plot;
    this.chance = chance;
    this.purses = purses;
    this.cast = cast;
  }

  void plan() {
    Plan plan = script.minga();
    for (int n = 0; n < plan.gifts().size(); n++) {
      give("gift " + n, plan.gifts().get(n));
    }
    for (int n = 0; n < plan.missions().size(); n++) {
      aim(mission(n), plan.missions().get(n));
    }
    for (int n = 0; n < plan.deeds().size(); n++) {
      tell(script.id("deed " + n), plan.deeds().get(n));
    }
  }

  private UUID mission(int n) {
    return script.id("mission " + n);
  }

  /// What will be given is held back from weeks before.
  private void give(String name, Gift gift) {
    long amount = purses.unit().parse(gift.amount(), "amount");
    plot.at(plot.before(gift.days() + PROMISED_DAYS), () -> purses.promise(gift.by(), amount));
    plot.at(
        chance.awake(plot.before(gift.days())),
        () -> {
          purses.release(gift.by(), amount);
          purses.take(gift.by(), amount);
          commons.give(
              cast.player(gift.by()).standing(),
              new Fund.Gift(script.id(name, plot.now()), gift.amount(), gift.words()));
        });
  }

  private void aim(UUID id, Goal goal) {
    plot.at(
        chance.awake(plot.before(goal.days())),
        () ->
            commons.open(
                cast.player(goal.by()).standing(),
                new Mission.Draft(
                    id,
                    goal.title(),
                    goal.story(),
                    "steps",
                    null,
                    plot.before(goal.days()).plus(Duration.ofDays(7L * goal.weeks())),
                    goal.steps())));
    Double ends = goal.ends();
    String thanks = goal.thanks();
    if (ends != null && thanks != null) {
      plot.at(
          chance.awake(plot.before(ends)),
          () -> commons.close(cast.player(goal.by()).standing(), id, new Mission.Closing(thanks)));
    }
  }

  private void tell(UUID id, Deed deed) {
    Integer mission = deed.mission();
    plot.at(
        chance.awake(plot.before(deed.days())),
        () ->
            commons.contribute(
                cast.player(deed.by()).standing(),
                new Contribution.Draft(
                    id,
                    deed.kind(),
                    deed.title(),
                    deed.story(),
                    deed.benefit(),
                    null,
                    null,
                    deed.hours(),
                    null,
                    null,
                    mission == null ? null : mission(mission),
                    deed.step())));
    for (int n = 0; n < deed.confirmed().size(); n++) {
      String by = deed.confirmed().get(n);
      plot.at(
          chance.awake(plot.before(deed.days() - CONFIRMED_DAYS * (n + 1))),
          () -> commons.confirm(cast.player(by).standing(), id, true));
    }
  }
}
