package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way of a member: where they are, what comes next and how far they are.
///
/// @param stage where they are, for example `BUYER`
/// @param since when they reached it; null for the first one
/// @param next what comes; null for who is a PROMOTER
/// @param steps the first steps of a pilgrim
/// @param stages all of them
public record Journey(
    String handle,
    Stage stage,
    @Nullable Instant since,
    @Nullable Next next,
    List<Step> steps,
    List<Milestone> stages) {
  /// What a stage asks for, or a voto.
  ///
  /// @param key `meritos`, `ondas`, `trades`, `days`, `active_days` or `votes`
  public record Requirement(String key, long have, long need, boolean done) {}

  /// What comes next.
  ///
  /// @param percent how far they are, 0..100
  /// @param complete true when all of it is done
  /// @param validations how many others must say yes
  /// @param validatedBy handles of those who did
  /// @param validators who may: `promoter`, or `founder_or_admin` while there are too few of them;
  ///   null when it comes by itself
  public record Next(
      Stage stage,
      int percent,
      boolean complete,
      List<Requirement> requirements,
      int validations,
      List<String> validatedBy,
      @Nullable String validators,
      int givesMeritos,
      int givesOndas) {}

  /// A first step.
  ///
  /// @param key `profile`, `vocation`, `listing` or `trade`
  public record Step(String key, boolean done) {}

  /// A stage in the list of all.
  ///
  /// @param reachedAt null when it is still to come, and for the first one
  public record Milestone(
      Stage stage,
      boolean reached,
      @Nullable Instant reachedAt,
      int givesMeritos,
      int givesOndas) {}

  /// What a yes to a stage came to.
  ///
  /// @param given how many said yes
  /// @param reached true when it was the last one that was needed
  public record Validation(String handle, Stage stage, int given, int needed, boolean reached) {}
}
