package org.coomunity.people.privacy;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.SignIn;

/// The routes of export and leave.
final class PrivacyHttp {
  /// Taking one's leave is proved by the password.
  record Leave(String password) {
    @Override
    public String toString() {
      return "Leave[REDACTED]";
    }
  }

  /// @param until when one may come back
  record Gone(Instant until) {}

  private final Privacy privacy;
  private final Members members;
  private final RateLimits limits;

  PrivacyHttp(Privacy privacy, Members members, RateLimits limits) {
    this.privacy = privacy;
    this.members = members;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/me/export")
            .doc(
                "Everything that is kept about oneself: a zip of JSON files with a page about them.")
            .to(this::export),
        Route.delete("/me")
            .doc("Takes one's leave; for 30 days one may come back, then all of it is forgotten.")
            .takes(Leave.class)
            .answers(Gone.class)
            .to(this::leave),
        Route.post("/session/return")
            .by(Access.PUBLIC)
            .doc("Comes back within 30 days after taking one's leave, and logs in.")
            .takes(SignIn.class)
            .answers(SignIn.Session.class)
            .to(this::comeBack));
  }

  private Answer export(Exchange exchange) {
    return privacy.download(limits, exchange.caller(), exchange.language());
  }

  private Answer leave(Exchange exchange) {
    limits.take(Limit.LOGIN, exchange.caller().handle());
    Secret password = new Secret(exchange.body(Leave.class).password());
    return Answer.ok(new Gone(privacy.leave(exchange.caller(), password)));
  }

  private Answer comeBack(Exchange exchange) {
    SignIn said = exchange.body(SignIn.class);
    SignIn.From from = SignIn.From.of(exchange);
    Secret password = new Secret(said.password());
    privacy.comeBack(limits, said.handle(), password, from);
    Tokens tokens = members.signIn(limits, said.handle(), password, from);
    return Answer.ok(
            new SignIn.Session(
                tokens.access().reveal(),
                tokens.expiresAt(),
                tokens.refresh().reveal(),
                tokens.refreshExpiresAt(),
                said.handle().strip()))
        .header("Cache-Control", "no-store");
  }
}
