package org.coomunity.exchange.commons;

import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;

/// The routes of the fund.
final class CommonsHttp {
  private static final String FUND = "/communities/{slug}/fund";

  private final Commons commons;
  private final RateLimits limits;

  CommonsHttp(Commons commons, RateLimits limits) {
    this.commons = commons;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get(FUND)
            .by(Access.PUBLIC)
            .doc("The Fondo del Bien Común: what it holds, what came in, what went out.")
            .answers(Fund.class)
            .to(e -> Answer.ok(commons.fund(commons.community(e.path("slug"))))),
        Route.get(FUND + "/movements")
            .by(Access.PUBLIC)
            .doc("What came in and went out, newest first; names where the books are open.")
            .lists(Fund.Movement.class)
            .to(e ->
                Answer.ok(
                    commons.movements(
                        commons.community(e.path("slug")),
                        e.maybeStanding(),
                        e.cursor().map(CommonsHttp::place),
                        e.limit()))),
        Route.post(FUND + "/gifts")
            .by(Access.MEMBER)
            .doc("Gives something to the fund.")
            .takes(Fund.Gift.class)
            .creates(Fund.Given.class)
            .to(this::give));
  }

  private Answer give(Exchange exchange) {
    String who = exchange.standing().member().toString();
    limits.take(Limit.PAYMENTS, who);
    limits.take(Limit.PAYMENTS_DAY, who);
    return Answer.made(commons.give(exchange.standing(), exchange.body(Fund.Gift.class)));
  }

  private static long place(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Long.parseLong(cursor);
  }
}
