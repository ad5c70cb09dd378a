package org.coomunity.story;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.exchange.lets.PaymentRequest;
import org.coomunity.people.communities.Invitation;

/// The last scenes, told word for word, so that whoever looks around finds something to do.
final class Finale {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double PROMISED_DAYS = 30;

  private final Script script;
  private final Stage stage;
  private final Plot plot;
  private final Purses purses;
  private final Cast cast;
  private final Fair fair;

  Finale(Script script, Stage stage, Plot plot, Purses purses, Cast cast, Fair fair) {
    this.script = script;
    this.stage = stage;
    this.plot = plot;
    this.purses = purses;
    this.cast = cast;
    this.fair = fair;
  }

  /// Plans the scenes; what they will cost is held back from weeks before.
  void plan() {
    for (int n = 0; n < script.scenes().size(); n++) {
      Script.Scene scene = script.scenes().get(n);
      String name = "scene " + n;
      String payer = scene.what().equals("invite") ? scene.by() : scene.buyer();
      if (scene.amount() != null && payer != null) {
        long cost = purses.paid(amount(scene));
        plot.at(plot.before(PROMISED_DAYS), () -> purses.promise(payer, cost));
      }
      plot.at(plot.before(scene.hours() / 24), () -> play(name, scene));
    }
  }

  private long amount(Script.Scene scene) {
    return purses.unit().parse(Objects.requireNonNull(scene.amount()), "amount");
  }

  private void play(String name, Script.Scene scene) {
    switch (scene.what()) {
      case "question" -> ask(name, scene);
      case "favourite" ->
          fair.favour(
              cast.player(Objects.requireNonNull(scene.by())),
              fair.titled(Objects.requireNonNull(scene.listing())));
      case "request" -> request(name, scene);
      case "invite" -> invite(name, scene);
      default -> trade(name, scene);
    }
  }

  private void ask(String name, Script.Scene scene) {
    fair.ask(
        cast.player(Objects.requireNonNull(scene.by())),
        fair.titled(Objects.requireNonNull(scene.listing())),
        script.id(name),
        Objects.requireNonNull(scene.text()));
  }

  private void request(String name, Script.Scene scene) {
    stage
        .lets()
        .request(
            cast.player(scene.sells()).standing(),
            new PaymentRequest.Draft(
                script.id(name),
                scene.buys(),
                Objects.requireNonNull(scene.amount()),
                scene.concept()));
  }

  private void invite(String name, Script.Scene scene) {
    Player host = cast.player(Objects.requireNonNull(scene.by()));
    try {
      stage
          .communities()
          .invite(
              host.standing(),
              new Invitation.Draft(script.id(name), scene.amount(), null, scene.text(), null));
    } catch (Refused no) {
      // an earlier telling made it, and its code is told once
      if (no.refusal() != Refusal.IDEMPOTENCY_CONFLICT) {
        throw no;
      }
    }
  }

  private void trade(String name, Script.Scene scene) {
    Player buyer = cast.player(scene.buys());
    Player seller = cast.player(scene.sells());
    Player proposer = cast.player(scene.begins());
    Deal deal = new Deal(stage.trades(), script, name, buyer, seller, proposer);
    deal.propose(null, scene.amount(), null, Objects.requireNonNull(scene.concept()));
    List<String> say = scene.say() == null ? List.of() : scene.say();
    for (int n = 0; n < say.size(); n++) {
      Player by = n % 2 == 0 ? proposer : deal.other();
      String words = say.get(n);
      plot.in(Duration.ofMinutes(3 + 17L * n), () -> deal.say(by, words));
    }
    if (scene.what().equals("proposed")) {
      return;
    }
    plot.in(HOUR, () -> deal.accept(deal.other()));
    if (scene.what().equals("done")) {
      plot.in(HOUR.multipliedBy(5), () -> deal.complete(buyer));
    } else if (scene.what().equals("disputed")) {
      plot.in(
          HOUR.multipliedBy(8), () -> deal.dispute(buyer, Objects.requireNonNull(scene.reason())));
    }
  }
}
