package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures about a community. None is about fewer than ten people, also not by subtraction: a
/// figure that is withheld is absent, and its row says so.
public record Figures() {
  /// How many were active, day by day.
  ///
  /// @param version of the definition of what counts as an act
  /// @param freshness up to when events are in it
  public record ActiveTable(int version, Instant freshness, List<Active> rows) {}

  /// How much of the month is there, day by day.
  public record StickinessTable(int version, Instant freshness, List<Stickiness> rows) {}

  /// Who came, stayed, came back and went, day by day.
  public record LifecycleTable(int version, Instant freshness, List<Lifecycle> rows) {}

  /// Who came back, by the day or week in which they came first.
  ///
  /// @param cohort `day` or `week`
  /// @param kind `nday`, `bracket` or `unbounded`
  /// @param columns what the counts of each row are: ages in days or weeks, or spans of days
  public record RetentionTable(
      int version,
      Instant freshness,
      String cohort,
      String kind,
      List<String> columns,
      List<Cohort> rows) {}

  /// How long people stay in a stage.
  public record StageTable(int version, Instant freshness, List<StageRow> rows) {}

  /// How long people stay in a stage until they come to the next (Kaplan and Meier).
  ///
  /// @param people who came to it
  /// @param went who came further
  /// @param medianDays after which half of them have come further; absent while they have not
  public record StageRow(
      String stage,
      @Nullable Long people,
      @Nullable Long went,
      @Nullable Double medianDays,
      List<StayPoint> points,
      boolean suppressed) {}

  /// Which share is still in it after so many days.
  public record StayPoint(int days, double share) {}

  /// How many were active.
  ///
  /// @param all on that day, also of those who are only counted
  /// @param dau on that day, of those who agreed to journeys, as all that follows
  /// @param wau in the seven days up to it
  /// @param mau in the thirty days up to it
  public record Active(
      LocalDate day,
      @Nullable Long all,
      @Nullable Long dau,
      @Nullable Long wau,
      @Nullable Long mau,
      boolean suppressed) {}

  /// How much of the month is there on a day.
  ///
  /// @param stickiness `dau / mau`
  public record Stickiness(LocalDate day, @Nullable Double stickiness, boolean suppressed) {}

  /// Who came, stayed, came back and went.
  public record Lifecycle(
      LocalDate day,
      @Nullable Long fresh,
      @Nullable Long retained,
      @Nullable Long resurrected,
      @Nullable Long dormant,
      boolean suppressed) {}

  /// Of those who came first in a week or on a day, how many came back.
  ///
  /// @param week its Monday, or that day
  /// @param counts column by column; the first is the size of the cohort
  public record Cohort(LocalDate week, List<@Nullable Long> counts, boolean suppressed) {}

  /// A funnel as it stands.
  ///
  /// @param ready true for one that every community has
  public record FunnelView(String name, FunnelDefinition definition, int version, boolean ready) {}

  /// How far people came.
  ///
  /// @param slices the same for each value of a property; empty when nobody asked for it
  public record FunnelResult(
      String name,
      FunnelDefinition definition,
      int version,
      Instant freshness,
      List<StepResult> steps,
      List<Slice> slices) {}

  /// How far those with one value came.
  ///
  /// @param value absent for those with none, and for all others together
  /// @param others true for all others together
  public record Slice(@Nullable String value, boolean others, List<StepResult> steps) {}

  /// One step.
  ///
  /// @param interval of `fromFirst`, 95 %
  @SuppressWarnings("ArrayRecordComponent") // two bounds; nobody compares them
  public record StepResult(
      int step,
      List<String> events,
      @Nullable Long reached,
      @Nullable Double fromPrevious,
      @Nullable Double fromFirst,
      double @Nullable [] interval,
      @Nullable Double medianSeconds,
      @Nullable Double p90Seconds,
      boolean suppressed) {}

  /// Where visits leave on the way to a goal, and what leads there.
  public record Ways(DropOffs dropOffs, Paths paths) {}

  /// Where visits leave on the way to a goal.
  ///
  /// @param rows the greatest loss first
  public record DropOffs(String goal, Instant freshness, List<Place> rows) {}

  /// What leads to a goal.
  ///
  /// @param rows the surest first
  public record Paths(String goal, Instant freshness, List<Path> rows) {}

  /// A kind of event on the way.
  ///
  /// @param visits how many came by
  /// @param goal how likely the goal is from there
  /// @param loss how many visits are lost there, against the mean of all
  /// @param pValue how often chance would lose as much
  /// @param significant whether that holds among all places that were looked at
  /// @param removal the share of the goal that goes by this place
  public record Place(
      String event,
      long visits,
      double goal,
      double loss,
      double pValue,
      boolean significant,
      double removal) {}

  /// A sequence that goes with the goal; it need not be the reason.
  ///
  /// @param lift logarithm of how much more often those who reached the goal did this
  /// @param interval of `lift`, 95 %
  /// @param support in how many visits it is found
  @SuppressWarnings("ArrayRecordComponent") // two bounds; nobody compares them
  public record Path(List<String> events, double lift, double[] interval, long support) {}

  /// An event as its owner reads it.
  public record Own(
      String community, String type, Instant at, @Nullable String subject, String properties) {}

  /// When something will be done at the latest.
  public record Promise(Instant doneBy) {}
}
