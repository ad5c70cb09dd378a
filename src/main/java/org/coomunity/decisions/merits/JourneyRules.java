package org.coomunity.decisions.merits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.coomunity.decisions.merits.MeritsDoors.Person;

/// How far somebody is on their way, who may say yes to a stage, and who may vouch for another.
final class JourneyRules {
  static final int VOTE_MERITOS = 100;
  static final int VOTE_DAYS = 30;
  static final int WORDS_MOST = 500;

  private static final int SELLER_TRADES = 50;
  private static final int SELLER_VOTES = 25;

  /// Better than four and a half, counted in tenths.
  private static final int SELLER_TENTHS = 45;

  private JourneyRules() {}

  static int days(Instant joinedAt, Instant now) {
    return (int) Math.max(0, Duration.between(joinedAt, now).toDays());
  }

  /// What a stage asks for, and how much of it there is.
  static List<Journey.Requirement> requirements(Stage stage, Place.Row row, int days) {
    List<Journey.Requirement> all = new ArrayList<>();
    add(all, "meritos", row.meritos(), stage.needs(Kind.MERITO));
    add(all, "ondas", row.ondas(), stage.needs(Kind.ONDA));
    add(all, "trades", row.trades(), stage.trades());
    add(all, "days", days, stage.days());
    add(all, "active_days", row.activeDays(), stage.activeDays());
    add(all, "votes", row.votes(), stage.votes());
    return all;
  }

  private static void add(List<Journey.Requirement> all, String key, long have, int need) {
    if (need > 0) {
      all.add(new Journey.Requirement(key, Math.max(0, have), need, have >= need));
    }
  }

  static boolean complete(List<Journey.Requirement> all) {
    return all.stream().allMatch(Journey.Requirement::done);
  }

  /// The mean of what is done of each requirement, none above 100, rounded down.
  static int percent(List<Journey.Requirement> all) {
    long sum = 0;
    for (Journey.Requirement one : all) {
      sum += 100 * Math.min(one.have(), one.need()) / one.need();
    }
    return all.isEmpty() ? 100 : (int) (sum / all.size());
  }

  /// True for who may say yes: PROMOTERs, and while there are too few of them, those who began the
  /// community or look after it.
  ///
  /// @param promoters how many others there are, at least as far as two
  static boolean mayValidate(Stage next, Person who, Stage stands, int promoters) {
    return who.active()
        && (stands == Stage.PROMOTER
            || (promoters < next.validators() && (who.founder() || who.admin())));
  }

  /// True when one yes is not enough because it is that of whoever invited them.
  static boolean inviterAlone(Stage next, Person of, int by) {
    return next.validators() == 1 && of.invitedBy() != null && of.invitedBy() == by;
  }

  /// What somebody lacks before they may vouch for others; nothing for who was there from the first
  /// day or looks after the community.
  static List<Journey.Requirement> vouching(Person who, long meritos, Instant now) {
    if (who.founder() || who.admin()) {
      return List.of();
    }
    List<Journey.Requirement> all = new ArrayList<>();
    add(all, "meritos", meritos, VOTE_MERITOS);
    add(all, "days", days(who.joinedAt(), now), VOTE_DAYS);
    return all.stream().filter(one -> !one.done()).toList();
  }

  /// The badges that somebody has come to.
  static List<Badge.Name> badges(Place place, Person who) {
    List<Badge.Name> all = new ArrayList<>();
    if (who.founder()) {
      all.add(Badge.Name.FOUNDER);
    }
    if (place.trades > 0) {
      all.add(Badge.Name.FIRST_TRADE);
    }
    if (place.trades >= SELLER_TRADES
        && place.votes >= SELLER_VOTES
        && place.ratings > 0
        && 10 * place.stars > SELLER_TENTHS * place.ratings) {
      all.add(Badge.Name.TRUSTED_SELLER);
    }
    return all;
  }
}
