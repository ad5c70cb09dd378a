package org.coomunity.decisions.governance;

import java.util.List;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// The routes of votes: ballots, tallies, voices, the record, and how a community decides.
final class VoteHttp {
  private static final String C = "/communities/{slug}";
  private static final String ONE = C + "/proposals/{id}";
  private static final String LINES = "application/x-ndjson";

  private final Governance governance;
  private final RateLimits limits;

  VoteHttp(Governance governance, RateLimits limits) {
    this.governance = governance;
    this.limits = limits;
  }

  /// All areas of a community.
  record Areas(List<Area> items) {}

  /// All that somebody gave on.
  record Given(List<Delegation> items) {}

  List<Route> routes() {
    return List.of(
        Route.get(ONE + "/ballot")
            .by(Access.MEMBER)
            .doc("One's own ballot, with the tracker that finds it in the record.")
            .answers(Proposal.Own.class)
            .to(e -> Answer.ok(governance.ballot(e.standing(), e.pathId("id")))),
        Route.put(ONE + "/ballot")
            .by(Access.MEMBER)
            .doc("Casts a ballot, or changes it until the end.")
            .takes(Proposal.Ballot.class)
            .answers(Proposal.Receipt.class)
            .to(this::cast),
        Route.root("DELETE", "/api/v1" + ONE + "/ballot")
            .by(Access.MEMBER)
            .doc("Takes one's ballot back; its voice returns.")
            .answers(Proposal.Receipt.class)
            .to(e -> Answer.ok(governance.uncast(e.standing(), e.pathId("id")))),
        Route.put(ONE + "/stake")
            .by(Access.MEMBER)
            .doc(
                "Leaves some of one's 100 points on a request to the fund, where they gain weight"
                    + " with time; 0 takes them back.")
            .takes(Proposal.Stake.class)
            .answers(Proposal.Running.class)
            .to(this::stake),
        Route.get(ONE + "/tally")
            .by(Access.MEMBER)
            .doc("Who takes part, and the result once the vote is over.")
            .answers(Proposal.Tally.class)
            .to(e -> Answer.ok(governance.tally(e.standing(), e.pathId("id")))),
        Route.get(ONE + "/reasons")
            .by(Access.MEMBER)
            .doc("Why people voted as they did, without names, once the vote is over.")
            .lists(Proposal.Reasons.class)
            .to(e ->
                Answer.ok(governance.reasons(e.standing(), e.pathId("id"), e.cursor(), e.limit()))),
        Route.get(ONE + "/record")
            .by(Access.MEMBER)
            .doc(
                "What the public record says of it; as `application/x-ndjson` with the ballots,"
                    + " once the vote is over.")
            .answers(PublicRecord.class)
            .to(this::one),
        Route.get(C + "/record")
            .by(Access.MEMBER)
            .doc("The public record, a chain of hashes; whole as `application/x-ndjson`.")
            .lists(PublicRecord.Entry.class)
            .to(this::all),
        Route.get(C + "/voice")
            .by(Access.MEMBER)
            .doc("One's own voice: how much, why, and what is left of it.")
            .answers(Proposal.Voice.class)
            .to(e -> Answer.ok(governance.voice(e.standing()))),
        Route.get(C + "/delegations")
            .by(Access.MEMBER)
            .doc("To whom one gives one's voice, by topic.")
            .answers(Given.class)
            .to(e -> Answer.ok(new Given(governance.delegations(e.standing())))),
        Route.put(C + "/delegations/{topic}")
            .by(Access.MEMBER)
            .doc(
                "Gives one's voice on for a topic: `all`, an area, or a proposal. Whoever votes"
                    + " themselves is counted themselves.")
            .takes(Delegation.Draft.class)
            .answers(Given.class)
            .to(e ->
                Answer.ok(
                    new Given(
                        governance.delegate(
                            e.standing(), e.path("topic"), e.body(Delegation.Draft.class))))),
        Route.delete(C + "/delegations/{topic}")
            .by(Access.MEMBER)
            .doc("Takes one's voice back, at once.")
            .to(e -> {
              governance.revoke(e.standing(), e.path("topic"));
              return Answer.empty();
            }),
        Route.get(C + "/areas")
            .by(Access.MEMBER)
            .doc("What proposals are about.")
            .answers(Areas.class)
            .to(e -> Answer.ok(new Areas(governance.areas(e.standing().community())))),
        Route.post(C + "/areas")
            .by(Access.STEWARD)
            .doc("Makes an area.")
            .takes(Area.Draft.class)
            .creates(Area.class)
            .to(e -> Answer.created(governance.area(e.standing(), e.body(Area.Draft.class)))),
        Route.get(C + "/charter")
            .by(Access.MEMBER)
            .doc("How the community decides: times, quorums, bounds.")
            .answers(Charter.class)
            .to(e -> Answer.ok(governance.charter(e.standing().community()))),
        Route.patch(C + "/charter")
            .by(Access.ADMIN)
            .doc("Changes that; what is open keeps what it began under.")
            .takes(Charter.Change.class)
            .answers(Charter.class)
            .to(e -> Answer.ok(governance.charter(e.standing(), e.body(Charter.Change.class)))));
  }

  private Answer cast(Exchange exchange) {
    limits.take(RateLimits.Limit.BALLOTS, exchange.standing().actor().toString());
    return Answer.ok(
        governance.cast(
            exchange.standing(), exchange.pathId("id"), exchange.body(Proposal.Ballot.class)));
  }

  private Answer stake(Exchange exchange) {
    limits.take(RateLimits.Limit.BALLOTS, exchange.standing().actor().toString());
    Integer points = exchange.body(Proposal.Stake.class).points();
    return Answer.ok(governance.stake(exchange.standing(), exchange.pathId("id"), points));
  }

  private static boolean lines(Exchange exchange) {
    return exchange.header("Accept").orElse("").contains(LINES);
  }

  private Answer one(Exchange exchange) {
    if (lines(exchange)) {
      return Answer.stream(LINES, governance.lines(exchange.standing(), exchange.pathId("id")));
    }
    return Answer.ok(governance.record(exchange.standing(), exchange.pathId("id")));
  }

  private Answer all(Exchange exchange) {
    var community = exchange.standing().community();
    String head = '"' + governance.exporting().head(community) + '"';
    Answer answer =
        lines(exchange)
            ? Answer.stream(LINES, governance.exporting().lines(community))
            : Answer.ok(
                governance.exporting().entries(community, exchange.cursor(), exchange.limit()));
    return answer.header("ETag", head);
  }
}
