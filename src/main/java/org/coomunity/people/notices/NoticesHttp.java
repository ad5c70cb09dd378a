package org.coomunity.people.notices;

import java.util.List;
import java.util.Map;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;

/// The routes of notices.
final class NoticesHttp {
  private static final int FORM_MOST = 4 * 1024;

  private final Notices notices;

  NoticesHttp(Notices notices) {
    this.notices = notices;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/me/notices")
            .doc("What one should know, newest first; kept 90 days.")
            .lists(Notice.class)
            .to(e ->
                Answer.ok(notices.of(e.caller().member(), e.language(), e.limit(), e.cursor()))),
        Route.post("/me/notices/seen")
            .doc("Marks all notices as seen.")
            .to(e -> {
              notices.see(e.caller().member());
              return Answer.ok(Map.of("waiting", 0));
            }),
        Route.root("POST", "/unsubscribe")
            .by(Access.PUBLIC)
            .doc("Stops the letters that a link in one of them names (RFC 8058).")
            .bodyLimit(FORM_MOST)
            .page()
            .to(this::leave));
  }

  private Answer leave(Exchange exchange) {
    notices.leave(exchange.query("token").orElse(""));
    return Answer.empty();
  }
}
