package org.coomunity.people.directory;

import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;

/// The route of the directory.
final class DirectoryHttp {
  private final Directory directory;

  DirectoryHttp(Directory directory) {
    this.directory = directory;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/communities/{slug}/directory")
            .by(Access.MEMBER)
            .doc(
                "Members who let themselves be found, by name; `near` asks around one's own place.")
            .queries("q", "skill", "element", "language", "kind", "near", "fresh", "sort")
            .lists(Card.class)
            .to(this::find));
  }

  private Answer find(Exchange exchange) {
    Card.Wish wish =
        new Card.Wish(
            exchange.query("q").orElse(null),
            exchange.query("skill").orElse(null),
            exchange.query("element").orElse(null),
            exchange.query("language").orElse(null),
            exchange.query("kind").orElse(null),
            asked(exchange, "near"),
            asked(exchange, "fresh"),
            exchange.query("sort").orElse(null));
    return Answer.ok(
        directory.cards(exchange.standing(), wish, exchange.limit(), exchange.cursor()));
  }

  private static boolean asked(Exchange exchange, String name) {
    String said = exchange.query(name).orElse("false");
    if (!said.equals("true") && !said.equals("false")) {
      throw Refused.field(Refusal.FIELD_FORMAT, name);
    }
    return said.equals("true");
  }
}
