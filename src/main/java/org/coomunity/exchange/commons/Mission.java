package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a community wants to reach together: one bar, moved by what really happened.
/// Figures are decimal strings in the unit of the measure.
///
/// @param measure `trades`, `contributions`, `hours`, `gifts` or `steps`
/// @param share of the target, for example `0.42`; above 1 when more was done
/// @param people how many moved it
/// @param state `open`, `reached` or `closed`
/// @param thanks what those who opened it said at the end; empty before
/// @param by handle of whoever opened it
/// @param steps the small things it is made of, where its measure is `steps`
public record Mission(
    UUID id,
    String title,
    String story,
    String measure,
    String target,
    String done,
    String share,
    int people,
    String state,
    String thanks,
    String by,
    List<Step> steps,
    Instant opensAt,
    Instant closesAt,
    @Nullable Instant reachedAt) {
  /// A small thing somebody can do for a mission: they tell it as a contribution, and once two
  /// others confirmed it, it moves the bar.
  ///
  /// @param n its place, from 0 on: what a contribution names it by
  /// @param times how often it is wanted
  /// @param done how often it was done and confirmed
  /// @param share its part of the whole bar, for example `0.25`
  public record Step(int n, String title, int times, int done, String share) {}

  /// Something to be reached.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param title 3..120 characters
  /// @param story 1..4,000 characters
  /// @param target decimal string: whole trades or contributions, hours, units of the community;
  ///   absent where it is made of steps
  /// @param closesAt from a day to two years ahead
  /// @param steps 1..12 for the measure `steps`; absent for others
  public record Draft(
      @Nullable UUID id,
      String title,
      String story,
      String measure,
      @Nullable String target,
      Instant closesAt,
      @Nullable List<Wanted> steps) {}

  /// How many there are, over all communities.
  ///
  /// @param open that have not ended
  /// @param reached since a moment
  public record Tally(long open, long reached) {}

  /// A small thing somebody can do, to be.
  ///
  /// @param title 3..120 characters
  /// @param times 1..1,000: how often it is wanted
  public record Wanted(String title, int times) {}

  /// What is said at the end.
  ///
  /// @param thanks 1..2,000 characters
  public record Closing(String thanks) {}
}
