package org.coomunity.exchange.ayni;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.ledger.AccountKind;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.AccountStatus;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;

/// The figures people see, from daily rows. A member costs at most 366 of their own rows and those
/// of their partners; a community the rows of its members in the span, which is what is kept for a
/// minute while nothing is exchanged.
final class Figures {
  private static final int WEEK = 7;
  private static final int SPAN_MOST = 366;
  private static final int SPAN = 30;
  private static final int PARTNERS_MOST = 5_000;
  private static final int FLOWS_MOST = 500_000;
  private static final int ACCOUNTS_MOST = 200_000;
  private static final int PAGE = 5_000;
  private static final int KEPT_MOST = 2_000;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final double E4 = 10_000;

  private record Asked(
      CommunityId community, LocalDate from, LocalDate to, FiguresStore.Stamp stamp) {}

  private final Database database;
  private final InstantSource clock;
  private final Ledger ledger;
  private final Lets lets;
  private final Kept<Asked, Indicators> indicators;

  Figures(Database database, InstantSource clock, Caches caches, Ledger ledger, Lets lets) {
    this.database = database;
    this.clock = clock;
    this.ledger = ledger;
    this.lets = lets;
    this.indicators = caches.bounded("indicators", KEPT_MOST, KEPT);
  }

  /// The days of a community's window: after the first, up to the last.
  private record Window(LocalDate after, LocalDate today, int weeks) {
    static Window of(Exchange exchange, Instant now) {
      LocalDate today = AyniStore.day(now);
      long days = Math.max(1, exchange.policy().ayniWindow().toDays());
      return new Window(today.minusDays(days), today, (int) ((days + WEEK - 1) / WEEK));
    }
  }

  Exchanged exchanged(CommunityId community, int no) {
    Window window = Window.of(lets.exchange(community), clock.instant());
    FiguresStore.Totals totals =
        database.read(tx -> FiguresStore.totals(tx, community, no, window.after()));
    return new Exchanged(Math.max(0, totals.given()), Math.max(0, totals.received()));
  }

  List<ActiveDay> activeDays(CommunityId community, LocalDate after, int most) {
    return database.read(tx -> FiguresStore.activeDays(tx, community, after, most));
  }

  /// The standing of a member.
  String standing(CommunityId community, int no) {
    Exchange exchange = lets.exchange(community);
    Window window = Window.of(exchange, clock.instant());
    FiguresStore.Totals totals =
        database.read(tx -> FiguresStore.totals(tx, community, no, window.after()));
    return exchange.policy().giftMode()
        ? AyniRules.standing(totals.gave(), totals.got())
        : AyniRules.standing(Math.max(0, totals.given()), Math.max(0, totals.received()));
  }

  MemberAyni member(CommunityId community, int no) {
    Exchange exchange = lets.exchange(community);
    Window window = Window.of(exchange, clock.instant());
    return database.read(tx -> member(tx, exchange, no, window));
  }

  private static MemberAyni member(Tx tx, Exchange exchange, int no, Window window) {
    CommunityId community = exchange.community();
    boolean counts = exchange.policy().giftMode();
    FiguresStore.Totals totals = FiguresStore.totals(tx, community, no, window.after());
    long given = Math.max(0, totals.given());
    long received = Math.max(0, totals.received());
    long gave = counts ? totals.gave() : given;
    long got = counts ? totals.got() : received;
    double[] partners =
        FiguresStore.partners(tx, community, no, window.after(), PARTNERS_MOST).stream()
            .mapToDouble(partner -> counts ? partner.times() : partner.volume())
            .filter(volume -> volume > 0)
            .toArray();
    int weeks = FiguresStore.weeks(tx, community, no, window.after(), window.today());
    double reciprocity = AyniRules.reciprocity(gave, got);
    double diversity = AyniRules.diversity(partners);
    double continuity = (double) weeks / window.weeks();
    return new MemberAyni(
        exchange.policy().ayniWindow().toString(),
        exchange.unit().format(given),
        exchange.unit().format(received),
        totals.gave(),
        totals.got(),
        AyniRules.ratio(gave, got),
        AyniRules.decimal(reciprocity),
        partners.length,
        AyniRules.decimal(diversity),
        AyniRules.decimal(continuity),
        AyniRules.decimal(AyniRules.ayni(reciprocity, diversity, continuity)),
        AyniRules.standing(gave, got));
  }

  CommunityAyni community(CommunityId community) {
    Exchange exchange = lets.exchange(community);
    Instant now = clock.instant();
    Window window = Window.of(exchange, now);
    boolean counts = exchange.policy().giftMode();
    return database.read(tx -> {
      FiguresStore.Scores scores =
          FiguresStore.scores(tx, community, now.minus(1, ChronoUnit.DAYS));
      FiguresStore.Whole whole =
          FiguresStore.whole(tx, community, window.after(), window.today(), counts);
      FiguresStore.Span span = FiguresStore.span(tx, community, window.after(), window.today());
      double volume = whole.given() + whole.received();
      double reciprocity = volume <= 0 ? 0 : 1 - whole.gap() / volume;
      double diversity = AyniRules.diversity(whole.active(), volume, whole.spread());
      double continuity = (double) span.weeks() / window.weeks();
      String worth = exchange.unit().format(Math.max(0, span.volume()));
      return new CommunityAyni(
          AyniRules.decimal(scores.scored() == 0 ? 0.5 : scores.score() / E4 / scores.scored()),
          scores.scored(),
          exchange.policy().ayniWindow().toString(),
          worth,
          worth,
          AyniRules.ratio(whole.given(), whole.received()),
          whole.active(),
          AyniRules.decimal(reciprocity),
          AyniRules.decimal(diversity),
          AyniRules.decimal(continuity),
          AyniRules.decimal(AyniRules.ayni(reciprocity, diversity, continuity)),
          "balanced");
    });
  }

  /// @throws Refused `field_range` for a span that is empty or longer than 366 days
  Indicators indicators(CommunityId community, Optional<Instant> from, Optional<Instant> to) {
    LocalDate last =
        to.map(end -> AyniStore.day(end.minusNanos(1))).orElse(AyniStore.day(clock.instant()));
    LocalDate first = from.map(AyniStore::day).orElse(last.minusDays(SPAN - 1));
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > SPAN_MOST) {
      throw Refused.field(Refusal.FIELD_RANGE, "from");
    }
    FiguresStore.Stamp stamp = database.read(tx -> FiguresStore.stamp(tx, community));
    return indicators.get(
        new Asked(community, first, last, stamp),
        asked -> database.read(tx -> indicators(tx, lets.exchange(community), first, last)));
  }

  private Indicators indicators(Tx tx, Exchange exchange, LocalDate first, LocalDate last) {
    CommunityId community = exchange.community();
    LocalDate before = first.minusDays(1);
    FiguresStore.Span span = FiguresStore.span(tx, community, before, last);
    FiguresStore.Span month = FiguresStore.span(tx, community, last.minusDays(SPAN), last);
    FiguresStore.Whole whole = FiguresStore.whole(tx, community, before, last, false);
    double circulating =
        AyniRules.circulating(FiguresStore.flows(tx, community, before, last, FLOWS_MOST));
    long[] balances = balances(exchange.book());
    double positive = 0;
    for (int i = 0; i < balances.length; i++) {
      positive += Math.max(0, balances[i]);
      balances[i] = Math.abs(balances[i]);
    }
    return new Indicators(
        first.toString(),
        last.toString(),
        exchange.unit().format(span.volume()),
        span.trades(),
        span.payments(),
        span.gifts(),
        AyniRules.ratio((double) month.volume(), positive),
        whole.active(),
        whole.givers(),
        whole.receivers(),
        AyniRules.ratio(whole.givers(), whole.receivers()),
        AyniRules.decimal(AyniRules.gini(balances)),
        AyniRules.decimal(circulating));
  }

  /// The balances of all members now.
  private long[] balances(int book) {
    List<Long> balances = new ArrayList<>();
    int after = 0;
    List<AccountState> page;
    do {
      page = ledger.accountsAfter(book, after, PAGE);
      for (AccountState account : page) {
        after = account.number();
        if (account.kind() == AccountKind.MEMBER && account.status() == AccountStatus.ACTIVE) {
          balances.add(account.balance());
        }
      }
    } while (page.size() == PAGE && balances.size() < ACCOUNTS_MOST);
    return balances.stream().mapToLong(Long::longValue).toArray();
  }
}
