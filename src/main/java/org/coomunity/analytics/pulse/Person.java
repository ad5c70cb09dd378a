package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The days of a member, as far as they are counted.
///
/// @param joinedOn null when they joined before this was counted
/// @param lastOn the last day with an act
/// @param seenAt when their last act was heard of
/// @param tradedOn the day of their first completed trade
/// @param back bit 0, 1, 2: active on the first, seventh, thirtieth day after joining
record Person(
    int no,
    @Nullable LocalDate joinedOn,
    @Nullable LocalDate lastOn,
    @Nullable Instant seenAt,
    @Nullable LocalDate tradedOn,
    int back) {
  static Person unknown(int no) {
    return new Person(no, null, null, null, null, 0);
  }

  Person joined(LocalDate day) {
    return new Person(no, day, lastOn, seenAt, tradedOn, back);
  }

  Person active(LocalDate day, Instant heard) {
    return new Person(no, joinedOn, day, heard, tradedOn, back);
  }

  Person seen(Instant heard) {
    return new Person(no, joinedOn, lastOn, heard, tradedOn, back);
  }

  Person traded(LocalDate day) {
    return new Person(no, joinedOn, lastOn, seenAt, day, back);
  }

  Person back(int bits) {
    return new Person(no, joinedOn, lastOn, seenAt, tradedOn, bits);
  }
}
