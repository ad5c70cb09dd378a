package org.coomunity.exchange.trades;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Status;
import org.coomunity.exchange.trades.TradeDoors.Terms;
import org.jspecify.annotations.Nullable;

/// Carries out what the rules allow: load, decide, write all or nothing; when somebody else was
/// faster, look again.
final class Steps {
  private static final int LOOKS = 8;

  /// Somebody else was faster.
  private static final class Stale extends RuntimeException {
    Stale() {
      super("stale", null, false, false);
    }
  }

  private final Database database;
  private final Ledger ledger;
  private final InstantSource clock;
  private final TradeDoors doors;
  private final Moves moves;

  Steps(Database database, Ledger ledger, InstantSource clock, TradeDoors doors, Moves moves) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.doors = doors;
    this.moves = moves;
  }

  /// Reads what a wish says once the trade is known.
  @FunctionalInterface
  interface Reading {
    Moves.Wish of(TradeRow row, Terms terms);
  }

  /// A trade that the caller may see.
  TradeRow seen(Standing standing, UUID id) {
    return database
        .read(tx -> TradesStore.find(tx, standing.community(), id))
        .filter(row -> actor(standing, row) != null)
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// Who the caller is to a trade; null for a stranger. Moderators see what was disputed, and never
  /// judge a trade of their own.
  static TradeRules.@Nullable Actor actor(Standing standing, TradeRow row) {
    if (standing.no() == row.buyer()) {
      return TradeRules.Actor.BUYER;
    }
    if (standing.no() == row.seller()) {
      return TradeRules.Actor.SELLER;
    }
    boolean asked = row.disputedBy() != null && standing.role().includes(Role.MODERATOR);
    return asked && !row.hasSide(standing.actorNo()) ? TradeRules.Actor.MODERATOR : null;
  }

  /// Does what a member wishes.
  ///
  /// @throws Refused `wrong_state` with `state`, `not_allowed`, or what the ledger says
  TradeRow act(Standing standing, UUID id, TradeRules.Action action, Reading reading) {
    for (int look = 0; look < LOOKS; look++) {
      TradeRow row = seen(standing, id);
      TradeRules.Actor actor = actor(standing, row);
      if (actor == null) {
        throw Refused.because(Refusal.NOT_FOUND);
      }
      Terms terms = doors.terms().of(row.communityId());
      switch (TradeRules.decide(row.facts(clock.instant()), action, actor)) {
        case TradeRules.Decision.No no -> throw refused(no);
        case TradeRules.Decision.Repeat repeat -> {
          reading.of(row, terms);
          return row;
        }
        case TradeRules.Decision.Change change -> {
          Moves.Wish wish = reading.of(row, terms);
          if (carried(row, change.move(), wish, terms, look, judged(standing, row, actor, wish))) {
            return seen(standing, id);
          }
        }
      }
    }
    throw Refused.because(Refusal.BUSY);
  }

  /// What a moderator decides is kept.
  private List<Rider> judged(
      Standing standing, TradeRow row, TradeRules.Actor actor, Moves.Wish wish) {
    return actor == TradeRules.Actor.MODERATOR
        ? List.of(
            AuditEntry.by(
                    standing, "dispute.resolve", row.id().toString(), wish.words(), clock.instant())
                .rider())
        : List.of();
  }

  static Refused refused(TradeRules.Decision.No no) {
    return no.refusal() == Refusal.WRONG_STATE
        ? Refused.because(Refusal.WRONG_STATE, "state", no.state().key())
        : Refused.because(no.refusal());
  }

  /// Does what time does; false when there was nothing to do.
  boolean lapse(TradeRow due) {
    TradeRow row =
        database
            .read(tx -> TradesStore.find(tx, due.communityId(), due.id()))
            .orElseThrow(() -> new IllegalStateException("a trade vanished"));
    TradeRules.Decision decision =
        TradeRules.decide(
            row.facts(clock.instant()), TradeRules.Action.LAPSE, TradeRules.Actor.CLOCK);
    return decision instanceof TradeRules.Decision.Change change
        && carried(
            row,
            change.move(),
            Moves.Wish.OF_THE_CLOCK,
            doors.terms().of(row.communityId()),
            0,
            List.of());
  }

  /// Somebody of whom this was a trade is gone: what the seller said is delivered is paid, all else
  /// is freed. False when it is over already.
  boolean gone(CommunityId community, UUID id) {
    for (int look = 0; look < LOOKS; look++) {
      TradeRow row = database.read(tx -> TradesStore.find(tx, community, id)).orElseThrow();
      TradeRules.Move move = TradeRules.gone(row.facts(clock.instant()));
      if (move == null) {
        return false;
      }
      Terms terms = doors.terms().of(community);
      if (carried(row, move, Moves.Wish.OF_THE_CLOCK, terms, 0, List.of())) {
        return true;
      }
    }
    throw Refused.because(Refusal.BUSY);
  }

  private boolean carried(
      TradeRow row,
      TradeRules.Move move,
      Moves.Wish wish,
      Terms terms,
      int look,
      List<Rider> audited) {
    Instant now = clock.instant();
    Integer score =
        switch (move) {
          case PAY -> ayniE4(row, terms, row.value());
          case RESOLVE -> ayniE4(row, terms, wish.amount() == null ? 0 : wish.amount());
          default -> null;
        };
    Moves.Plan plan = moves.plan(row, move, wish, terms, score, now).with(audited);
    if (plan.transfers().isEmpty()) {
      return written(plan.riders()) || sold(row, move, look);
    }
    Outcome outcome = ledger.submit(Posting.of(terms.book(), plan.transfers(), plan.riders()));
    return switch (outcome) {
      case Outcome.Booked booked -> {
        if (move == TradeRules.Move.RESERVE) {
          passed(row, booked, now);
        }
        yield true;
      }
      case Outcome.Denied denied -> again(row, move, denied, terms, look);
    };
  }

  /// Tells that somebody went further than agreed, where the community only tells. What is booked
  /// is known only afterwards, so that this is a transaction of its own.
  private void passed(TradeRow row, Outcome.Booked booked, Instant now) {
    if (booked.transfers().stream().anyMatch(Outcome.BookedTransfer::belowLimit)) {
      database.write(tx -> {
        tx.publish(
            new TradesEvent.TradePassedLimit(
                row.communityId(), row.id(), row.buyer(), row.seller(), now));
        return row;
      });
    }
  }

  private boolean written(List<Rider> riders) {
    try {
      return database.write(tx -> {
        for (Rider rider : riders) {
          if (tx.run(rider) != rider.rows()) {
            throw new Stale();
          }
        }
        return true;
      });
    } catch (Stale stale) {
      return false;
    }
  }

  /// After a denial: true is never the answer; false means to look again.
  private boolean again(
      TradeRow row, TradeRules.Move move, Outcome.Denied denied, Terms terms, int look) {
    Status status = denied.status();
    if (status == Status.RIDER_CONFLICT) {
      return sold(row, move, look);
    }
    if (move != TradeRules.Move.RESERVE) {
      return false;
    }
    database.write(tx -> {
      TradesStore.refused(tx, row);
      return 0;
    });
    if (status == Status.ID_ALREADY_FAILED) {
      return false;
    }
    throw people(denied.refusal(), terms.unit());
  }

  /// A second conflict on a trade that has not changed: it is the listing that cannot give so much.
  private boolean sold(TradeRow row, TradeRules.Move move, int look) {
    UUID listing = row.listing();
    if (move == TradeRules.Move.RESERVE && listing != null && look > 0) {
      database.read(tx -> {
        Optional<TradeRow> now = TradesStore.find(tx, row.communityId(), row.id());
        if (now.isPresent() && now.get().stateN() == row.stateN()) {
          boolean gone = doors.offers().of(tx, row.communityId(), listing) == null;
          throw Refused.because(gone ? Refusal.LISTING_GONE : Refusal.QUANTITY_GONE);
        }
        return now;
      });
    }
    return false;
  }

  /// Amounts of a refusal as people write them.
  static Refused people(Refused refused, Unit unit) {
    Object[] details = new Object[refused.details().size() * 2];
    int n = 0;
    for (var detail : refused.details().entrySet()) {
      details[n++] = detail.getKey();
      details[n++] =
          detail.getValue() instanceof Long minor ? unit.format(minor) : detail.getValue();
    }
    return details.length == 0 ? refused : Refused.because(refused.refusal(), details);
  }

  /// The score if `amount` of a trade were paid now; null for nothing.
  @Nullable Integer ayniE4(TradeRow row, Terms terms, long amount) {
    if (amount == 0) {
      return null;
    }
    int buyer = doors.accounts().of(row.communityId(), row.buyer());
    int seller = doors.accounts().of(row.communityId(), row.seller());
    long buyers = 0;
    long sellers = 0;
    for (AccountState account : ledger.accounts(terms.book(), List.of(buyer, seller))) {
      if (account.number() == buyer) {
        buyers = account.balance();
      } else {
        sellers = account.balance();
      }
    }
    return TradeRules.ayniScoreE4(
        buyers, sellers, amount, TradeRules.shares(amount, row.fundRatePpm(), row.fundSide()));
  }
}
