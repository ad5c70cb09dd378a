package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Place;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.ListingChange;
import org.coomunity.exchange.market.ListingDraft;
import org.coomunity.exchange.market.Question;

/// The market of the story: listings are published, kept alive, asked about, liked and closed.
final class Fair {
  private static final Duration RENEW = Duration.ofDays(26);

  /// Days after which whoever was invited has surely come.
  private static final double SETTLED = 1.7;

  private static final int UNLIMITED = 1_000_000;
  private static final ListingChange RENEWED = ListingChange.state(null, true);
  private static final ListingChange CLOSED = ListingChange.state("closed", null);

  private final Script script;
  private final Stage stage;
  private final Plot plot;
  private final Chance chance;
  private final Purses purses;
  private final Cast cast;
  private final int photos;
  private final List<Stall> open = new ArrayList<>();
  private final Map<String, Stall> byTitle = new HashMap<>();
  private int drawn;

  Fair(Script script, Stage stage, Plot plot, Chance chance, Purses purses, Cast cast, int photos) {
    this.script = script;
    this.stage = stage;
    this.plot = plot;
    this.chance = chance;
    this.purses = purses;
    this.cast = cast;
    this.photos = photos;
  }

  /// What can be traded now.
  List<Stall> open() {
    return open;
  }

  Stall titled(String title) {
    return Optional.ofNullable(byTitle.get(title)).orElseThrow();
  }

  /// Plans when each listing is published: the first of each owner soon after they came, the others
  /// later, and what people look for in the last weeks.
  void plan() {
    Map<String, Integer> published = new HashMap<>();
    for (int n = 0; n < script.listings().size(); n++) {
      Script.Item item = script.listings().get(n);
      double came = came(item.owner());
      int before = published.merge(item.owner(), 1, Integer::sum);
      double days =
          !item.offer()
              ? chance.between(2, Math.min(45, came - SETTLED))
              : before == 1
                  ? came - chance.between(SETTLED, SETTLED + 2)
                  : Math.min(came - SETTLED, came * chance.between(0.25, 0.9));
      UUID id = script.id("listing " + n);
      plot.at(chance.awake(plot.before(days)), () -> publish(item, id));
    }
    for (Script.Actor actor : script.people()) {
      int likes = chance.number(0, 4);
      for (int i = 0; i < likes; i++) {
        plot.at(
            chance.awake(plot.before(actor.joined() * chance.between(0.02, 0.9))),
            () -> like(actor.handle()));
      }
    }
  }

  private double came(String owner) {
    for (Script.House house : script.organisations()) {
      if (house.handle().equals(owner)) {
        return house.founded();
      }
    }
    return script.people().stream()
        .filter(actor -> actor.handle().equals(owner))
        .findFirst()
        .orElseThrow()
        .joined();
  }

  private void publish(Script.Item item, UUID id) {
    Player owner = cast.player(item.owner());
    Place place =
        script.people().stream()
            .filter(actor -> actor.handle().equals(item.owner()))
            .map(Script.Actor::place)
            .findFirst()
            .orElse(script.people().getFirst().place());
    Listing listing =
        stage
            .market()
            .publish(
                owner.standing(),
                new ListingDraft(
                    id,
                    item.side(),
                    item.kind(),
                    item.category(),
                    item.title(),
                    item.text(),
                    item.price(),
                    item.quantity(),
                    place,
                    item.tags(),
                    null,
                    null),
                cast.language())
            .value();
    if (item.picture() != null && drawn++ < photos && listing.photos().isEmpty()) {
      byte[] picture = Pictures.draw(item.picture(), item.title());
      stage.market().putPhoto(owner.standing(), id, 0, picture);
    }
    Integer quantity = item.quantity();
    int left = quantity != null ? quantity - 1 : item.offer() ? UNLIMITED : chance.number(1, 3);
    long price = item.price() == null ? 0 : purses.unit().parse(item.price(), "price");
    Stall stall = new Stall(item, id, price, left);
    open.add(stall);
    byTitle.put(item.title(), stall);
    plot.in(RENEW, () -> renew(stall));
    if (item.question() != null) {
      plot.at(chance.awake(plot.now().plus(chance.about(60))), () -> ask(stall));
    }
  }

  private void renew(Stall stall) {
    if (open.contains(stall)) {
      stage.market().change(cast.player(stall.item.owner()).standing(), stall.id, RENEWED);
      plot.in(RENEW, () -> renew(stall));
    }
  }

  /// Something was taken; what somebody looked for and found is closed a little later.
  void taken(Stall stall) {
    stall.left--;
    if (stall.left <= 0 && open.remove(stall) && !stall.item.offer()) {
      plot.in(
          Duration.ofDays(12),
          () ->
              stage.market().change(cast.player(stall.item.owner()).standing(), stall.id, CLOSED));
    }
  }

  private Optional<Player> somebodyElse(String handle) {
    List<Player> others =
        cast.present().stream().filter(p -> p.person() && !p.handle().equals(handle)).toList();
    return others.isEmpty() ? Optional.empty() : Optional.of(chance.of(others));
  }

  private void ask(Stall stall) {
    Optional<Player> asker = somebodyElse(stall.item.owner());
    if (asker.isEmpty() || stall.item.question() == null || stall.item.answer() == null) {
      return;
    }
    UUID id = script.id("question " + stall.item.title());
    Question question = ask(asker.get(), stall, id, stall.item.question());
    Question.Reply reply = new Question.Reply(stall.item.answer());
    Instant answered = chance.awake(plot.now().plus(chance.about(5)));
    if (question.answer() == null) {
      plot.at(
          answered,
          () ->
              stage
                  .market()
                  .answer(cast.player(stall.item.owner()).standing(), stall.id, id, reply));
    }
  }

  Question ask(Player asker, Stall stall, UUID id, String text) {
    return stage.market().ask(asker.standing(), stall.id, new Question.Draft(id, text)).value();
  }

  private void like(String handle) {
    Optional<Player> player = cast.find(handle);
    if (player.isPresent() && !open.isEmpty()) {
      favour(player.get(), chance.of(open));
    }
  }

  void favour(Player player, Stall stall) {
    if (!stall.item.owner().equals(player.handle())) {
      stage.market().favour(player.standing(), stall.id, true);
    }
  }
}
