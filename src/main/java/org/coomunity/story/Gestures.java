package org.coomunity.story;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.exchange.lets.PaymentRequest;

/// What people give each other outside of trades: payments, and requests to be paid.
final class Gestures {
  private final Script script;
  private final Script.Words words;
  private final Stage stage;
  private final Plot plot;
  private final Chance chance;
  private final Purses purses;
  private final Cast cast;

  Gestures(Script script, Stage stage, Plot plot, Chance chance, Purses purses, Cast cast) {
    this.script = script;
    this.words = script.words();
    this.stage = stage;
    this.plot = plot;
    this.chance = chance;
    this.purses = purses;
    this.cast = cast;
  }

  void plan(int payments, int requests) {
    double first = script.people().getFirst().joined() - 8.0;
    for (int n = 0; n < payments + requests; n++) {
      boolean pays = n < payments;
      String name = (pays ? "payment " : "request ") + n;
      plot.at(
          chance.awake(plot.before(chance.between(0.3, first))),
          () -> {
            if (pays) {
              pay(name);
            } else {
              request(name);
            }
          });
    }
  }

  private record Pair(Player payer, Player payee, long amount) {}

  private Pair pair() {
    List<Player> people = cast.present();
    Player payer = chance.of(people);
    Player payee = chance.of(people);
    return new Pair(payer, payee, purses.hours(chance.number(1, 5) * 0.2));
  }

  private boolean may(Pair pair) {
    return !pair.payer().is(pair.payee())
        && !pair.payer().caller().equals(pair.payee().caller())
        && purses.room(pair.payer().handle()) > 2 * pair.amount();
  }

  /// Payments carry identifiers of version 7: the time of the story, the rest from its facts.
  private UUID id(String name) {
    return script.id(name, plot.now());
  }

  private void pay(String name) {
    Pair pair = pair();
    if (may(pair)) {
      purses.move(pair.payer().handle(), pair.payee().handle(), pair.amount());
      stage
          .lets()
          .pay(
              pair.payer().standing(),
              new Payment.Draft(
                  id(name),
                  pair.payee().handle(),
                  purses.unit().format(pair.amount()),
                  chance.of(words.direct()),
                  null,
                  null));
    }
  }

  private void request(String name) {
    Pair pair = pair();
    if (!may(pair)) {
      return;
    }
    purses.promise(pair.payer().handle(), pair.amount());
    UUID id = id(name);
    PaymentRequest made =
        ask(pair.payee(), pair.payer(), id, pair.amount(), chance.of(words.request()));
    boolean refused = chance.of(0.12);
    Duration later = chance.about(15);
    plot.at(
        chance.awake(plot.now().plus(later)),
        () -> {
          purses.release(pair.payer().handle(), pair.amount());
          if (!refused) {
            purses.move(pair.payer().handle(), pair.payee().handle(), pair.amount());
          }
          if (made.state().equals("pending")) {
            if (refused) {
              stage.lets().reject(pair.payer().standing(), id, chance.of(words.refuse()));
            } else {
              stage.lets().accept(pair.payer().standing(), id);
            }
          }
        });
  }

  PaymentRequest ask(Player payee, Player payer, UUID id, long amount, String concept) {
    return stage
        .lets()
        .request(
            payee.standing(),
            new PaymentRequest.Draft(id, payer.handle(), purses.unit().format(amount), concept))
        .value();
  }
}
