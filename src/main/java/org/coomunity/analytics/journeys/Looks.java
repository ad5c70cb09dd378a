package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.coomunity.analytics.journeys.JourneysStore.Walked;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What is asked for now and then, and reckoned from the log when it is.
final class Looks {
  private static final int DAYS = 28;
  private static final int DAYS_MOST = 400;
  private static final int EVENTS_MOST = 1_000_000;

  private final Database database;
  private final InstantSource clock;
  private final JourneysDoors doors;

  Looks(Database database, InstantSource clock, JourneysDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  Figures.StageTable stages(CommunityId community) {
    Instant now = clock.instant();
    List<Walked> events = database.read(tx -> JourneysStore.stages(tx, community, EVENTS_MOST));
    return new Figures.StageTable(Journeys.VERSION, now, Stays.rows(events, now));
  }

  Figures.FunnelResult funnel(
      CommunityId community,
      Function<Tx, Figures.FunnelView> funnel,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable String by,
      String attribution) {
    Slices.Attribution which =
        Slices.Attribution.of(attribution).orElseThrow(() -> Journeys.wrong("attribution"));
    if (by != null && !EventType.anyProperties().contains(by)) {
      throw Journeys.wrong("by");
    }
    ZoneId zone = doors.zones().of(community);
    LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), zone) : to;
    LocalDate first = from == null ? last.minusDays(DAYS - 1) : from;
    if (first.isAfter(last) || first.isBefore(last.minusDays(DAYS_MOST))) {
      throw Refused.field(Refusal.FIELD_RANGE, "from");
    }
    Figures.FunnelView view = database.read(funnel);
    Slices slices = new Slices(view.definition().funnel(), which);
    List<Walked> events =
        database.read(tx ->
            JourneysStore.walked(
                tx,
                community,
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                by == null ? "" : by,
                EVENTS_MOST + 1));
    if (events.size() > EVENTS_MOST) {
      throw Refused.field(Refusal.FIELD_RANGE, "from");
    }
    slices.take(events);
    return new Figures.FunnelResult(
        view.name(),
        view.definition(),
        view.version(),
        clock.instant(),
        slices.steps(),
        by == null ? List.of() : slices.slices());
  }
}
