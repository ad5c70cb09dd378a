package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.coomunity.base.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The trades of the story: who meets whom over what, and how it goes on. Those who have more than
/// they feel at home with tend to take, the others to give, so that it flows both ways.
final class Bargains {
  private static final int LOOKS = 26;
  private static final int GOOD_ONES = 7;
  private static final Duration SAME_AGAIN = Duration.ofDays(5);

  /// How much whim there is beside need, in hours.
  private static final double WHIM = 2.2;

  private final Script script;
  private final Script.Words words;
  private final Stage stage;
  private final Plot plot;
  private final Chance chance;
  private final Purses purses;
  private final Cast cast;
  private final Fair fair;
  private final AtomicInteger told;
  private final Map<String, Instant> lately = new HashMap<>();

  Bargains(
      Script script,
      Stage stage,
      Plot plot,
      Chance chance,
      Purses purses,
      Cast cast,
      Fair fair,
      AtomicInteger told) {
    this.script = script;
    this.words = script.words();
    this.stage = stage;
    this.plot = plot;
    this.chance = chance;
    this.purses = purses;
    this.cast = cast;
    this.fair = fair;
    this.told = told;
  }

  /// Spreads so many meetings over the days: the more people, the more meetings.
  void plan(int meetings) {
    int first = script.people().getFirst().joined() - 4;
    List<Double> busy = new ArrayList<>();
    double sum = 0;
    for (int day = 0; day < first; day++) {
      int ago = first - day;
      long there = script.people().stream().filter(one -> one.joined() > ago + 1).count();
      sum += there * chance.busy(plot.before(ago));
      busy.add(sum);
    }
    for (int n = 0; n < meetings; n++) {
      double at = chance.between(0, sum);
      int day = 0;
      while (busy.get(day) < at) {
        day++;
      }
      String name = "trade " + n;
      Instant moment = chance.awake(plot.before(first - day - chance.between(0, 1)));
      plot.at(moment, () -> meet(name));
    }
  }

  /// Two who found something.
  private record Match(Player buyer, Player seller, @Nullable Stall stall, int quantity) {
    long amount() {
      return stall == null ? 0 : stall.price * quantity;
    }
  }

  private void meet(String name) {
    if (chance.of(0.07)) {
      meetByTheWay(name);
      return;
    }
    Optional<Match> found = match();
    if (found.isPresent()) {
      Match match = found.get();
      Stall stall = match.stall();
      boolean ownerBegins = chance.of(stall != null && stall.item.offer() ? 0.12 : 0.25);
      boolean buyerOwns = stall != null && !stall.item.offer();
      Player proposer = ownerBegins == buyerOwns ? match.buyer() : match.seller();
      Deal deal = new Deal(stage.trades(), script, name, match.buyer(), match.seller(), proposer);
      deal.amount = match.amount();
      begin(deal, stall, match.quantity(), "");
    }
  }

  /// Something that stands in no listing.
  private void meetByTheWay(String name) {
    List<Player> people = cast.present().stream().filter(Player::person).toList();
    if (people.size() > 2) {
      Player buyer = chance.of(people);
      Player seller = chance.of(people);
      long amount = purses.hours(chance.number(1, 6) * 0.25);
      if (!buyer.is(seller) && purses.room(buyer.handle()) > 2 * amount) {
        Deal deal =
            new Deal(stage.trades(), script, name, buyer, seller, chance.of(0.5) ? buyer : seller);
        deal.amount = amount;
        begin(deal, null, 1, chance.of(words.direct()));
      }
    }
  }

  private Optional<Match> match() {
    List<Player> people = cast.present();
    if (people.size() < 3 || fair.open().isEmpty()) {
      return Optional.empty();
    }
    Match best = null;
    double most = Double.NEGATIVE_INFINITY;
    int good = 0;
    for (int look = 0; look < LOOKS && good < GOOD_ONES; look++) {
      Stall stall = chance.of(fair.open());
      Match match = match(stall, chance.of(people));
      if (match != null) {
        good++;
        double wish = wish(match) + chance.noise() * WHIM;
        if (wish > most) {
          most = wish;
          best = match;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private @Nullable Match match(Stall stall, Player somebody) {
    double hours = (double) stall.price / purses.unit().one();
    if (somebody.handle().equals(stall.item.owner())
        || (!somebody.person() && !stall.item.offer())
        || chance.of(0.75 * Math.min(1, hours / 4))) {
      return null;
    }
    Player owner = cast.player(stall.item.owner());
    boolean offer = stall.item.offer();
    int quantity = stall.item.quantity() == null && hours <= 0.6 ? chance.number(1, 3) : 1;
    Match match = new Match(offer ? somebody : owner, offer ? owner : somebody, stall, quantity);
    // a counter-offer may ask for a quarter more
    long most = purses.paid(match.amount() + match.amount() / 4 + 1);
    Instant last = lately.get(key(stall, somebody));
    boolean again = last != null && last.plus(SAME_AGAIN).isAfter(plot.now());
    return again || purses.room(match.buyer().handle()) < most ? null : match;
  }

  private static String key(Stall stall, Player somebody) {
    return stall.id + " " + somebody.handle();
  }

  private double wish(Match match) {
    return surplus(match.buyer()) - surplus(match.seller());
  }

  private double surplus(Player player) {
    return (double) purses.balance(player.handle()) / purses.unit().one() - player.lean();
  }

  private void begin(Deal deal, @Nullable Stall stall, int quantity, String concept) {
    told.incrementAndGet();
    if (stall != null) {
      lately.put(key(stall, stall.item.offer() ? deal.buyer : deal.seller), plot.now());
      fair.taken(stall);
    }
    deal.promised = purses.paid(deal.amount + deal.amount / 4 + 1);
    purses.promise(deal.buyer.handle(), deal.promised);
    String price = stall == null ? purses.unit().format(deal.amount) : null;
    deal.propose(stall == null ? null : stall.id, price, quantity == 1 ? null : quantity, concept);
    if (chance.of(0.3)) {
      plot.in(chance.about(0.1), () -> deal.say(deal.proposer, chance.of(words.ask())));
    }
    Instant answer = chance.awake(plot.now().plus(chance.about(6)));
    double fate = chance.between(0, 1);
    if (fate < 0.05) {
      plot.at(
          answer,
          () -> {
            deal.decline(deal.other(), chance.of(words.decline()));
            over(deal);
          });
    } else if (fate < 0.075) {
      plot.at(
          answer,
          () -> {
            deal.cancel(deal.proposer, chance.of(words.cancel()));
            over(deal);
          });
    } else if (fate < 0.18 && deal.amount > 0) {
      plot.at(answer, () -> counter(deal));
    } else {
      plot.at(answer, () -> accept(deal, deal.other()));
    }
  }

  private void over(Deal deal) {
    purses.release(deal.buyer.handle(), deal.promised);
  }

  private void counter(Deal deal) {
    long step = Math.max(1, purses.unit().one() / 10);
    long change = Math.max(step, deal.amount / 5 / step * step);
    boolean more = chance.of(0.6) && change <= deal.amount / 4;
    long amount = more ? deal.amount + change : Math.max(step, deal.amount - change);
    if (amount == deal.amount) {
      amount = deal.amount + 1;
    }
    deal.amount = amount;
    deal.counter(deal.other(), purses.unit().format(amount), chance.of(words.counter()));
    plot.at(chance.awake(plot.now().plus(chance.about(4))), () -> accept(deal, deal.proposer));
  }

  private void accept(Deal deal, Player by) {
    deal.accept(by);
    if (chance.of(0.3)) {
      plot.in(chance.about(0.2), () -> deal.say(by, chance.of(words.reply())));
    }
    Instant done = chance.awake(plot.now().plus(chance.about(40)));
    double fate = chance.between(0, 1);
    if (fate < 0.018) {
      plot.at(
          done,
          () -> {
            deal.cancel(deal.seller, chance.of(words.calloff()));
            over(deal);
          });
    } else if (fate < 0.025) {
      plot.at(done, () -> dispute(deal));
    } else if (chance.of(0.3)) {
      plot.at(
          done,
          () -> {
            deal.complete(deal.seller);
            plot.at(chance.awake(plot.now().plus(chance.about(12))), () -> complete(deal));
          });
    } else {
      plot.at(done, () -> complete(deal));
    }
  }

  private void complete(Deal deal) {
    deal.complete(deal.buyer);
    over(deal);
    if (deal.amount > 0) {
      purses.trade(deal.buyer.handle(), deal.seller.handle(), deal.amount);
    }
    if (chance.of(0.12)) {
      plot.in(chance.about(0.5), () -> deal.say(deal.buyer, chance.of(words.after())));
    }
    if (chance.of(0.8)) {
      plot.at(chance.awake(plot.now().plus(chance.about(8))), () -> rate(deal, deal.buyer));
    }
    if (chance.of(0.7)) {
      plot.at(chance.awake(plot.now().plus(chance.about(14))), () -> rate(deal, deal.seller));
    }
  }

  private void rate(Deal deal, Player by) {
    double mood = chance.between(0, 1);
    int stars = mood < 0.75 ? 5 : mood < 0.95 ? 4 : mood < 0.99 ? 3 : 2;
    List<String> said =
        switch (stars) {
          case 5 -> words.five();
          case 4 -> words.four();
          case 3 -> words.three();
          default -> words.two();
        };
    Integer part = chance.of(0.5) ? Math.min(5, stars + chance.number(0, 1)) : null;
    deal.rate(by, stars, part, chance.of(said));
  }

  private void dispute(Deal deal) {
    deal.dispute(chance.of(0.7) ? deal.buyer : deal.seller, chance.of(words.dispute()));
    plot.at(chance.awake(plot.now().plus(chance.about(30))), () -> resolve(deal));
  }

  private void resolve(Deal deal) {
    Optional<Player> moderator =
        cast.present().stream()
            .filter(one -> one.person() && one.standing().role().includes(Role.MODERATOR))
            .filter(one -> !one.is(deal.buyer) && !one.is(deal.seller))
            .filter(one -> !one.caller().equals(deal.buyer.caller()))
            .filter(one -> !one.caller().equals(deal.seller.caller()))
            .findFirst();
    if (moderator.isPresent()) {
      int how = chance.number(0, words.resolve().size() - 1);
      long paid = how == 2 ? deal.amount : deal.amount / 2;
      deal.resolve(
          moderator.get(),
          deal.amount == 0 ? null : purses.unit().format(paid),
          words.resolve().get(how));
      over(deal);
      if (paid > 0) {
        purses.trade(deal.buyer.handle(), deal.seller.handle(), paid);
      }
    }
  }
}
