package org.coomunity.analytics.journeys;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.jspecify.annotations.Nullable;

/// The routes of events and figures.
final class JourneysHttp {
  private static final String IN = "/communities/{slug}";
  private static final String FUNNELS = IN + "/funnels";
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");
  private static final int ACCEPTED = 202;
  private static final int DAYS = 90;

  private final Journeys journeys;
  private final RateLimits limits;

  JourneysHttp(Journeys journeys, RateLimits limits) {
    this.journeys = journeys;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/events")
            .by(Access.PUBLIC)
            .doc(
                "What happened on a screen, at most 500; each is kept or not by itself, and only"
                    + " what the member lets be known.")
            .answers(Told.Intake.class)
            .to(this::take),
        Route.get("/me/events")
            .doc("What is kept of what I did, newest first.")
            .lists(Figures.Own.class)
            .to(this::own),
        Route.delete("/me/events")
            .doc("Forgets what I did so far, in every figure.")
            .answers(Figures.Promise.class)
            .to(e -> Answer.ok(journeys.forget(e.caller().member())).status(ACCEPTED)),
        Route.get(IN + "/active")
            .by(Access.STEWARD)
            .doc("How many were active, day by day.")
            .queries("days")
            .answers(Figures.ActiveTable.class)
            .to(e -> Answer.ok(journeys.active(e.standing(), days(e)))),
        Route.get(IN + "/stickiness")
            .by(Access.STEWARD)
            .doc("How much of the month is there on each day.")
            .queries("days")
            .answers(Figures.StickinessTable.class)
            .to(e -> Answer.ok(journeys.stickiness(e.standing(), days(e)))),
        Route.get(IN + "/lifecycle")
            .by(Access.STEWARD)
            .doc("Who came, stayed, came back and went, day by day.")
            .queries("days")
            .answers(Figures.LifecycleTable.class)
            .to(e -> Answer.ok(journeys.lifecycle(e.standing(), days(e)))),
        Route.get(IN + "/retention")
            .by(Access.STEWARD)
            .doc(
                "Of those who came first on a day or in a week (`cohort`), how many came back:"
                    + " exactly then, in a span of days, or then or later (`kind` nday, bracket,"
                    + " unbounded).")
            .queries("cohort", "kind")
            .answers(Figures.RetentionTable.class)
            .to(e ->
                Answer.ok(
                    journeys.retention(
                        e.standing(),
                        e.query("cohort").orElse("week"),
                        e.query("kind").orElse("nday")))),
        Route.get(IN + "/journeys/stages")
            .by(Access.STEWARD)
            .doc("How long people stay in each stage of the journey.")
            .answers(Figures.StageTable.class)
            .to(e -> Answer.ok(journeys.stages(e.standing()))),
        Route.get(IN + "/journeys/dropoff")
            .by(Access.STEWARD)
            .doc("Where visits leave on the way to a goal.")
            .queries("goal")
            .answers(Figures.DropOffs.class)
            .to(e -> Answer.ok(ways(e).dropOffs())),
        Route.get(IN + "/journeys/paths")
            .by(Access.STEWARD)
            .doc("What those did who reached a goal, and others did less.")
            .queries("goal")
            .answers(Figures.Paths.class)
            .to(e -> Answer.ok(ways(e).paths())),
        Route.get(FUNNELS)
            .by(Access.STEWARD)
            .doc("The funnels: those that are ready, and the community's own.")
            .lists(Figures.FunnelView.class)
            .to(e -> Answer.ok(new Page<>(journeys.funnels(e.standing()), null))),
        Route.get(FUNNELS + "/{name}")
            .by(Access.STEWARD)
            .doc(
                "How far people came in a funnel; on some days (`from`, `to`), also apart `by` a"
                    + " property, of which the first, the last or that of the first step counts"
                    + " (`attribution`).")
            .queries("from", "to", "by", "attribution")
            .answers(Figures.FunnelResult.class)
            .to(this::funnel),
        Route.put(FUNNELS + "/{name}")
            .by(Access.STEWARD)
            .doc("Writes a funnel down.")
            .takes(FunnelDefinition.class)
            .answers(Figures.FunnelView.class)
            .to(e ->
                Answer.ok(
                    journeys.funnel(e.standing(), e.path("name"), e.body(FunnelDefinition.class)))),
        Route.delete(FUNNELS + "/{name}")
            .by(Access.STEWARD)
            .doc("Takes a funnel away.")
            .to(e -> {
              journeys.withdraw(e.standing(), e.path("name"));
              return Answer.empty();
            }));
  }

  private Answer funnel(Exchange exchange) {
    Optional<String> by = exchange.query("by");
    String name = exchange.path("name");
    boolean whole =
        by.isEmpty() && exchange.query("from").isEmpty() && exchange.query("to").isEmpty();
    return Answer.ok(
        whole
            ? journeys.funnel(exchange.standing(), name)
            : journeys.funnel(
                exchange.standing(),
                name,
                day(exchange, "from"),
                day(exchange, "to"),
                by.orElse(null),
                exchange.query("attribution").orElse("first")));
  }

  private static @Nullable LocalDate day(Exchange exchange, String name) {
    try {
      return exchange.query(name).map(LocalDate::parse).orElse(null);
    } catch (DateTimeException e) {
      throw Refused.field(Refusal.FIELD_FORMAT, name);
    }
  }

  private Answer take(Exchange exchange) {
    Optional<Caller> caller = exchange.maybeCaller();
    limits.take(
        RateLimits.Limit.EVENTS, caller.map(Caller::handle).orElse(exchange.remoteAddress()));
    boolean refuses =
        exchange.header("DNT").orElse("").equals("1")
            || exchange.header("Sec-GPC").orElse("").equals("1");
    String mark = exchange.remoteAddress() + " " + exchange.header("User-Agent").orElse("");
    List<Told> batch = exchange.bodyList(Told.class, EventRules.BATCH_MOST);
    return Answer.ok(journeys.take(caller.map(Caller::member), refuses, mark, batch))
        .status(ACCEPTED);
  }

  private Figures.Ways ways(Exchange exchange) {
    return journeys.ways(
        exchange.standing(), exchange.query("goal").orElse(EventType.TRADE_COMPLETED.word()));
  }

  private Answer own(Exchange exchange) {
    Instant before = exchange.cursor().map(JourneysHttp::before).orElse(FAR);
    int limit = exchange.limit();
    return Answer.ok(
        Page.of(
            journeys.own(exchange.caller().member(), before, limit + 1),
            limit,
            row -> row.at().toString()));
  }

  private static Instant before(String cursor) {
    try {
      return Instant.parse(cursor);
    } catch (DateTimeException e) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  private static int days(Exchange exchange) {
    String said = exchange.query("days").orElse(Integer.toString(DAYS));
    if (!said.matches("[0-9]{1,3}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "days");
    }
    int days = Integer.parseInt(said);
    if (days < 1 || days > Journeys.daysMost()) {
      throw Refused.field(Refusal.FIELD_RANGE, "days");
    }
    return days;
  }
}
