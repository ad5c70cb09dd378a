package org.coomunity.village;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.Ledger;

/// Looks whether everything that must hold holds. Nobody acts meanwhile; jobs and consumers do.
final class Invariants {
  private static final Duration NEWS_MOST = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(60);
  private static final int SHOWN = 5;

  private static final String INSIDE =
      """
      select m.handle || ' ' || c.slug from communities.membership m
      join communities.community c on c.community_id = m.community_id
      where m.state in ('ACTIVE', 'SUSPENDED')
      """;

  private final Ground ground;
  private final Surface surface;
  private final Chronicle chronicle;
  private final CivicChecks civic;

  Invariants(Ground ground, Surface surface, Chronicle chronicle) {
    this.ground = ground;
    this.surface = surface;
    this.chronicle = chronicle;
    this.civic = new CivicChecks(ground, surface, chronicle);
  }

  /// What a few statements can tell, after each round.
  void quick() {
    hold(BookRules.all());
    hold(DealRules.all());
    hold(CivicRules.all());
  }

  /// Everything: also what was acknowledged, the news, the chains, and what people see.
  void all(List<Villager> people, List<Town> towns) {
    quick();
    for (Act.Place place : Act.Place.values()) {
      chronicle.said(place).forEach(said -> said(place, said));
    }
    news();
    chains();
    Set<String> inside =
        Set.copyOf(ground.database().read(tx -> tx.query(INSIDE).mapTo(String.class).list()));
    for (Town town : towns) {
      civic.all(
          town,
          people.stream()
              .filter(one -> inside.contains(one.handle() + " " + town.slug()))
              .toList());
    }
    for (Villager one : people) {
      for (Town town : towns) {
        if (inside.contains(one.handle() + " " + town.slug())) {
          seen(one, town);
        } else {
          unseen(one, town);
        }
      }
    }
  }

  private void hold(Map<String, String> rules) {
    rules.forEach((rule, sql) -> {
      List<String> broken = broken(sql);
      if (!broken.isEmpty()) { // a job may be in the middle of something between two snapshots
        broken = broken(sql);
      }
      broken.stream()
          .limit(SHOWN)
          .forEach(what -> chronicle.violation("broken: " + rule + ": " + what));
    });
  }

  private List<String> broken(String sql) {
    return ground
        .database()
        .read(tx -> {
          var query = tx.query(sql);
          if (sql.contains(":since")) {
            query.bind("since", ground.clock().instant().minus(KEPT).atOffset(ZoneOffset.UTC));
          }
          return query.mapTo(String.class).list();
        });
  }

  private void said(Act.Place place, Chronicle.Said said) {
    Map<UUID, Integer> there = there(place, said);
    said.kept().stream()
        .filter(id -> there.getOrDefault(id, 0) != 1)
        .limit(SHOWN)
        .forEach(id ->
            chronicle.violation(
                "acknowledged and there %d times: %s %s in %s"
                    .formatted(there.getOrDefault(id, 0), place, id, said.slug())));
    said.refused().stream()
        .filter(id -> there.containsKey(id) && !said.kept().contains(id))
        .limit(SHOWN)
        .forEach(id ->
            chronicle.violation(
                "refused and yet there: %s %s in %s".formatted(place, id, said.slug())));
  }

  private Map<UUID, Integer> there(Act.Place place, Chronicle.Said said) {
    Set<UUID> asked = new HashSet<>(said.kept());
    asked.addAll(said.refused());
    String ids = asked.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    return ground
        .database()
        .read(tx ->
            tx.query(table(place))
                .bind("slug", said.slug())
                .bind("ids", ids)
                .mapTo(UUID.class)
                .list())
        .stream()
        .collect(Collectors.toMap(id -> id, id -> 1, Integer::sum));
  }

  private static String table(Act.Place place) {
    String in =
        "community_id = (select community_id from communities.community where slug = :slug)";
    String among = " and id = any(cast(:ids as uuid[]))";
    return switch (place) {
      case TRANSFER ->
          "select id from ledger.transfer where book = (select book from lets.exchange where "
              + in
              + ")"
              + among
              + " union all select id from lets.gift where "
              + in
              + among;
      case TRADE -> "select id from trades.trade where " + in + among;
      case LISTING -> "select id from market.listing where " + in + among;
      case QUESTION -> "select id from market.question where " + in + among;
      case MESSAGE -> "select id from trades.message where " + in + among;
      case REQUEST -> "select id from lets.request where " + in + among;
      case INVITATION -> "select id from communities.invitation where " + in + among;
      case PROPOSAL -> "select id from governance.proposal where " + in + among;
      case ARGUMENT -> "select id from governance.argument where " + in + among;
    };
  }

  /// Consumers read to the end; then the notices are what happened.
  private void news() {
    long end = System.nanoTime() + NEWS_MOST.toNanos();
    while (ground.database().read(tx -> tx.query(DealRules.BEHIND).mapTo(Long.class).one()) > 0) {
      if (System.nanoTime() > end) {
        chronicle.violation("the outbox is not read to its end");
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    hold(DealRules.ofNews());
    hold(CivicRules.ofNews());
  }

  private void chains() {
    Database database = ground.database();
    try (Ledger ledger = new Ledger(database, ground.clock())) {
      for (int book : ledger.books()) {
        ledger
            .verify(book)
            .fault()
            .ifPresent(fault -> chronicle.violation("chain of book " + book + ": " + fault));
      }
    }
  }

  /// A statement ends where the account stands, and its lines add up.
  private void seen(Villager who, Town town) {
    String account = "/communities/" + town.slug() + "/accounts/" + who.handle();
    Deed looks = new Deed(who, town, null, new Act.Forbidden("looks", get("/" + account), 200));
    Answered state = who.perform(surface, ground, looks, chronicle);
    if (!state.done()) {
      chronicle.violation("no account of " + who.handle() + ": " + state);
      return;
    }
    List<String> amounts = new ArrayList<>();
    String opening = "";
    String closing = "";
    String cursor = "";
    do {
      Answered page =
          who.perform(
              surface,
              ground,
              new Deed(
                  who,
                  town,
                  null,
                  new Act.Forbidden(
                      "reads", get("/" + account + "/statement?limit=100" + cursor), 200)),
              chronicle);
      if (!page.done()) {
        chronicle.violation("no statement of " + who.handle() + ": " + page);
        return;
      }
      page.body().path("items").forEach(line -> amounts.add(line.path("amount").asText()));
      opening = opening.isEmpty() ? page.body().path("opening").asText() : opening;
      closing = closing.isEmpty() ? page.body().path("closing").asText() : closing;
      String next = page.body().path("next").asText("");
      cursor = next.isEmpty() || next.equals("null") ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    long sum = minor(opening) + amounts.stream().mapToLong(Invariants::minor).sum();
    String balance = state.body().path("balance").asText();
    if (!closing.equals(balance) || sum != minor(balance)) {
      chronicle.violation(
          "the statement of %s in %s closes with %s, sums to %d, the balance is %s"
              .formatted(who.handle(), town.slug(), closing, sum, balance));
    }
  }

  /// Who does not belong to a community does not know of it.
  private void unseen(Villager who, Town town) {
    for (String path : List.of("/listings", "/accounts/" + who.handle(), "/trades", "")) {
      Act.Call call = get("//communities/" + town.slug() + path);
      Answered answered =
          who.perform(
              surface,
              ground,
              new Deed(who, town, null, new Act.Forbidden("peeps", call, 404)),
              chronicle);
      if (answered.status() != 404) {
        chronicle.violation(who.handle() + " sees " + call.path() + ": " + answered);
      }
    }
  }

  private static Act.Call get(String path) {
    return new Act.Call("GET", path, null);
  }

  private static long minor(String amount) {
    return Long.parseLong(amount.replace(".", ""));
  }
}
