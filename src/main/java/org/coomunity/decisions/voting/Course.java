package org.coomunity.decisions.voting;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;

/// How the points on a request gained weight, by the hours of its own clock, which begins when it
/// is opened. Points that are placed or taken back within an hour count from the next full hour on,
/// so that only sums by the hour are told, and anybody reckons the same from them.
///
/// @param hour up to where it is reckoned
/// @param conviction what it had gained by then, with 32 binary places
/// @param points those that count from that hour on
/// @param later what they became after it, by hour
public record Course(int hour, BigInteger conviction, long points, List<Held> later) {
  /// The points from an hour on.
  public record Held(int hour, long points) {}

  public Course {
    later = List.copyOf(later);
    int last = hour;
    for (Held held : later) {
      if (held.hour() <= last) {
        throw new IllegalArgumentException("hour " + held.hour() + " after hour " + last);
      }
      last = held.hour();
    }
  }

  /// A course from its beginning, without points until the first of these hours.
  public static Course of(List<Held> held) {
    return new Course(0, BigInteger.ZERO, 0, held);
  }

  /// The same, reckoned to the last change until an hour. It is cut where the points changed and
  /// nowhere else: so it does not matter when somebody looked.
  public Course reached(int until) {
    int from = hour;
    BigInteger gained = conviction;
    long now = points;
    int done = 0;
    for (Held held : later) {
      if (held.hour() > until) {
        break;
      }
      gained = Conviction.after(gained, now, held.hour() - from);
      from = held.hour();
      now = held.points();
      done++;
    }
    return new Course(from, gained, now, later.subList(done, later.size()));
  }

  /// The conviction at an hour, with 32 binary places.
  public BigInteger at(int when) {
    Course near = reached(when);
    return Conviction.after(near.conviction, near.points, Math.max(0, when - near.hour));
  }

  /// The points as they are by now.
  public long total() {
    return later.isEmpty() ? points : later.getLast().points();
  }

  /// The last hour at which the points changed.
  public int changed() {
    return later.isEmpty() ? hour : later.getLast().hour();
  }

  /// After how many hours from `when` it passes if nothing changes; nothing when it never does.
  public OptionalInt passes(int when, BigInteger threshold) {
    if (at(when).compareTo(threshold) >= 0) {
      return OptionalInt.of(0);
    }
    int from = Math.max(when, changed());
    OptionalInt more = Conviction.eta(at(from), total(), threshold);
    return more.isPresent() ? OptionalInt.of(from - when + more.getAsInt()) : more;
  }
}
