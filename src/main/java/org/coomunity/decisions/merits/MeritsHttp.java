package org.coomunity.decisions.merits;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// The routes of reputation and the journey.
final class MeritsHttp {
  private static final String ONE = "/communities/{slug}";
  private static final String MEMBER = ONE + "/members/{handle}";
  private static final String VOTES = MEMBER + "/trust-votes";

  private final Merits merits;
  private final RateLimits limits;

  MeritsHttp(Merits merits, RateLimits limits) {
    this.merits = merits;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get(MEMBER + "/merits")
            .by(Access.MEMBER)
            .doc("What a member has earned, with every row behind it, newest first.")
            .queries("kind", "limit", "cursor")
            .answers(Reputation.class)
            .to(this::reputation),
        Route.get(VOTES)
            .by(Access.MEMBER)
            .doc("Who vouches for a member, the first first.")
            .lists(TrustVote.class)
            .to(e ->
                Answer.ok(
                    merits.trustVotes(e.standing(), e.path("handle"), e.limit(), e.cursor()))),
        Route.post(VOTES)
            .by(Access.MEMBER)
            .doc("Vouches for a member; it takes 100 Méritos and 30 days, or to have begun it all.")
            .takes(TrustVote.Draft.class)
            .creates(TrustVote.class)
            .to(this::trust),
        Route.delete(VOTES)
            .by(Access.MEMBER)
            .doc("Vouches for a member no longer.")
            .to(e -> {
              merits.revoke(e.standing(), e.path("handle"));
              return Answer.empty();
            }),
        Route.get(ONE + "/me/journey")
            .by(Access.MEMBER)
            .doc("Where one is on the way from BUYER to PROMOTER, and what comes next.")
            .answers(Journey.class)
            .to(e -> Answer.ok(merits.journey(e.standing()))),
        Route.post(MEMBER + "/journey/validate")
            .by(Access.MEMBER)
            .doc("Says yes to the next stage of a member.")
            .answers(Journey.Validation.class)
            .to(e -> Answer.ok(merits.validate(e.standing(), e.path("handle")))));
  }

  private Answer reputation(Exchange exchange) {
    return Answer.ok(
        merits.reputation(
            exchange.standing(),
            exchange.path("handle"),
            exchange.query("kind").map(MeritsHttp::kind),
            exchange.limit(),
            exchange.cursor()));
  }

  private static Kind kind(String text) {
    return Optional.of(text.toUpperCase(Locale.ROOT))
        .filter(name -> name.equals("MERITO") || name.equals("ONDA"))
        .map(Kind::valueOf)
        .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "kind"));
  }

  private Answer trust(Exchange exchange) {
    limits.take(RateLimits.Limit.MESSAGES, exchange.standing().actor().toString());
    return Answer.made(
        merits.trust(
            exchange.standing(), exchange.path("handle"), exchange.body(TrustVote.Draft.class)));
  }
}
