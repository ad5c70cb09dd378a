package org.coomunity.analytics.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a community is, and who of those who agreed to it may need a hand; for those who look after
/// it.
///
/// @param state `ready`; `not_yet` and `few` while there is too little to learn from or too few to
///   speak of; `unsure` when it was tried and knew no more than a coin; `new` before the first
///   night
/// @param health absent unless it is `ready`
/// @param needs what is still missing
/// @param model what it was foretold by, and how well; absent before there is one
/// @param next the cursor of the next piece
public record Churn(
    String state,
    @Nullable Health health,
    List<Needed> needs,
    @Nullable Model model,
    List<AtRisk> items,
    @Nullable String next) {
  public Churn {
    needs = List.copyOf(needs);
    items = List.copyOf(items);
  }

  /// What is missing: so much is there, so much is needed.
  public record Needed(String what, long have, long need) {}

  /// A model, as it was tried on dates later than what it was taught.
  ///
  /// @param auc of two members, one who left and one who stayed, how often the right one was named
  /// @param recencyAuc the same by the days since they were here alone, over the same dates
  /// @param ece how far foretold and seen are apart on average
  /// @param brier the mean square of what is between them
  /// @param people on all dates together
  /// @param left of those
  /// @param dates on which it was tried
  /// @param bands what became of those in each band, where at least ten were in it
  public record Model(
      int version,
      String kind,
      Instant trainedAt,
      double auc,
      double aucLow,
      double recencyAuc,
      double ece,
      double brier,
      int people,
      int left,
      List<LocalDate> dates,
      List<Became> bands) {}

  /// What became of those of whom this was said.
  public record Became(String band, int people, int left) {}

  /// A member who may need a hand.
  ///
  /// @param band `care`, `watch`, `low`
  /// @param act what would be kind: `ask_how_they_are`, `invite_to_an_exchange`,
  ///   `introduce_somebody`, `nothing`
  /// @param cared what was done in the last 90 days, newest first
  public record AtRisk(
      String handle,
      String name,
      String band,
      List<Why> reasons,
      String act,
      Instant at,
      List<Cared> cared) {}

  /// Something true about a member that moved their risk.
  ///
  /// @param key of the text
  /// @param weight above 0 when it raises the risk
  /// @param words the text in the language of the request
  public record Why(String key, double weight, String words) {}

  /// Something kind that was done.
  ///
  /// @param act `wrote`, `talked`, `invited`, `introduced`
  /// @param by handle of whoever did it
  public record Cared(UUID id, String act, String note, String by, Instant at) {}

  /// That something kind was done.
  ///
  /// @param id made by the client, a repeat has one effect; without it the same act of the same
  ///   person on the same day is one
  /// @param note at most 500 characters; the member may read it in their export
  public record Act(@Nullable UUID id, String act, @Nullable String note) {}
}
