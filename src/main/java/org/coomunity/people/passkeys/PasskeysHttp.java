package org.coomunity.people.passkeys;

import java.util.List;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.SignIn;

/// The routes of passkeys.
final class PasskeysHttp {
  private static final String UNNAMED = "Passkey";

  private final Passkeys passkeys;
  private final Members members;
  private final RateLimits limits;

  PasskeysHttp(Passkeys passkeys, Members members, RateLimits limits) {
    this.passkeys = passkeys;
    this.members = members;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/session/passkey/begin")
            .by(Access.PUBLIC)
            .doc("What a browser needs to log in with a passkey.")
            .answers(Passkey.Asking.class)
            .to(e -> once(passkeys.ask())),
        Route.post("/session/passkey/finish")
            .by(Access.PUBLIC)
            .doc("Logs in with what the passkey signed; it counts as both steps.")
            .takes(Passkey.SignIn.class)
            .answers(SignIn.Session.class)
            .to(this::signIn),
        Route.get("/me/passkeys")
            .doc("One's own passkeys, the oldest first.")
            .lists(Passkey.class)
            .to(e -> Answer.ok(new Page<>(passkeys.of(e.caller().member()), null))),
        Route.post("/me/passkeys/begin")
            .doc("What a browser needs to make a passkey; asks for a fresh second step.")
            .answers(Passkey.Making.class)
            .to(e -> once(passkeys.make(e.caller()))),
        Route.post("/me/passkeys/finish")
            .doc("Keeps a passkey that the browser made.")
            .takes(Passkey.Draft.class)
            .creates(Passkey.class)
            .to(this::keep),
        Route.patch("/me/passkeys/{id}")
            .doc("Gives a passkey another name.")
            .takes(Passkey.Rename.class)
            .answers(Passkey.class)
            .to(e ->
                Answer.ok(
                    passkeys.rename(
                        e.caller().member(), e.pathId("id"), e.body(Passkey.Rename.class).name()))),
        Route.delete("/me/passkeys/{id}")
            .doc("Forgets a passkey.")
            .to(e -> {
              passkeys.remove(e.caller().member(), e.pathId("id"));
              return Answer.empty();
            }));
  }

  private static Answer once(Object told) {
    return Answer.ok(told).header("Cache-Control", "no-store");
  }

  private Answer signIn(Exchange exchange) {
    limits.take(Limit.STEP, exchange.remoteAddress());
    Tokens tokens =
        passkeys.signIn(exchange.body(Passkey.SignIn.class).credential(), SignIn.From.of(exchange));
    return once(
        new SignIn.Session(
            tokens.access().reveal(),
            tokens.expiresAt(),
            tokens.refresh().reveal(),
            tokens.refreshExpiresAt(),
            members.member(tokens.member()).orElseThrow().handle()));
  }

  private Answer keep(Exchange exchange) {
    Caller caller = exchange.caller();
    limits.take(Limit.STEP, exchange.remoteAddress());
    return Answer.ok(passkeys.keep(caller, exchange.body(Passkey.Draft.class), UNNAMED))
        .status(201);
  }
}
