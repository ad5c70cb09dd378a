package org.coomunity.exchange.trades;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.trades.TradeDoors.Offer;
import org.coomunity.exchange.trades.TradeDoors.Terms;
import org.coomunity.exchange.trades.TradeDoors.Trader;
import org.jspecify.annotations.Nullable;

/// How a trade begins, and how its offer changes before it is accepted.
final class Proposals {
  private final Database database;
  private final InstantSource clock;
  private final TradeDoors doors;

  Proposals(Database database, InstantSource clock, TradeDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  Made<TradeRow> propose(Standing standing, TradeDraft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    UUID id = draft.id() == null ? Uuid7.at(now) : draft.id();
    Optional<TradeRow> earlier = database.read(tx -> TradesStore.find(tx, community, id));
    if (earlier.isPresent()) {
      return Made.replay(same(standing, earlier.get(), draft));
    }
    Terms terms = doors.terms().of(community);
    Sides sides = sides(standing, draft);
    return database.write(tx -> {
      TradesStore.lockMember(tx, community, standing.no());
      Offer offer = offer(tx, community, draft, sides);
      TradeRow row = row(standing, draft, id, sides, offer, terms, now);
      if (TradesStore.openProposals(tx, community, standing.no()) >= TradeRules.OPEN_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "most", TradeRules.OPEN_MOST);
      }
      if (!TradesStore.insert(tx, row)) {
        TradeRow other = TradesStore.find(tx, community, id).orElseThrow();
        return Made.replay(same(standing, other, draft));
      }
      tx.run(
          TradesStore.step(
              row, 0, "propose", standing.no(), row.amount(), row.quantity(), row.concept(), now));
      tx.publish(
          new TradesEvent.TradeProposed(
              community,
              id,
              row.buyer(),
              row.seller(),
              standing.no(),
              row.value(),
              row.concept(),
              row.listing(),
              now));
      return Made.fresh(row);
    });
  }

  private record Sides(int buyer, int seller) {}

  private Sides sides(Standing standing, TradeDraft draft) {
    Trader buyer = trader(standing.community(), draft.buyer());
    Trader seller = trader(standing.community(), draft.seller());
    if (buyer.no() == seller.no()) {
      throw Refused.field(Refusal.SAME_ACCOUNT, "seller");
    }
    if (standing.no() != buyer.no() && standing.no() != seller.no()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (doors.blocked().between(buyer.member(), seller.member())) {
      throw Refused.because(Refusal.BLOCKED);
    }
    return new Sides(buyer.no(), seller.no());
  }

  private Trader trader(CommunityId community, String handle) {
    Trader trader = doors.traders().of(community, handle);
    if (trader == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN, "handle", handle);
    }
    return trader;
  }

  private @Nullable Offer offer(Tx tx, CommunityId community, TradeDraft draft, Sides sides) {
    if (draft.listing() == null) {
      return null;
    }
    Offer offer = doors.offers().of(tx, community, draft.listing());
    if (offer == null) {
      throw Refused.because(Refusal.LISTING_GONE);
    }
    if (offer.owner() != (offer.offer() ? sides.seller() : sides.buyer())) {
      throw Refused.field(Refusal.FIELD_RANGE, "listing");
    }
    Integer left = offer.left();
    if (left != null && quantity(draft.quantity()) > left) {
      throw Refused.because(Refusal.QUANTITY_GONE, "left", left);
    }
    return offer;
  }

  private static int quantity(@Nullable Integer quantity) {
    if (quantity == null) {
      return 1;
    }
    if (quantity < 1 || quantity > TradeRules.QUANTITY_MOST) {
      throw Refused.field(Refusal.FIELD_RANGE, "quantity");
    }
    return quantity;
  }

  private static TradeRow row(
      Standing standing,
      TradeDraft draft,
      UUID id,
      Sides sides,
      @Nullable Offer offer,
      Terms terms,
      Instant now) {
    int quantity = quantity(draft.quantity());
    Long amount = amount(draft.amount(), quantity, offer, terms);
    long levy =
        amount == null
            ? 0
            : TradeRules.shares(amount, terms.fundRatePpm(), terms.fundSide()).levy();
    String words = Talk.words(draft.concept(), "concept", 0);
    return new TradeRow(
        standing.community(),
        id,
        sides.buyer(),
        sides.seller(),
        standing.no(),
        standing.no(),
        draft.listing(),
        quantity,
        amount,
        levy,
        terms.fundRatePpm(),
        terms.fundSide(),
        terms.policyVersion(),
        words.isEmpty() && offer != null ? offer.title() : words,
        Json.write(draft),
        TradeState.PROPOSED,
        0,
        0,
        null,
        null,
        null,
        now.plus(terms.acceptWithin()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        now,
        now);
  }

  /// The amount of a proposal; null for a gift.
  static @Nullable Long amount(
      @Nullable String sent, int quantity, @Nullable Offer offer, Terms terms) {
    if (sent != null) {
      if (terms.giftMode()) {
        throw Refused.field(Refusal.GIFT_MODE, "amount");
      }
      return terms.unit().parse(sent, "amount");
    }
    if (terms.giftMode()) {
      return null;
    }
    if (offer == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "amount");
    }
    Long price = offer.price();
    if (price == null) {
      return null;
    }
    if (price > Unit.MOST / quantity) {
      throw Refused.field(Refusal.AMOUNT_RANGE, "amount");
    }
    return price * quantity;
  }

  private static TradeRow same(Standing standing, TradeRow earlier, TradeDraft draft) {
    if (earlier.proposedBy() != standing.no()) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    String field = difference(Json.read(earlier.asked(), TradeDraft.class), draft);
    if (field != null) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", field);
    }
    return earlier;
  }

  /// The first field in which a repeat differs from what was asked first; null when it is the same.
  static @Nullable String difference(TradeDraft first, TradeDraft again) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("listing", first.listing(), again.listing()));
    fields.add(new Field("buyer", first.buyer(), again.buyer()));
    fields.add(new Field("seller", first.seller(), again.seller()));
    fields.add(new Field("amount", first.amount(), again.amount()));
    fields.add(new Field("quantity", first.quantity(), again.quantity()));
    fields.add(new Field("concept", first.concept(), again.concept()));
    for (Field field : fields) {
      if (!Objects.equals(field.first(), field.again())) {
        return field.name();
      }
    }
    return null;
  }

  private record Field(String name, @Nullable Object first, @Nullable Object again) {}

  /// Reads a counter-offer against the trade it is made in.
  Moves.Wish counter(Standing standing, TradeRow row, TradeDraft.Counter counter, Terms terms) {
    Long amount = null;
    if (counter.amount() != null) {
      if (terms.giftMode()) {
        throw Refused.field(Refusal.GIFT_MODE, "amount");
      }
      amount = terms.unit().parse(counter.amount(), "amount");
    }
    Integer quantity =
        counter.quantity() == null ? null : Integer.valueOf(quantity(counter.quantity()));
    if (amount == null && quantity == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "amount");
    }
    if (quantity != null && row.listing() != null) {
      UUID listing = row.listing();
      Integer left =
          database
              .read(tx -> Optional.ofNullable(doors.offers().of(tx, row.communityId(), listing)))
              .map(Offer::left)
              .orElse(null);
      if (left != null && quantity > left) {
        throw Refused.because(Refusal.QUANTITY_GONE, "left", left);
      }
    }
    return new Moves.Wish(
        standing.no(),
        standing.actorNo(),
        Talk.words(counter.words(), "words", 0),
        amount,
        quantity);
  }
}
