package org.coomunity.analytics.insight;

import java.util.List;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// The routes of who may need a hand.
final class InsightHttp {
  private static final String CHURN = "/communities/{slug}/churn";
  private static final String CARED = CHURN + "/{handle}/cared";

  private final Insight insight;
  private final RateLimits limits;

  InsightHttp(Insight insight, RateLimits limits) {
    this.insight = insight;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get(CHURN)
            .by(Access.STEWARD)
            .doc(
                "How the community is, and who of those who agreed to it may need a hand; nothing"
                    + " about fewer than ten people.")
            .queries("band", "limit", "cursor")
            .answers(Churn.class)
            .to(this::churn),
        Route.get(CHURN + "/next")
            .by(Access.STEWARD)
            .doc("What people usually do next, where that is known better than by guessing.")
            .answers(Nexts.class)
            .to(e -> Answer.ok(insight.nexts(e.standing()))),
        Route.post(CARED)
            .by(Access.STEWARD)
            .doc("Says that one did something kind; it is remembered for 90 days.")
            .takes(Churn.Act.class)
            .creates(Churn.Cared.class)
            .to(this::cared),
        Route.delete(CARED + "/{id}")
            .by(Access.STEWARD)
            .doc("Takes that back.")
            .to(e -> {
              insight.uncared(e.standing(), e.path("handle"), e.pathId("id"));
              return Answer.empty();
            }));
  }

  private Answer churn(Exchange exchange) {
    return Answer.ok(
        insight.churn(
            exchange.standing(),
            exchange.query("band").map(Churns::band),
            exchange.language(),
            exchange.limit(),
            exchange.cursor()));
  }

  private Answer cared(Exchange exchange) {
    limits.take(RateLimits.Limit.MESSAGES, exchange.standing().actor().toString());
    return Answer.made(
        insight.cared(
            exchange.standing(), exchange.path("handle"), exchange.body(Churn.Act.class)));
  }
}
