package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A time in which those of a circle come together.
///
/// @param by handle of whoever called it
/// @param place where, or the address of a room
/// @param state `called`, `begun`, `over` or `cancelled`
/// @param coming how many said that they come
/// @param attended how many were there, as far as it was marked
/// @param marked true once who was there was marked
/// @param mine true when whoever reads said that they come
/// @param people who said so or was there, at most 500; empty in lists
public record Meeting(
    UUID id,
    UUID circle,
    String by,
    String byName,
    String title,
    String place,
    Instant startsAt,
    int minutes,
    String state,
    int coming,
    int attended,
    boolean marked,
    boolean mine,
    List<Guest> people) {
  /// Somebody who comes or came.
  ///
  /// @param comes true when they said so
  /// @param was true when they were there
  public record Guest(String handle, String name, boolean comes, boolean was) {}

  /// A meeting to be called.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param title 3..120 characters
  /// @param place 1..200 characters: where, or the address of a room
  /// @param startsAt within a year
  /// @param minutes 15..720
  public record Draft(
      @Nullable UUID id, String title, String place, Instant startsAt, int minutes) {}

  /// Another time or place; what is absent stays.
  public record Change(@Nullable String place, @Nullable Instant startsAt) {}

  /// Who was there; who is not named was not.
  ///
  /// @param handles of members of the circle, at most 500
  public record Attendance(List<String> handles) {}
}
