package org.coomunity.analytics.journeys;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.coomunity.analytics.journeys.JourneysStore.Fact;
import org.coomunity.analytics.journeys.SegmentStore.Span;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// The log of a community as a whole: segments, and what is in none of them. Both give the same.
final class EventLog {
  private static final int AT_ONCE = 10_000;

  /// At least so many events make a segment at the end of the log.
  private static final int LEAST = Segment.MOST / 2;

  private EventLog() {}

  /// Reads on behind a place, in order.
  ///
  /// @return the place it came to
  static long read(Tx tx, CommunityId community, long after, Consumer<Segment> each) {
    return read(tx, community, after, Long.MAX_VALUE, each);
  }

  /// The same, no further than to another place.
  static long read(Tx tx, CommunityId community, long after, long upto, Consumer<Segment> each) {
    long place = after;
    for (Span span : SegmentStore.spans(tx, community, after)) {
      if (span.last() > upto) {
        break;
      }
      if (span.first() > place + 1) {
        place = rows(tx, community, place, span.first() - 1, each);
      }
      Optional<byte[]> body = SegmentStore.body(tx, community, span);
      if (body.isPresent()) {
        each.accept(Segment.read(body.get()));
      } else {
        rows(tx, community, place, span.last(), each);
      }
      place = span.last();
    }
    return rows(tx, community, place, upto, each);
  }

  private static long rows(
      Tx tx, CommunityId community, long after, long upto, Consumer<Segment> each) {
    long place = after;
    List<Fact> facts;
    do {
      facts = JourneysStore.after(tx, community, place, upto, AT_ONCE);
      List<Fact> rest = facts;
      while (!rest.isEmpty()) {
        int some = Segment.fit(rest);
        each.accept(Segment.of(rest.subList(0, some)));
        rest = rest.subList(some, rest.size());
      }
      place = facts.isEmpty() ? place : facts.getLast().seq();
    } while (facts.size() == AT_ONCE);
    return place;
  }

  /// Makes segments of what is in none: of all that stands between two of them, and of the end of
  /// the log where it is long enough.
  ///
  /// @return how many
  static int pack(Database database, CommunityId community, int most) {
    int made = 0;
    long place = 0;
    while (made < most) {
      long from = place;
      Span packed = database.write(tx -> packed(tx, community, from));
      if (packed.first() > packed.last()) {
        return made;
      }
      made++;
      place = packed.last();
    }
    return made;
  }

  /// The first segment that can be made behind a place; one of nothing when there is none.
  private static Span packed(Tx tx, CommunityId community, long after) {
    JourneysStore.lock(tx, community);
    long place = after;
    for (Span span : SegmentStore.spans(tx, community, after)) {
      if (span.first() > place + 1) {
        List<Fact> facts =
            JourneysStore.after(tx, community, place, span.first() - 1, Segment.MOST);
        if (!facts.isEmpty()) {
          return put(tx, community, facts);
        }
      }
      place = span.last();
    }
    List<Fact> facts = JourneysStore.after(tx, community, place, Long.MAX_VALUE, Segment.MOST);
    int fit = Segment.fit(facts);
    return fit < LEAST && fit == facts.size() ? new Span(1, 0) : put(tx, community, facts);
  }

  private static Span put(Tx tx, CommunityId community, List<Fact> facts) {
    List<Fact> some = facts.subList(0, Segment.fit(facts));
    Span span = new Span(some.getFirst().seq(), some.getLast().seq());
    LocalDate oldest =
        some.stream()
            .map(fact -> fact.at().atZone(ZoneOffset.UTC).toLocalDate())
            .min(LocalDate::compareTo)
            .orElseThrow();
    SegmentStore.put(tx, community, span, oldest, Segment.of(some).bytes());
    return span;
  }
}
