package org.coomunity.exchange.komunitin;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.exchange.ledger.Flow;
import org.coomunity.exchange.ledger.JournalQuery;
import org.coomunity.exchange.ledger.JournalRow;

/// How much moved, how often, and among how many, as a row of values by spans of time in UTC.
final class Statistics {
  private static final int SPANS_MOST = 1_000;
  private static final Parameters.Known KNOWN = Parameters.Known.others("from", "to", "interval");
  private static final Parameters.Known OF_ACCOUNTS =
      Parameters.Known.others("from", "to", "interval", "minTransactions", "maxTransactions");

  private final Komunitin.Modules modules;
  private final InstantSource clock;
  private final Links links;

  Statistics(Komunitin.Modules modules, InstantSource clock, Links links) {
    this.modules = modules;
    this.clock = clock;
    this.links = links;
  }

  /// The spans that values stand for.
  ///
  /// @param bounds where each begins, and where the last ends
  /// @param open true when the beginning was not said and is that of everything
  private record Spans(List<Instant> bounds, String interval, boolean open) {
    int size() {
      return bounds.size() - 1;
    }
  }

  Answer amount(Exchange exchange, Seat seat) {
    return flows(exchange, seat, "amount", Flow::amount);
  }

  Answer transfers(Exchange exchange, Seat seat) {
    return flows(exchange, seat, "transfers", Flow::transfers);
  }

  private Answer flows(Exchange exchange, Seat seat, String what, ToLongFunction<Flow> value) {
    Parameters parameters = Parameters.of(exchange, KNOWN);
    Spans spans = spans(exchange, seat);
    long[] values = new long[spans.size()];
    for (Flow flow : modules.ledger().flows(seat.currency().book(), spans.bounds())) {
      values[flow.span()] = value.applyAsLong(flow);
    }
    return answer(seat, what, spans, values, parameters);
  }

  /// Accounts that were open in each span and took part in so many transfers.
  Answer accounts(Exchange exchange, Seat seat) {
    Parameters parameters = Parameters.of(exchange, OF_ACCOUNTS);
    Spans spans = spans(exchange, seat);
    long least = parameters.count("minTransactions").orElse(0);
    Optional<Integer> most = parameters.count("maxTransactions");
    long[] values = new long[spans.size()];
    int book = seat.currency().book();
    if (least > 0) {
      long up = most.map(Integer::longValue).orElse(Long.MAX_VALUE);
      for (Flow flow : modules.ledger().busy(book, spans.bounds(), least, up)) {
        values[flow.span()] = flow.transfers();
      }
    } else {
      List<Long> sizes = modules.communities().sizes(seat.currency().key(), spans.bounds());
      for (int i = 0; i < values.length; i++) {
        values[i] = sizes.get(i);
      }
      // those with at most so many are all but those with more
      if (most.isPresent()) {
        for (Flow flow :
            modules.ledger().busy(book, spans.bounds(), most.get() + 1L, Long.MAX_VALUE)) {
          values[flow.span()] = Math.max(0, values[flow.span()] - flow.transfers());
        }
      }
    }
    return answer(seat, "accounts", spans, values, parameters);
  }

  private Answer answer(Seat seat, String what, Spans spans, long[] values, Parameters parameters) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (!spans.open()) {
      attributes.put("from", spans.bounds().getFirst());
    }
    attributes.put("to", spans.bounds().getLast());
    if (!spans.interval().isEmpty()) {
      attributes.put("interval", spans.interval());
    }
    attributes.put("values", values);
    String path = "/stats/" + what;
    Resource resource =
        new Resource(
            "stats",
            Uuid8.of(seat.currency().key() + path),
            links.of(seat.currency(), path),
            attributes,
            Map.of());
    return Documents.one(resource, parameters);
  }

  private Spans spans(Exchange exchange, Seat seat) {
    Instant to = exchange.queryInstant("to").orElse(clock.instant());
    String interval = exchange.query("interval").orElse("");
    if (!Set.of("", "PT1H", "P1D", "P1W", "P1M", "P1Y").contains(interval)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "interval");
    }
    Optional<Instant> said = exchange.queryInstant("from");
    Instant from = said.orElseGet(() -> first(seat.currency(), to, interval));
    if (!from.isBefore(to)) {
      throw Refused.field(Refusal.FIELD_RANGE, "from");
    }
    return new Spans(bounds(from, to, interval), interval, said.isEmpty() && interval.isEmpty());
  }

  /// The beginning of the span in which the first transfer happened.
  private Instant first(Currency currency, Instant to, String interval) {
    if (interval.isEmpty()) {
      return Instant.EPOCH;
    }
    JournalQuery query =
        new JournalQuery(List.of(), Set.of(), Set.of(), false, JournalQuery.start(false), 1);
    Instant happened =
        modules.ledger().journal(currency.book(), query).stream()
            .findFirst()
            .map(JournalRow::validAt)
            .orElse(to.minusMillis(1));
    return begin(happened, interval);
  }

  private static Instant begin(Instant at, String interval) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (interval) {
      case "PT1H" -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
      case "P1W" -> day.minusDays(day.getDayOfWeek().getValue() - 1L).toInstant();
      case "P1M" -> day.withDayOfMonth(1).toInstant();
      case "P1Y" -> day.with(TemporalAdjusters.firstDayOfYear()).toInstant();
      default -> day.toInstant();
    };
  }

  /// The first span may begin late and the last one end early: nothing outside is counted.
  private static List<Instant> bounds(Instant from, Instant to, String interval) {
    List<Instant> bounds = new ArrayList<>(List.of(from));
    if (!interval.isEmpty()) {
      ZonedDateTime next = after(begin(from, interval).atZone(ZoneOffset.UTC), interval);
      while (next.toInstant().isBefore(to)) {
        bounds.add(next.toInstant());
        if (bounds.size() > SPANS_MOST) {
          throw Refused.field(Refusal.FIELD_RANGE, "interval");
        }
        next = after(next, interval);
      }
    }
    bounds.add(to);
    return bounds;
  }

  private static ZonedDateTime after(ZonedDateTime time, String interval) {
    return switch (interval) {
      case "PT1H" -> time.plusHours(1);
      case "P1W" -> time.plusWeeks(1);
      case "P1M" -> time.plusMonths(1);
      case "P1Y" -> time.plusYears(1);
      default -> time.plusDays(1);
    };
  }
}
