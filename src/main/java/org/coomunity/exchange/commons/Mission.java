package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a community wants to reach together: one bar, moved by what really happened.
/// Figures are decimal strings in the unit of the measure.
///
/// @param measure `trades`, `contributions`, `hours` or `gifts`
/// @param share of the target, for example `0.42`; above 1 when more was done
/// @param people how many moved it
/// @param state `open`, `reached` or `closed`
/// @param thanks what those who opened it said at the end; empty before
/// @param by handle of whoever opened it
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
    Instant opensAt,
    Instant closesAt,
    @Nullable Instant reachedAt) {
  /// Something to be reached.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param title 3..120 characters
  /// @param story 1..4,000 characters
  /// @param target decimal string: whole trades or contributions, hours, units of the community
  /// @param closesAt from a day to two years ahead
  public record Draft(
      @Nullable UUID id,
      String title,
      String story,
      String measure,
      String target,
      Instant closesAt) {}

  /// What is said at the end.
  ///
  /// @param thanks 1..2,000 characters
  public record Closing(String thanks) {}
}
