package org.coomunity.decisions.governance;

import java.util.List;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// The routes of proposals: from a draft to what became of it.
final class GovernanceHttp {
  private static final String ALL = "/communities/{slug}/proposals";
  private static final String ONE = ALL + "/{id}";
  private static final int TEXT_BYTES = 512 * 1024;

  private final Governance governance;
  private final RateLimits limits;

  GovernanceHttp(Governance governance, RateLimits limits) {
    this.governance = governance;
    this.limits = limits;
  }

  /// A list that has an end of its own.
  ///
  /// @param items all there are
  record Versions(List<Proposal.Version> items) {}

  /// The same of suggested texts.
  record Amendments(List<Proposal.Amendment> items) {}

  List<Route> routes() {
    return List.of(
        Route.get(ALL)
            .by(Access.MEMBER)
            .doc(
                "Proposals, newest first; `state` (several with commas, or `running` for requests"
                    + " without an end) and `area` narrow the list.")
            .queries("state", "area")
            .lists(Proposal.Line.class)
            .to(e ->
                Answer.ok(
                    governance.proposals(
                        e.standing(),
                        e.query("state").orElse(null),
                        e.query("area").orElse(null),
                        e.limit(),
                        e.cursor()))),
        Route.post(ALL)
            .by(Access.MEMBER)
            .doc("Writes a draft that only its author sees until it looks for sponsors.")
            .takes(Proposal.Draft.class)
            .creates(Proposal.class)
            .bodyLimit(TEXT_BYTES)
            .to(this::propose),
        Route.get(ONE)
            .by(Access.MEMBER)
            .doc("One proposal: its text, where it stands, what comes next.")
            .answers(Proposal.class)
            .to(e -> Answer.ok(governance.proposal(e.standing(), e.pathId("id")))),
        Route.patch(ONE)
            .by(Access.MEMBER)
            .doc("Another text by its author; support and votes for the one before are void.")
            .takes(Proposal.Change.class)
            .answers(Proposal.class)
            .bodyLimit(TEXT_BYTES)
            .to(this::change),
        Route.get(ONE + "/versions")
            .by(Access.MEMBER)
            .doc("The texts it had, newest first; at most 50.")
            .answers(Versions.class)
            .to(e -> Answer.ok(new Versions(governance.versions(e.standing(), e.pathId("id"))))),
        Route.get(ONE + "/amendments")
            .by(Access.MEMBER)
            .doc("Texts that others suggest, oldest first; at most 200.")
            .answers(Amendments.class)
            .to(e ->
                Answer.ok(new Amendments(governance.amendments(e.standing(), e.pathId("id"))))),
        Route.post(ONE + "/amendments")
            .by(Access.MEMBER)
            .doc("Suggests another text; its author may take it.")
            .takes(Proposal.Change.class)
            .creates(Proposal.Amendment.class)
            .bodyLimit(TEXT_BYTES)
            .to(this::suggest),
        Route.post(ONE + "/amendments/{amendment}/accept")
            .by(Access.MEMBER)
            .doc("The author takes a suggested text for theirs.")
            .answers(Proposal.class)
            .to(e ->
                Answer.ok(governance.accept(e.standing(), e.pathId("id"), e.pathId("amendment")))),
        Route.post(ONE + "/sponsor")
            .by(Access.MEMBER)
            .doc("Stands behind it; with enough sponsors it is talked about.")
            .answers(Proposal.class)
            .to(e -> Answer.ok(governance.sponsor(e.standing(), e.pathId("id")))),
        Route.post(ONE + "/advance")
            .by(Access.MEMBER)
            .doc("Moves it on when what it waits for is there; drafts only by their author.")
            .answers(Proposal.class)
            .to(e -> Answer.ok(governance.advance(e.standing(), e.pathId("id")))),
        Route.post(ONE + "/withdraw")
            .by(Access.MEMBER)
            .doc("Its author takes it back, until the vote is over.")
            .takes(Proposal.Reason.class)
            .answers(Proposal.class)
            .to(e -> Answer.ok(governance.withdraw(e.standing(), e.pathId("id"), reason(e)))),
        Route.post(ONE + "/veto")
            .by(Access.MEMBER)
            .doc(
                "Objects to what was decided and waits: three stewards stop it, or a fifth of the"
                    + " active members. The reason is public.")
            .takes(Proposal.Reason.class)
            .answers(Proposal.class)
            .to(e -> Answer.ok(governance.veto(e.standing(), e.pathId("id"), reason(e)))),
        Route.get(ONE + "/arguments")
            .by(Access.MEMBER)
            .doc("What was said for and against, in the order in which it was.")
            .lists(Proposal.Argument.class)
            .to(e ->
                Answer.ok(
                    governance.arguments(e.standing(), e.pathId("id"), e.limit(), e.cursor()))),
        Route.post(ONE + "/arguments")
            .by(Access.MEMBER)
            .doc("Says something for or against, or asks; 20 each, five answers deep.")
            .takes(Proposal.Argument.Draft.class)
            .creates(Proposal.Argument.class)
            .to(this::argue),
        Route.delete(ONE + "/arguments/{argument}")
            .by(Access.MODERATOR)
            .doc("Hides something that was said; that it was there stays.")
            .to(e -> {
              governance.hide(e.standing(), e.pathId("id"), e.pathId("argument"));
              return Answer.empty();
            }),
        Route.post(ONE + "/reviews")
            .by(Access.MEMBER)
            .doc("Whether it serves the common good, for those who were drawn to look.")
            .takes(Proposal.Review.Draft.class)
            .answers(Proposal.class)
            .to(e ->
                Answer.ok(
                    governance.review(
                        e.standing(), e.pathId("id"), e.body(Proposal.Review.Draft.class)))));
  }

  private void counted(Exchange exchange) {
    limits.take(RateLimits.Limit.PROPOSALS, exchange.standing().actor().toString());
  }

  private static String reason(Exchange exchange) {
    if (exchange.bytes().length == 0) {
      return "";
    }
    String reason = exchange.body(Proposal.Reason.class).reason();
    return reason == null ? "" : reason;
  }

  private Answer propose(Exchange exchange) {
    counted(exchange);
    return Answer.made(
        governance.propose(exchange.standing(), exchange.body(Proposal.Draft.class)));
  }

  private Answer change(Exchange exchange) {
    counted(exchange);
    return Answer.ok(
        governance.change(
            exchange.standing(), exchange.pathId("id"), exchange.body(Proposal.Change.class)));
  }

  private Answer suggest(Exchange exchange) {
    counted(exchange);
    return Answer.created(
        governance.suggest(
            exchange.standing(), exchange.pathId("id"), exchange.body(Proposal.Change.class)));
  }

  private Answer argue(Exchange exchange) {
    limits.take(RateLimits.Limit.MESSAGES, exchange.standing().actor().toString());
    return Answer.made(
        governance.argue(
            exchange.standing(),
            exchange.pathId("id"),
            exchange.body(Proposal.Argument.Draft.class)));
  }
}
