package org.coomunity.exchange.trades;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.trades.TradeDoors.Terms;
import org.coomunity.exchange.trades.TradeRules.Action;
import org.jspecify.annotations.Nullable;

/// Trades between two members of a community: proposed by one, accepted by the other (the amount
/// and the share of the Fondo del Bien Común are reserved), completed by the buyer's word, rated by
/// both. All that moves money commits with the state of the trade or not at all.
public final class Trades {
  private static final int OPEN_PAGE = 200;

  private final Database database;
  private final InstantSource clock;
  private final Steps steps;
  private final TradeViews views;
  private final Talk talk;
  private final Proposals proposals;

  public Trades(
      Database database, Ledger ledger, Outbox outbox, InstantSource clock, TradeDoors doors) {
    this.database = database;
    this.clock = clock;
    this.steps = new Steps(database, ledger, clock, doors, new Moves(doors, outbox));
    this.views = new TradeViews(database, ledger, doors, steps);
    this.talk = new Talk(database, clock, doors, steps);
    this.proposals = new Proposals(database, clock, doors);
  }

  /// Proposes a trade in which the caller buys or sells.
  ///
  /// @throws Refused `member_unknown`, `same_account`, `blocked`, `listing_gone`, `quantity_gone`,
  ///   `gift_mode`, `too_many_open` past 50, `idempotency_conflict`, amounts
  public Made<Trade> propose(Standing standing, TradeDraft draft) {
    return proposals.propose(standing, draft).map(row -> views.one(standing, row, clock.instant()));
  }

  /// Makes another offer in a proposal; the other side is to answer it.
  public Trade counter(Standing standing, UUID id, TradeDraft.Counter counter) {
    return shown(
        standing,
        steps.act(
            standing,
            id,
            Action.COUNTER,
            (row, terms) -> proposals.counter(standing, row, counter, terms)));
  }

  /// Accepts the offer that stands: the amount is reserved.
  ///
  /// @throws Refused `credit_limit` with `available` and `limit`; the proposal then still stands
  public Trade accept(Standing standing, UUID id) {
    return plainly(standing, id, Action.ACCEPT, null);
  }

  /// Says no to the offer that stands.
  public Trade decline(Standing standing, UUID id, TradeDraft.@Nullable Reason reason) {
    return plainly(standing, id, Action.DECLINE, reason);
  }

  /// Takes a proposal back, or calls an accepted trade off: the seller at once, the buyer by asking
  /// the seller.
  public Trade cancel(Standing standing, UUID id, TradeDraft.@Nullable Reason reason) {
    return plainly(standing, id, Action.CANCEL, reason);
  }

  /// Says that it is done: the buyer's word pays; after the seller's, the buyer has 14 days.
  public Trade complete(Standing standing, UUID id) {
    return plainly(standing, id, Action.COMPLETE, null);
  }

  /// Asks the moderators to decide.
  public Trade dispute(Standing standing, UUID id, TradeDraft.Reason reason) {
    Talk.words(reason.reason(), "reason", 1);
    return plainly(standing, id, Action.DISPUTE, reason);
  }

  private Trade plainly(
      Standing standing, UUID id, Action action, TradeDraft.@Nullable Reason reason) {
    String words = Talk.words(reason == null ? null : reason.reason(), "reason", 0);
    return shown(
        standing,
        steps.act(
            standing,
            id,
            action,
            (row, terms) -> new Moves.Wish(standing.no(), standing.actorNo(), words, null, null)));
  }

  /// A moderator decides a dispute: part of the amount is paid, all, or nothing.
  public Trade resolve(Standing standing, UUID id, TradeDraft.Resolution resolution) {
    String words = Talk.words(resolution.reason(), "reason", 1);
    return shown(
        standing,
        steps.act(
            standing,
            id,
            Action.RESOLVE,
            (row, terms) ->
                new Moves.Wish(
                    standing.no(),
                    standing.actorNo(),
                    words,
                    decided(row, terms, resolution.amount()),
                    null)));
  }

  private static @Nullable Long decided(TradeRow row, Terms terms, @Nullable String amount) {
    if (row.amount() == null) {
      if (amount != null) {
        throw Refused.because(Refusal.GIFT_MODE);
      }
      return null;
    }
    if (amount == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "amount");
    }
    long minor = terms.unit().parseOrZero(amount, "amount");
    if (minor > row.value()) {
      throw Refused.field(Refusal.AMOUNT_RANGE, "amount");
    }
    if (row.resolvedAmount() != null && row.resolvedAmount() != minor) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state().key());
    }
    return minor;
  }

  private Trade shown(Standing standing, TradeRow row) {
    return views.one(standing, row, clock.instant());
  }

  /// A trade of one's own, or a disputed one for a moderator; others do not exist.
  public Trade trade(Standing standing, UUID id) {
    return shown(standing, steps.seen(standing, id));
  }

  /// One's own trades, newest first.
  ///
  /// @param state only those in this state, by its word; null for all
  /// @param disputes true, for moderators: the open disputes of the community instead
  public Page<Trade.Line> trades(
      Standing standing,
      @Nullable String state,
      boolean disputes,
      int limit,
      Optional<String> cursor) {
    if (disputes && !standing.role().includes(Role.MODERATOR)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    TradeState wanted = state == null ? null : stateOf(state);
    Integer member = disputes ? null : Integer.valueOf(standing.no());
    Instant before = cursor.map(text -> Talk.Cursor.parse(text).at()).orElse(null);
    UUID beforeId = cursor.map(text -> Talk.Cursor.parse(text).id()).orElse(null);
    List<TradeRow> rows =
        database.read(tx ->
            TradesStore.list(
                tx, standing.community(), member, wanted, before, beforeId, limit + 1));
    Page<TradeRow> page =
        Page.of(rows, limit, row -> new Talk.Cursor(row.createdAt(), row.id()).text());
    return new Page<>(views.lines(standing, page.items(), clock.instant()), page.next());
  }

  private static TradeState stateOf(String key) {
    for (TradeState state : TradeState.values()) {
      if (state.key().equals(key)) {
        return state;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "state");
  }

  /// Writes a message inside a trade.
  public Made<Message> send(Standing standing, UUID id, Message.Draft draft) {
    return talk.send(standing, id, draft);
  }

  /// The messages of a trade, oldest first.
  public Page<Message> messages(Standing standing, UUID id, int limit, Optional<String> cursor) {
    return talk.messages(standing, id, limit, cursor);
  }

  /// Rates the other side of a completed trade. Again: the newest counts, the earlier is kept.
  public Made<Rating> rate(Standing standing, UUID id, Rating.Draft draft) {
    return talk.rate(standing, id, draft);
  }

  /// What partners said about a member, newest first.
  public List<Rating> ratingsOf(CommunityId community, int member, int limit) {
    return talk.about(community, member, limit);
  }

  /// How a member was rated.
  public Rating.Summary reputation(CommunityId community, int member) {
    return talk.summary(community, member);
  }

  /// Whether a member is a side of a trade, or a moderator whom it was brought before: who may hear
  /// its live news.
  public boolean concerns(Standing standing, UUID id) {
    return database
        .read(tx -> TradesStore.find(tx, standing.community(), id))
        .filter(row -> Steps.actor(standing, row) != null)
        .isPresent();
  }

  /// Lets lapse, completes and reminds what is due, at most `most` of each; a job calls it.
  ///
  /// @return how many trades changed
  public int sweep(int most) {
    Instant now = clock.instant();
    int changed = 0;
    for (TradeRow due : database.read(tx -> TradesStore.due(tx, now, most))) {
      if (steps.lapse(due)) {
        changed++;
      }
    }
    Instant before = now.plus(TradeRules.REMINDER);
    database.write(tx -> {
      for (TradeRow row : TradesStore.remind(tx, now, before, most)) {
        tx.publish(
            new TradesEvent.TradeCompletesSoon(
                row.communityId(),
                row.id(),
                row.buyer(),
                row.seller(),
                row.value(),
                row.expiresAt(),
                now));
      }
      return 0;
    });
    return changed;
  }

  /// Ends the open trades of somebody who takes their leave of the platform: what a seller said is
  /// delivered is paid, all else is freed.
  public void end(CommunityId community, int member) {
    List<UUID> open;
    do {
      open = database.read(tx -> TradesStore.open(tx, community, member, OPEN_PAGE));
      open.forEach(id -> steps.gone(community, id));
    } while (open.size() == OPEN_PAGE);
  }

  /// The routes of trades.
  public List<Route> routes(RateLimits limits) {
    return new TradesHttp(this, limits).routes();
  }

  /// Splits an amount as a trade does: what the fund, the payee and the payer have of it.
  ///
  /// @param amount minor units
  public static Split split(long amount, int ratePpm, FundSide side) {
    TradeRules.Shares shares = TradeRules.shares(amount, ratePpm, side);
    return new Split(shares.levy(), shares.received(), shares.paid());
  }

  /// What was sold by an offer since a moment, the newest first: who, and which offer.
  public List<Sale> sales(CommunityId community, Instant since, int most) {
    return database.read(tx -> SaleStore.sales(tx, community, since, most));
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
