package org.coomunity.people.addresses;

import java.util.List;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;

/// The routes of addresses.
final class AddressesHttp {
  private final Addresses addresses;
  private final RateLimits limits;

  AddressesHttp(Addresses addresses, RateLimits limits) {
    this.addresses = addresses;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/me/email")
            .doc("One's own e-mail address, and whether it is verified.")
            .answers(Address.class)
            .to(e -> Answer.ok(addresses.of(e.caller().member()))),
        Route.post("/me/email/verification")
            .doc("Sends the link that verifies one's address once more.")
            .to(this::remind),
        Route.post("/session/verification")
            .by(Access.PUBLIC)
            .doc("Verifies an address by the link that went there; it works once.")
            .takes(Address.Link.class)
            .to(this::verify),
        Route.post("/session/reset")
            .by(Access.PUBLIC)
            .doc(
                "Asks for a new password by mail; the answer is the same whether or not somebody "
                    + "has the address.")
            .takes(Address.Lost.class)
            .to(this::lost),
        Route.post("/session/reset/finish")
            .by(Access.PUBLIC)
            .doc("Sets a new password by a link of 30 minutes; it works once, all log-ins end.")
            .takes(Address.Reset.class)
            .to(this::reset));
  }

  private Answer remind(Exchange exchange) {
    limits.take(Limit.LETTERS, exchange.caller().handle());
    addresses.remind(exchange.caller().member());
    return Answer.empty();
  }

  private Answer verify(Exchange exchange) {
    limits.take(Limit.STEP, exchange.remoteAddress());
    addresses.verify(exchange.body(Address.Link.class).token());
    return Answer.empty();
  }

  private Answer lost(Exchange exchange) {
    limits.take(Limit.LETTERS, exchange.remoteAddress());
    addresses.lost(exchange.body(Address.Lost.class).email());
    return Answer.empty();
  }

  private Answer reset(Exchange exchange) {
    limits.take(Limit.STEP, exchange.remoteAddress());
    Address.Reset said = exchange.body(Address.Reset.class);
    addresses.reset(said.token(), new Secret(said.password()));
    return Answer.empty();
  }
}
