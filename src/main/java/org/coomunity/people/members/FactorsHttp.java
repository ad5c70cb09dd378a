package org.coomunity.people.members;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.factors.Factor;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.Tokens;

/// The routes of the second step.
final class FactorsHttp {
  private final Members members;
  private final Logins logins;
  private final Factors factors;
  private final RateLimits limits;

  FactorsHttp(Members members, Logins logins, Factors factors, RateLimits limits) {
    this.members = members;
    this.logins = logins;
    this.factors = factors;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/session/second-factor")
            .by(Access.PUBLIC)
            .doc(
                "The second step: with the `ticket` of a 403 `second_factor` it opens the log-in; "
                    + "without, in an open log-in, acts that ask for a fresh step pass for ten "
                    + "minutes.")
            .takes(Factor.Step.class)
            .answers(SignIn.Stepped.class)
            .to(this::step),
        Route.get("/me/second-factor")
            .doc("One's own second step.")
            .answers(Factor.class)
            .to(e -> Answer.ok(factors.factor(e.caller().member()))),
        Route.post("/me/second-factor")
            .doc("Makes a secret for an app; it counts once a code of it was confirmed.")
            .takes(Factor.Begin.class)
            .answers(Factor.Setup.class)
            .to(this::begin),
        Route.post("/me/second-factor/confirm")
            .doc("Turns the second step on with a first code; tells ten recovery codes once.")
            .takes(Factor.Code.class)
            .answers(Factor.Codes.class)
            .to(this::confirm),
        Route.post("/me/second-factor/codes")
            .doc("New recovery codes in the place of the old; asks for a fresh second step.")
            .answers(Factor.Codes.class)
            .to(this::renew),
        Route.delete("/me/second-factor")
            .doc("Turns the second step off; asks for a fresh one.")
            .to(this::remove));
  }

  private Answer step(Exchange exchange) {
    Factor.Step said = exchange.body(Factor.Step.class);
    SignIn.From from = SignIn.From.of(exchange);
    if (said.ticket() != null) {
      Tokens tokens = members.secondStep(limits, said.ticket(), said.code(), from);
      String handle = members.member(tokens.member()).orElseThrow().handle();
      return secret(
          new SignIn.Stepped(
              tokens.access().reveal(),
              tokens.expiresAt(),
              tokens.refresh().reveal(),
              tokens.refreshExpiresAt(),
              handle,
              factors.demand(tokens.member(), tokens.session())));
    }
    Caller caller = exchange.caller();
    limits.take(Limit.STEP, from.address());
    factors.prove(caller.member(), caller.session(), said.code());
    Instant until = factors.demand(caller.member(), caller.session());
    return secret(new SignIn.Stepped(null, null, null, null, caller.handle(), until));
  }

  private Answer begin(Exchange exchange) {
    Caller caller = exchange.caller();
    limits.take(Limit.LOGIN, caller.handle());
    Secret password = new Secret(exchange.body(Factor.Begin.class).password());
    if (!logins.knows(caller.member(), password)) {
      throw Refused.because(Refusal.WRONG_LOGIN);
    }
    return secret(factors.begin(caller.member(), caller.handle()));
  }

  private Answer confirm(Exchange exchange) {
    Caller caller = exchange.caller();
    String code = exchange.body(Factor.Code.class).code();
    return secret(new Factor.Codes(factors.confirm(caller.member(), caller.session(), code)));
  }

  private Answer renew(Exchange exchange) {
    Caller caller = exchange.caller();
    factors.demand(caller.member(), caller.session());
    return secret(new Factor.Codes(factors.renew(caller.member())));
  }

  private static Answer secret(Object told) {
    return Answer.ok(told).header("Cache-Control", "no-store");
  }

  private Answer remove(Exchange exchange) {
    Caller caller = exchange.caller();
    factors.demand(caller.member(), caller.session());
    factors.remove(caller.member());
    return Answer.empty();
  }
}
