package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group inside a community.
///
/// @param kind `circle`, or `cop` for those who practise together and have levels
/// @param admission `open`, `request` or `invitation`
/// @param people how many are in it
/// @param tie what whoever reads is to it: `in`, `asked`, `invited` or `out`
/// @param role of whoever reads: `member`, `elder` or `facilitator`; absent outside
/// @param level of whoever reads in a CoP, 1..7; absent outside and in circles
public record Circle(
    UUID id,
    String kind,
    String name,
    String purpose,
    String admission,
    int people,
    String tie,
    @Nullable String role,
    @Nullable Integer level,
    Instant at) {
  /// The same once whoever reads has left it.
  Circle left() {
    int rest = tie.equals("in") ? people - 1 : people;
    return new Circle(id, kind, name, purpose, admission, rest, "out", null, null, at);
  }

  /// A circle to be.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param name 2..80 characters
  /// @param purpose 1..2,000 characters
  public record Draft(
      @Nullable UUID id, String kind, String name, String purpose, String admission) {}

  /// What is changed; what is absent stays.
  public record Change(
      @Nullable String name, @Nullable String purpose, @Nullable String admission) {}

  /// Why somebody wants to join.
  ///
  /// @param words at most 400 characters
  public record Wish(@Nullable String words) {}

  /// Somebody to be invited.
  public record Guest(String handle) {}

  /// What somebody is to be: `member`, `elder` or `facilitator`.
  public record Part(String role) {}

  /// Somebody of a circle.
  ///
  /// @param state `in`, or for facilitators `asked` and `invited` as well
  /// @param words what they said when they asked, for facilitators
  /// @param level 1..7 in a CoP
  /// @param hours of sessions they learned or taught in, decimal string
  /// @param rating mean of what was said of them, decimal string; absent before anybody did
  public record Companion(
      String handle,
      String name,
      String state,
      String role,
      String words,
      @Nullable Integer level,
      int attended,
      int taught,
      String hours,
      @Nullable String rating,
      Instant since) {}
}
