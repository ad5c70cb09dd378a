package org.coomunity.people.push;

import java.util.List;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;

/// The routes of browsers that may be called.
final class PushHttp {
  private final Push push;
  private final RateLimits limits;

  PushHttp(Push push, RateLimits limits) {
    this.push = push;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/me/push")
            .doc("The browsers that one lets be called, and the key a browser needs for that.")
            .answers(Device.Known.class)
            .to(e -> Answer.ok(push.of(e.caller()))),
        Route.post("/me/push")
            .doc(
                "Lets the browser of this log-in be called (`PushSubscription`); it ends with the "
                    + "log-in. The same once more changes its keys.")
            .takes(Device.Draft.class)
            .answers(Device.class)
            .to(this::add),
        Route.delete("/me/push/{id}")
            .doc("Calls a browser no longer.")
            .to(e -> {
              push.remove(e.caller().member(), e.pathId("id"));
              return Answer.empty();
            }));
  }

  private Answer add(Exchange exchange) {
    Caller caller = exchange.caller();
    limits.take(Limit.STEP, caller.handle());
    return Answer.ok(push.add(caller, exchange.body(Device.Draft.class)));
  }
}
