package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which somebody teaches what they know.
///
/// @param price decimal string; `0` with all decimals for a gift
/// @param state `planned`, `cancelled` or `over`
/// @param seated how many have a place
/// @param waiting how many wait for one
/// @param mine `teacher`, or where the place of whoever reads stands: `waiting`, `seated`,
///   `confirmed`, `returned`; absent for others
/// @param seats who learns, for the teacher; only one's own place for others
public record KnowledgeSession(
    UUID id,
    UUID circle,
    String teacher,
    String teacherName,
    String title,
    String story,
    String place,
    Instant startsAt,
    int minutes,
    int capacity,
    String price,
    String state,
    int seated,
    int waiting,
    @Nullable String mine,
    List<Seat> seats) {
  /// A place in it.
  ///
  /// @param state `waiting`, `seated`, `confirmed` or `returned`
  /// @param teacherSaid true once the teacher said that they were there
  /// @param learnerSaid true once they said that it took place
  public record Seat(
      String handle, String name, String state, boolean teacherSaid, boolean learnerSaid) {}

  /// A session to be.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param title 3..120 characters
  /// @param story 1..4,000 characters
  /// @param place 1..200 characters: where, or the address of a room
  /// @param startsAt within a year
  /// @param minutes 15..720
  /// @param capacity 1..200
  /// @param price decimal string; absent or zero for a gift
  public record Draft(
      @Nullable UUID id,
      String title,
      String story,
      String place,
      Instant startsAt,
      int minutes,
      int capacity,
      @Nullable String price) {}

  /// Another time or place; what is absent stays.
  public record Change(@Nullable String place, @Nullable Instant startsAt) {}

  /// That it took place.
  ///
  /// @param learner handle of whom the teacher speaks of; absent for learners, who speak of the
  ///   session
  /// @param rating 1..5
  public record Confirmation(@Nullable String learner, int rating) {}
}
