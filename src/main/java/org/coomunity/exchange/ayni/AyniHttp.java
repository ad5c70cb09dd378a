package org.coomunity.exchange.ayni;

import java.util.List;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;

/// The routes of Ayni and indicators.
final class AyniHttp {
  private static final String ONE = "/communities/{slug}";

  private final Ayni ayni;

  AyniHttp(Ayni ayni) {
    this.ayni = ayni;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ONE + "/ayni")
            .by(Access.MEMBER)
            .doc("How the community gives and receives: its newest trades, and its whole window.")
            .answers(CommunityAyni.class)
            .to(e -> Answer.ok(ayni.community(e.standing().community()))),
        Route.get(ONE + "/members/{handle}/ayni")
            .by(Access.MEMBER)
            .doc("The Ayni of a member: one's own, or another's where the books are open.")
            .answers(MemberAyni.class)
            .to(e -> Answer.ok(ayni.member(e.standing(), e.path("handle")))),
        Route.get(ONE + "/indicators")
            .by(Access.MEMBER)
            .doc("What the community looked like from one day to another, 366 days at most.")
            .answers(Indicators.class)
            .queries("from", "to")
            .to(e ->
                Answer.ok(
                    ayni.indicators(
                        e.standing().community(), e.queryInstant("from"), e.queryInstant("to")))));
  }
}
