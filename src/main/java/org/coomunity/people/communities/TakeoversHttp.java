package org.coomunity.people.communities;

import java.util.List;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;

/// The routes of questions whether the community takes over a balance, and of what became of the
/// balances of those who went.
final class TakeoversHttp {
  private static final String ALL = CommunitiesHttp.ONE + "/takeovers";
  private static final String ONE = ALL + "/{id}";

  private final Communities communities;

  TakeoversHttp(Communities communities) {
    this.communities = communities;
  }

  List<Route> routes() {
    return List.of(
        Route.post(ALL)
            .by(Access.MEMBER)
            .doc("Asks the community to take over a balance; it votes for 7 days.")
            .takes(Takeover.Draft.class)
            .creates(Takeover.class)
            .to(e -> Answer.made(communities.ask(e.standing(), e.body(Takeover.Draft.class)))),
        Route.get(ALL)
            .by(Access.MEMBER)
            .doc("Questions whether the community takes over a balance, newest first.")
            .lists(Takeover.class)
            .to(e ->
                Answer.ok(
                    communities.takeovers(
                        e.standing(), e.cursor().map(CommunitiesHttp::id), e.limit()))),
        Route.get(ONE)
            .by(Access.MEMBER)
            .doc("One question.")
            .answers(Takeover.class)
            .to(e -> Answer.ok(communities.takeover(e.standing(), e.pathId("id")))),
        Route.post(ONE + "/vote")
            .by(Access.MEMBER)
            .doc("Votes, or votes otherwise; one person, one vote.")
            .takes(Takeover.Vote.class)
            .answers(Takeover.class)
            .to(e ->
                Answer.ok(
                    communities.vote(
                        e.standing(), e.pathId("id"), e.body(Takeover.Vote.class).yes()))),
        Route.delete(ONE)
            .by(Access.MEMBER)
            .doc("Takes one's own open question back.")
            .to(e -> {
              communities.withdrawTakeover(e.standing(), e.pathId("id"));
              return Answer.empty();
            }),
        Route.get(CommunitiesHttp.ONE + "/farewells")
            .by(Access.MEMBER)
            .doc("Balances that went to the fund or the community when somebody went.")
            .lists(Takeover.Parting.class)
            .to(e ->
                Answer.ok(
                    communities.partings(
                        e.standing().community(), e.cursor().map(CommunitiesHttp::id), e.limit()))),
        Route.get(CommunitiesHttp.ONE + "/pool")
            .by(Access.MEMBER)
            .doc("What the community took over so far.")
            .answers(Takeover.Pool.class)
            .to(e -> Answer.ok(communities.pool(e.standing().community()))));
  }
}
