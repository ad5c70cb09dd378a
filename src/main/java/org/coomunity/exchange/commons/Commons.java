package org.coomunity.exchange.commons;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome.Booked;
import org.coomunity.exchange.ledger.Outcome.BookedTransfer;
import org.coomunity.exchange.ledger.Phase;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.exchange.ledger.TransferRow;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.exchange.lets.TransferKind;
import org.jspecify.annotations.Nullable;

/// What belongs to all of a community. The Fondo del Bien Común is an account like any other, but
/// everybody may read it: what it holds, what came in, what went out. A share of each trade goes
/// there by itself, gifts come on top. Beside it stands what members did for all, confirmed by two
/// others, and the missions of the community with one bar for everybody.
public final class Commons {
  /// Reservations stand between movements and are left out; this many pieces are looked through.
  private static final int PIECES = 5;

  private final Ledger ledger;
  private final Lets lets;
  private final Outbox outbox;
  private final InstantSource clock;
  private final CommonsDoors doors;
  private final Database database;
  private final Contributions contributions;
  private final Evidence evidence;
  private final Missions missions;

  public Commons(
      Database database,
      Ledger ledger,
      Lets lets,
      Outbox outbox,
      InstantSource clock,
      CommonsDoors doors) {
    this.database = database;
    this.evidence = new Evidence(database, clock, doors);
    this.contributions = new Contributions(database, clock, doors, evidence);
    this.missions = new Missions(database, lets, clock, doors);
    Missions.hears(outbox);
    this.ledger = ledger;
    this.lets = lets;
    this.outbox = outbox;
    this.clock = clock;
    this.doors = doors;
  }

  /// The routes of the commons.
  public List<Route> routes(RateLimits limits) {
    return new CommonsHttp(this, limits).routes();
  }

  /// The fund of a community.
  public Fund fund(CommunityId community) {
    Unit unit = lets.exchange(community).unit();
    Policy.View policy = lets.policy(community);
    Fund.Figures figures = figures(community);
    return new Fund(
        unit.format(figures.balance()),
        unit.format(figures.reserved()),
        unit.format(figures.income()),
        unit.format(figures.payouts()),
        policy.fundRate(),
        policy.fundSide(),
        figures.seq());
  }

  /// The figures of the fund, in minor units.
  public Fund.Figures figures(CommunityId community) {
    Exchange exchange = lets.exchange(community);
    return ledger
        .account(exchange.book(), exchange.fund())
        .map(state ->
            new Fund.Figures(
                state.balance(),
                state.debitsPending(),
                state.creditsPosted(),
                state.debitsPosted(),
                state.version()))
        .orElseThrow(() -> new IllegalStateException("no fund in book " + exchange.book()));
  }

  /// A community by the name in its address.
  ///
  /// @throws Refused `community_unknown`
  CommunityId community(String slug) {
    return doors.slugs().of(slug).orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
  }

  /// What came in and went out, newest first. Amounts and dates are for everybody; who it was is
  /// told where the books are open, and to stewards.
  ///
  /// @param reader empty for a stranger
  /// @param before the place in the book below which to go on
  public Page<Fund.Movement> movements(
      CommunityId community, Optional<Standing> reader, Optional<Long> before, int limit) {
    Exchange exchange = lets.exchange(community);
    List<TransferRow> moved = new ArrayList<>();
    long place = before.orElse(Long.MAX_VALUE);
    boolean more = true;
    for (int i = 0; more && moved.size() <= limit && i < PIECES; i++) {
      List<TransferRow> piece = entries(exchange, place, limit + 1);
      moved.addAll(piece.stream().filter(Commons::moves).toList());
      more = piece.size() > limit;
      place = more ? piece.getLast().seq() : place;
    }
    boolean full = moved.size() > limit;
    List<TransferRow> page = full ? moved.subList(0, limit) : moved;
    String next = full ? Long.toString(page.getLast().seq()) : more ? Long.toString(place) : null;
    boolean named =
        reader
            .filter(s -> exchange.policy().openBooks() || s.role().includes(Role.STEWARD))
            .isPresent();
    return new Page<>(shown(exchange, page, named), next);
  }

  private List<TransferRow> entries(Exchange exchange, long before, int limit) {
    return ledger.entries(
        exchange.book(), exchange.fund(), Instant.MIN, Instant.MAX, before, limit);
  }

  private static boolean moves(TransferRow row) {
    return (row.phase() == Phase.SINGLE || row.phase() == Phase.POST) && row.amount() != 0;
  }

  private List<Fund.Movement> shown(Exchange exchange, List<TransferRow> rows, boolean named) {
    Map<Integer, Integer> owners =
        named
            ? lets.owners(
                exchange.community(),
                rows.stream().map(row -> other(exchange, row)).distinct().toList())
            : Map.of();
    Map<Integer, CommonsDoors.Person> people =
        owners.isEmpty() ? Map.of() : doors.names().of(exchange.community(), owners.values());
    Map<UUID, UUID> proposals = proposals(exchange, rows);
    List<Fund.Movement> movements = new ArrayList<>();
    for (TransferRow row : rows) {
      Integer no = owners.get(other(exchange, row));
      CommonsDoors.Person person = no == null ? null : people.get(no);
      boolean out = row.debit() == exchange.fund();
      movements.add(
          new Fund.Movement(
              row.id(),
              row.seq(),
              row.validAt(),
              TransferKind.of(row.kind()).key(),
              exchange.unit().format(out ? -row.amount() : row.amount()),
              exchange.unit().format(out ? row.debitBalance() : row.creditBalance()),
              person == null ? null : person.handle(),
              person == null ? null : person.name(),
              named ? row.words() : null,
              proposals.get(row.pending() == null ? row.id() : row.pending())));
    }
    return movements;
  }

  /// What was decided before each payout; one that was reserved first is known by its reservation.
  private Map<UUID, UUID> proposals(Exchange exchange, List<TransferRow> rows) {
    List<UUID> out =
        rows.stream()
            .filter(row -> row.debit() == exchange.fund())
            .map(row -> row.pending() == null ? row.id() : row.pending())
            .toList();
    Map<UUID, UUID> proposals = new HashMap<>();
    database
        .read(tx -> ContributionStore.payouts(tx, exchange.community(), out))
        .forEach(payout -> proposals.put(payout.transfer(), payout.proposal()));
    return proposals;
  }

  /// What came into the fund and went out of it since a moment, by month and kind.
  public List<Fund.Month> months(CommunityId community, Instant since) {
    Exchange exchange = lets.exchange(community);
    Instant end = clock.instant().plus(Duration.ofDays(1));
    return ledger.months(exchange.book(), exchange.fund(), since, end).stream()
        .map(flow ->
            new Fund.Month(
                flow.month(), TransferKind.of(flow.kind()).key(), flow.came(), flow.went()))
        .toList();
  }

  /// How many members did something for all that was confirmed since a moment.
  public long contributors(CommunityId community, Instant since) {
    return database.read(tx -> ContributionStore.contributors(tx, community, since));
  }

  /// The missions as anybody may read them, those that end last first: nobody is named.
  public List<Mission> missions(CommunityId community, int most) {
    return missions.open(community, most);
  }

  /// How many missions there are in all communities together.
  public Mission.Tally missions(Instant since) {
    return missions.tally(since);
  }

  /// Says which proposal a payout follows, for the page of the fund: travels with the posting that
  /// pays or reserves it.
  ///
  /// @param transfer the payout, or its reservation
  public Rider payout(CommunityId community, UUID transfer, UUID proposal) {
    return ContributionStore.payout(community, transfer, proposal, clock.instant());
  }

  private static int other(Exchange exchange, TransferRow row) {
    return row.debit() == exchange.fund() ? row.credit() : row.debit();
  }

  /// Gives something to the fund.
  ///
  /// @throws Refused `gift_mode`, `credit_limit` with `available` and `limit`, `account_closed`,
  ///   `idempotency_conflict`, `id_retired`, amounts
  public Made<Fund.Given> give(Standing standing, Fund.Gift gift) {
    Exchange exchange = lets.exchange(standing.community());
    if (exchange.policy().giftMode()) {
      throw Refused.because(Refusal.GIFT_MODE);
    }
    long amount = exchange.unit().parse(gift.amount(), "amount");
    String words = gift.words() == null ? "" : gift.words().strip();
    if (words.length() > Transfer.WORDS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "words");
    }
    Instant now = clock.instant();
    UUID id = gift.id() == null ? Uuid7.at(now) : gift.id();
    Transfer transfer =
        Transfer.single(
            id,
            lets.account(standing.community(), standing.no()),
            exchange.fund(),
            amount,
            TransferKind.FUND.code(),
            standing.actorNo(),
            words);
    CommonsEvent told =
        new CommonsEvent.FundGiven(
            standing.community(), id, standing.no(), standing.actorNo(), amount, words, now);
    Booked booked =
        ledger
            .submit(Posting.of(exchange.book(), List.of(transfer), List.of(outbox.rider(told))))
            .orRefuse();
    Fund.Given given = given(exchange.unit(), booked.transfers().getFirst(), words);
    return new Made<>(given, booked.replay());
  }

  private static Fund.Given given(Unit unit, BookedTransfer booked, String words) {
    return new Fund.Given(
        booked.id(),
        unit.format(booked.amount()),
        words,
        booked.at(),
        booked.seq(),
        unit.format(booked.debitBalance()),
        unit.format(booked.creditBalance()),
        booked.belowLimit() ? "below_limit" : null);
  }

  /// Tells what somebody did for all.
  ///
  /// @throws Refused `member_unknown`, `same_member` for oneself among those who had something of
  ///   it, `not_allowed` for a witness who may not confirm it, `too_many_today`, lengths, amounts,
  ///   `idempotency_conflict`
  public Made<Contribution> contribute(Standing standing, Contribution.Draft draft) {
    return contributions.contribute(standing, draft);
  }

  /// One contribution.
  ///
  /// @throws Refused `not_found`
  public Contribution contribution(Standing standing, UUID id) {
    return contributions.contribution(standing, id);
  }

  /// Contributions, newest first, without those that were taken back.
  ///
  /// @param state only `open` or `confirmed` ones; null for both
  public Page<Contribution> contributions(
      Standing standing, @Nullable String state, int limit, Optional<String> cursor) {
    return contributions.list(standing, state, limit, cursor);
  }

  /// Confirms a contribution, or takes one's confirmation back.
  ///
  /// @throws Refused `not_allowed` to whoever told it and to who invited one that had something of
  ///   it, `wrong_state` when it was taken back
  public Contribution confirm(Standing standing, UUID id, boolean confirms) {
    return contributions.confirm(standing, id, confirms);
  }

  /// Takes back what one told oneself.
  ///
  /// @throws Refused `not_allowed`, `not_found`
  public Contribution withdraw(Standing standing, UUID id) {
    return contributions.withdraw(standing, id);
  }

  /// Puts a photo (JPEG, PNG or WebP, at most 4 MiB and 40 megapixels) at place `n`, 0..3, of a
  /// contribution of one's own that nobody has confirmed yet.
  ///
  /// @throws Refused `photo_size`, `photo_format`, `not_allowed`, `not_found`, `wrong_state`
  public Contribution.Photo putPhoto(Standing standing, UUID id, int n, byte[] sent) {
    return evidence.put(standing, id, n, sent);
  }

  /// Takes a photo away.
  ///
  /// @throws Refused `not_allowed`, `not_found`, `wrong_state`
  public void removePhoto(Standing standing, UUID id, int n) {
    evidence.remove(standing, id, n);
  }

  /// The bytes (JPEG) of a photo.
  ///
  /// @param hash of its content, as in its address; empty for whatever is there
  public byte[] photo(Standing standing, UUID id, int n, String hash, boolean thumb) {
    return evidence.bytes(standing, id, n, hash, thumb);
  }

  /// Begins a mission.
  ///
  /// @throws Refused `not_allowed`, `too_many_open` past five, `expiry_past`, lengths, amounts
  public Made<Mission> open(Standing standing, Mission.Draft draft) {
    return missions.open(standing, draft);
  }

  /// Ends a mission with thanks.
  ///
  /// @throws Refused `not_allowed`, `not_found`, `wrong_state` when thanks were said already
  public Mission close(Standing standing, UUID id, Mission.Closing closing) {
    return missions.close(standing, id, closing);
  }

  /// One mission.
  ///
  /// @throws Refused `not_found`
  public Mission mission(Standing standing, UUID id) {
    return missions.mission(standing, id);
  }

  /// Missions, those that end last first.
  public Page<Mission> missions(Standing standing, int limit, Optional<String> cursor) {
    return missions.list(standing, limit, cursor);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
