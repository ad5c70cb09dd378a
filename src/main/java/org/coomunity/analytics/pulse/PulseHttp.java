package org.coomunity.analytics.pulse;

import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;

/// The routes of measures and alerts.
final class PulseHttp {
  private static final String HERE = "/communities/{slug}/metrics";

  private final Pulse pulse;

  PulseHttp(Pulse pulse) {
    this.pulse = pulse;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/metrics/realtime")
            .by(Access.OPERATOR)
            .doc("The twelve measures of the platform and its regions, at most two seconds old.")
            .answers(Realtime.class)
            .to(exchange -> now(pulse.realtime())),
        Route.get("/metrics/history")
            .by(Access.OPERATOR)
            .doc(
                "What a measure was: `step` is minute (kept two days), hour (60) or day (400);"
                    + " `region` for one region.")
            .queries("name", "from", "to", "step", "region")
            .answers(History.class)
            .to(e -> history(e, e.query("region").map(Pulse::region).orElse(Pulse.PLATFORM))),
        Route.get("/metrics/alerts")
            .by(Access.OPERATOR)
            .doc("What is not as it should be, the newest first; `open=true` leaves out the past.")
            .queries("open")
            .lists(Alert.class)
            .to(this::alerts),
        Route.post("/metrics/alerts/{id}/acknowledge")
            .by(Access.OPERATOR)
            .doc("Takes an alert on, so that others know somebody looks after it; written down.")
            .answers(Alert.class)
            .to(e -> Answer.ok(pulse.acknowledge(e.caller(), e.pathId("id")))),
        Route.get(HERE + "/realtime")
            .by(Access.MEMBER)
            .doc("The twelve measures of a community, at most two seconds old.")
            .answers(Realtime.class)
            .to(e -> now(pulse.realtime(e.standing().community(), e.standing().slug()))),
        Route.get(HERE + "/history")
            .by(Access.MEMBER)
            .doc("What a measure of a community was.")
            .queries("name", "from", "to", "step")
            .answers(History.class)
            .to(e -> history(e, e.standing().community())));
  }

  /// The figures of one second are the same for everybody who may read them.
  private static Answer now(Realtime realtime) {
    return Answer.ok(realtime)
        .header("ETag", "\"" + realtime.at().getEpochSecond() + "\"")
        .header("Cache-Control", "private, max-age=1");
  }

  private Answer history(Exchange exchange, CommunityId scope) {
    String name =
        exchange.query("name").orElseThrow(() -> Refused.field(Refusal.FIELD_MISSING, "name"));
    return Answer.ok(
        pulse.history(
            scope,
            name,
            exchange.query("step").orElse("minute"),
            exchange.queryInstant("from"),
            exchange.queryInstant("to")));
  }

  private Answer alerts(Exchange exchange) {
    String open = exchange.query("open").orElse("false");
    if (!open.equals("true") && !open.equals("false")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "open");
    }
    return Answer.ok(pulse.alerts(open.equals("true"), exchange.limit(), exchange.cursor()));
  }
}
