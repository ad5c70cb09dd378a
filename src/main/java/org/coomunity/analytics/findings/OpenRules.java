package org.coomunity.analytics.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.base.kernel.Unit;
import org.jspecify.annotations.Nullable;

/// What of the facts everybody may read.
final class OpenRules {
  static final int MONTHS = 12;

  private static final int MISSIONS_MOST = 10;
  private static final int DECISIONS_MOST = 20;

  private OpenRules() {}

  /// In tens; null below ten.
  static @Nullable Long tens(long people) {
    return people < Insight.FEWEST_PEOPLE
        ? null
        : Long.valueOf(people - people % Insight.FEWEST_PEOPLE);
  }

  static OpenBook book(OpenDoors.Place place, OpenDoors doors, Instant now) {
    Unit unit = place.unit();
    LocalDate first = YearMonth.from(now.atZone(ZoneOffset.UTC)).minusMonths(MONTHS - 1).atDay(1);
    OpenDoors.Traded traded = doors.trades().of(place.id(), now);
    OpenDoors.Decided decided = doors.decisions().of(place.id(), DECISIONS_MOST);
    return new OpenBook(
        place.slug(),
        place.name(),
        place.country(),
        place.language(),
        place.text(),
        place.archived(),
        now,
        new OpenBook.Currency(unit.code(), unit.name(), unit.symbol(), unit.decimals()),
        doors.funds().of(place.id()),
        months(
            unit,
            first,
            doors.months().of(place.id(), first.atStartOfDay(ZoneOffset.UTC).toInstant())),
        doors.missions().of(place.id(), MISSIONS_MOST).stream().map(OpenRules::goal).toList(),
        exchange(traded),
        new OpenBook.People(tens(doors.people().of(place.id())), tens(traded.nowActive())),
        decided.decisions().stream().map(OpenRules::decision).toList(),
        decided.head(),
        doors.rules().of(place.id()));
  }

  private static OpenBook.Exchange exchange(OpenDoors.Traded traded) {
    boolean year = traded.active() >= Insight.FEWEST_PEOPLE;
    return new OpenBook.Exchange(
        year ? Long.valueOf(traded.trades()) : null,
        year ? traded.volume() : null,
        traded.nowActive() >= Insight.FEWEST_PEOPLE ? traded.reciprocity() : null);
  }

  private static OpenBook.Goal goal(OpenBook.Goal goal) {
    return new OpenBook.Goal(
        goal.id(),
        goal.title(),
        goal.measure(),
        goal.target(),
        goal.done(),
        goal.share(),
        goal.state(),
        goal.closesAt(),
        goal.people() == null ? null : tens(goal.people()));
  }

  private static OpenBook.Decision decision(OpenBook.Decision one) {
    return new OpenBook.Decision(
        one.id(),
        one.title(),
        one.kind(),
        one.state(),
        one.since(),
        one.textHash(),
        one.voters() == null ? null : tens(one.voters()));
  }

  /// Twelve months, also those in which nothing moved.
  static List<OpenBook.Month> months(Unit unit, LocalDate first, List<OpenDoors.Flow> flows) {
    List<OpenBook.Month> months = new ArrayList<>();
    for (int i = 0; i < MONTHS; i++) {
      LocalDate month = first.plusMonths(i);
      List<OpenDoors.Flow> own = flows.stream().filter(flow -> flow.month().equals(month)).toList();
      months.add(
          new OpenBook.Month(
              month.toString(),
              unit.format(own.stream().mapToLong(OpenDoors.Flow::income).sum()),
              unit.format(own.stream().mapToLong(OpenDoors.Flow::payouts).sum()),
              own.stream()
                  .map(flow ->
                      new OpenBook.Kind(
                          flow.kind(), unit.format(flow.income()), unit.format(flow.payouts())))
                  .toList()));
    }
    return months;
  }
}
