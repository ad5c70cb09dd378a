package org.coomunity.exchange.trades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coomunity.exchange.trades.TradeTown.CREDIT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refused;
import org.coomunity.exchange.market.Listing;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The life of trades on a real database and real books.
class TradesTest {
  private static final int ANA = 1;
  private static final int BEN = 2;
  private static final int CARO = 3;
  private static final int MO = 4;

  private final TradeTown town = new TradeTown();
  private final Trades trades = town.trades;

  @AfterEach
  void the_books_are_right() {
    assertThat(town.ledger.verify(town.book).fault()).isEmpty();
    town.close();
  }

  private static Refused refused(ThrowingCallable act) {
    try {
      act.call();
    } catch (Refused refused) {
      return refused;
    } catch (Throwable other) {
      throw new AssertionError(other);
    }
    throw new AssertionError("not refused");
  }

  @Test
  void whoever_goes_further_than_agreed_where_the_community_only_tells_is_told_once() {
    town.soften(ANA);
    UUID within = town.proposed(ANA, BEN, "5.00");
    trades.accept(town.standing(BEN), within);
    assertThat(town.told("TradePassedLimit")).isZero();
    UUID beyond = town.proposed(ANA, BEN, "90.00");
    trades.accept(town.standing(BEN), beyond);
    trades.complete(town.standing(ANA), beyond);
    assertThat(town.told("TradePassedLimit")).isEqualTo(1);
  }

  @Test
  void a_trade_reserves_then_pays_the_seller_and_the_fund() {
    UUID id = town.proposed(ANA, BEN, "5.00");
    assertThat(town.pendings()).isZero();
    Trade accepted = trades.accept(town.standing(BEN), id);
    assertThat(accepted.state()).isEqualTo("accepted");
    assertThat(accepted.fundShare()).isEqualTo("0.10");
    assertThat(accepted.fundRate()).isEqualTo("0.02");
    assertThat(accepted.seq()).isEqualTo(2);
    assertThat(town.account(ANA).available()).isEqualTo(CREDIT - 500);
    assertThat(town.balance(ANA)).isZero();
    Trade done = trades.complete(town.standing(ANA), id);
    assertThat(done.state()).isEqualTo("completed");
    assertThat(done.ayniScore()).isEqualTo("0.5");
    assertThat(town.balance(ANA)).isEqualTo(-500);
    assertThat(town.balance(BEN)).isEqualTo(490);
    assertThat(town.fundBalance()).isEqualTo(10);
    assertThat(town.pendings()).isZero();
    assertThat(done.history())
        .extracting(Trade.Step::action)
        .containsExactly("propose", "accept", "complete");
    UUID back = town.accepted(BEN, ANA, "4.00");
    assertThat(trades.complete(town.standing(BEN), back).ayniScore()).isEqualTo("0.995");
  }

  @Test
  void a_repeat_of_a_proposal_answers_the_first_and_another_body_names_the_field() {
    TradeDraft draft = town.draft(ANA, BEN, "5.00");
    Made<Trade> first = trades.propose(town.standing(ANA), draft);
    Made<Trade> again = trades.propose(town.standing(ANA), draft);
    assertThat(first.replay()).isFalse();
    assertThat(again.replay()).isTrue();
    assertThat(again.value()).isEqualTo(first.value());
    TradeDraft other =
        new TradeDraft(draft.id(), null, draft.buyer(), draft.seller(), "5.01", null, "pan");
    Refused conflict = refused(() -> trades.propose(town.standing(ANA), other));
    assertThat(conflict).hasMessage("idempotency_conflict");
    assertThat(conflict.details()).containsEntry("field", "amount");
    assertThatThrownBy(() -> trades.propose(town.standing(BEN), draft))
        .hasMessage("idempotency_conflict");
  }

  @Test
  void what_makes_no_trade_is_refused() {
    assertThatThrownBy(() -> town.proposed(ANA, ANA, "1")).hasMessage("same_account");
    assertThatThrownBy(() -> town.proposed(ANA, BEN, "0")).hasMessage("amount_range");
    assertThatThrownBy(() -> town.proposed(ANA, BEN, "-1")).hasMessage("amount_range");
    assertThatThrownBy(() -> town.proposed(ANA, BEN, "1.005")).hasMessage("amount_scale");
    assertThatThrownBy(() -> town.proposed(ANA, BEN, "1e3")).hasMessage("amount_format");
    assertThatThrownBy(() -> town.proposed(ANA, BEN, "9223372036854775808"))
        .hasMessage("amount_range");
    assertThatThrownBy(() -> trades.propose(town.standing(CARO), town.draft(ANA, BEN, "1")))
        .hasMessage("not_allowed");
    TradeDraft unknown = new TradeDraft(null, null, "ana", "nobody", "1", null, "pan");
    assertThatThrownBy(() -> trades.propose(town.standing(ANA), unknown))
        .hasMessage("member_unknown");
    assertThatThrownBy(() -> trades.propose(town.standing(ANA), town.draft(ANA, BEN, null)))
        .hasMessage("field_missing");
    town.blocks.add(Set.of(TestServer.memberId("ana"), TestServer.memberId("ben")));
    assertThatThrownBy(() -> town.proposed(ANA, BEN, "1")).hasMessage("blocked");
  }

  @Test
  void a_refused_acceptance_leaves_the_proposal_and_can_be_tried_again() {
    UUID id = town.proposed(ANA, BEN, "12.00");
    Refused refused = refused(() -> trades.accept(town.standing(BEN), id));
    assertThat(refused).hasMessage("credit_limit");
    assertThat(refused.details())
        .containsEntry("available", "10.00")
        .containsEntry("limit", "10.00");
    assertThat(trades.trade(town.standing(BEN), id).state()).isEqualTo("proposed");
    trades.complete(town.standing(CARO), town.accepted(CARO, ANA, "5.00"));
    assertThat(trades.accept(town.standing(BEN), id).state()).isEqualTo("accepted");
  }

  @Test
  void the_limit_is_tested_with_the_share_of_the_fund() {
    town.side = FundSide.PAYER;
    UUID id = town.proposed(ANA, BEN, "10.00");
    assertThatThrownBy(() -> trades.accept(town.standing(BEN), id)).hasMessage("credit_limit");
    assertThat(town.pendings()).isZero();
  }

  @Test
  void a_seller_at_their_limit_can_still_sell() {
    trades.complete(town.standing(ANA), town.accepted(ANA, BEN, "10.00"));
    trades.complete(town.standing(BEN), town.accepted(BEN, ANA, "1.00"));
    assertThat(town.balance(ANA)).isEqualTo(-1_000 + 98);
  }

  @Test
  void the_sellers_word_waits_for_the_buyers_and_silence_pays_after_14_days() {
    UUID id = town.accepted(ANA, BEN, "5.00");
    Trade confirmed = trades.complete(town.standing(BEN), id);
    assertThat(confirmed.state()).isEqualTo("accepted");
    assertThat(confirmed.confirmedBy()).isEqualTo("ben");
    assertThat(trades.complete(town.standing(BEN), id)).isEqualTo(confirmed);
    town.clock.advance(Duration.ofDays(13));
    assertThat(trades.sweep(10)).isZero();
    List<TradesEvent> told = new ArrayList<>();
    town.outbox.on("test", TradesEvent.class, (tx, event) -> told.add(event));
    town.outbox.settle();
    assertThat(told).filteredOn(TradesEvent.TradeCompletesSoon.class::isInstance).hasSize(1);
    town.clock.advance(Duration.ofDays(1));
    assertThat(trades.sweep(10)).isEqualTo(1);
    assertThat(trades.trade(town.standing(ANA), id).state()).isEqualTo("completed");
    assertThat(town.balance(BEN)).isEqualTo(490);
    assertThat(trades.sweep(10)).isZero();
  }

  @Test
  void nobodys_word_frees_the_amount_after_30_days_and_a_proposal_lapses_after_7() {
    UUID accepted = town.accepted(ANA, BEN, "5.00");
    UUID proposed = town.proposed(ANA, BEN, "5.00");
    town.clock.advance(Duration.ofDays(7));
    Refused late = refused(() -> trades.accept(town.standing(BEN), proposed));
    assertThat(late).hasMessage("wrong_state");
    assertThat(late.details()).containsEntry("state", "expired");
    assertThat(trades.sweep(10)).isEqualTo(1);
    town.clock.advance(Duration.ofDays(23));
    assertThat(trades.sweep(10)).isEqualTo(1);
    assertThat(trades.trade(town.standing(ANA), accepted).state()).isEqualTo("expired");
    assertThat(town.pendings()).isZero();
    assertThat(town.balance(ANA)).isZero();
  }

  @Test
  void a_counter_offer_turns_the_tables_and_is_kept() {
    UUID id = town.proposed(ANA, BEN, "5.00");
    assertThatThrownBy(() -> trades.accept(town.standing(ANA), id)).hasMessage("not_allowed");
    Trade countered =
        trades.counter(
            town.standing(BEN), id, new TradeDraft.Counter("6.00", null, "es mucha harina"));
    assertThat(countered.amount()).isEqualTo("6.00");
    assertThat(countered.fundShare()).isEqualTo("0.12");
    assertThat(countered.offeredBy()).isEqualTo("ben");
    assertThatThrownBy(() -> trades.accept(town.standing(BEN), id)).hasMessage("not_allowed");
    Trade accepted = trades.accept(town.standing(ANA), id);
    assertThat(accepted.history())
        .extracting(Trade.Step::amount)
        .containsExactly("5.00", "6.00", "6.00");
    assertThatThrownBy(() ->
            trades.counter(town.standing(BEN), id, new TradeDraft.Counter("7.00", null, null)))
        .hasMessage("wrong_state");
  }

  @Test
  void the_seller_calls_off_at_once_and_the_buyer_asks() {
    UUID id = town.accepted(ANA, BEN, "5.00");
    Trade asked = trades.cancel(town.standing(ANA), id, null);
    assertThat(asked.state()).isEqualTo("accepted");
    assertThat(asked.cancelAskedBy()).isEqualTo("ana");
    assertThat(trades.cancel(town.standing(ANA), id, null)).isEqualTo(asked);
    assertThat(trades.cancel(town.standing(BEN), id, null).state()).isEqualTo("cancelled");
    assertThat(town.pendings()).isZero();
    assertThat(trades.cancel(town.standing(ANA), id, null).state()).isEqualTo("cancelled");
    Refused late = refused(() -> trades.complete(town.standing(ANA), id));
    assertThat(late.details()).containsEntry("state", "cancelled");
  }

  @Test
  void a_moderator_pays_a_part_and_frees_the_rest() {
    UUID id = town.accepted(ANA, BEN, "5.00");
    assertThatThrownBy(() -> trades.trade(town.standing(MO), id)).hasMessage("not_found");
    trades.dispute(town.standing(ANA), id, new TradeDraft.Reason("llegó la mitad"));
    town.clock.advance(Duration.ofDays(60));
    assertThat(trades.sweep(10)).isZero();
    assertThat(trades.trades(town.standing(MO), null, true, 10, Optional.empty()).items())
        .hasSize(1);
    TradeDraft.Resolution half = new TradeDraft.Resolution("2.50", "la mitad");
    assertThatThrownBy(() -> trades.resolve(town.standing(ANA), id, half))
        .hasMessage("not_allowed");
    assertThatThrownBy(
            () -> trades.resolve(town.standing(MO), id, new TradeDraft.Resolution("5.01", "más")))
        .hasMessage("amount_range");
    Trade resolved = trades.resolve(town.standing(MO), id, half);
    assertThat(resolved.state()).isEqualTo("resolved");
    assertThat(town.balance(ANA)).isEqualTo(-250);
    assertThat(town.balance(BEN)).isEqualTo(245);
    assertThat(town.fundBalance()).isEqualTo(5);
    assertThat(town.pendings()).isZero();
    assertThat(trades.resolve(town.standing(MO), id, half)).isEqualTo(resolved);
    assertThatThrownBy(
            () -> trades.resolve(town.standing(MO), id, new TradeDraft.Resolution("0", "nada")))
        .hasMessage("wrong_state");
  }

  @Test
  void a_moderator_may_pay_nothing() {
    UUID id = town.accepted(ANA, BEN, "5.00");
    trades.dispute(town.standing(BEN), id, new TradeDraft.Reason("no vino"));
    trades.resolve(town.standing(MO), id, new TradeDraft.Resolution("0", "nada"));
    assertThat(town.balance(ANA)).isZero();
    assertThat(town.fundBalance()).isZero();
    assertThat(town.pendings()).isZero();
  }

  @Test
  void a_listing_gives_price_and_quantity_and_gets_them_back() {
    Listing bread = town.listing(BEN, "1.50", 3);
    TradeDraft draft = new TradeDraft(null, bread.id(), "ana", "ben", null, 2, null);
    Trade trade = trades.propose(town.standing(ANA), draft).value();
    assertThat(trade.amount()).isEqualTo("3.00");
    assertThat(trade.concept()).isEqualTo("Pan");
    UUID other = trades.propose(town.standing(ANA), draft).value().id();
    trades.accept(town.standing(BEN), trade.id());
    assertThat(town.market.listing(town.standing(BEN), bread.id()).quantity()).isEqualTo(1);
    assertThatThrownBy(() -> trades.accept(town.standing(BEN), other)).hasMessage("quantity_gone");
    assertThat(town.account(ANA).debitsPending()).isEqualTo(300);
    trades.cancel(town.standing(BEN), trade.id(), null);
    assertThat(town.market.listing(town.standing(BEN), bread.id()).quantity()).isEqualTo(3);
    assertThat(trades.accept(town.standing(BEN), other).state()).isEqualTo("accepted");
    TradeDraft wrongSide = new TradeDraft(null, bread.id(), "ben", "ana", null, 1, null);
    assertThatThrownBy(() -> trades.propose(town.standing(ANA), wrongSide))
        .hasMessage("field_range");
    town.market.remove(town.standing(BEN), bread.id());
    assertThatThrownBy(() -> trades.propose(town.standing(ANA), draft)).hasMessage("listing_gone");
  }

  @Test
  void gifts_move_no_money() {
    town.giftMode = true;
    assertThatThrownBy(() -> town.proposed(ANA, BEN, "1")).hasMessage("gift_mode");
    UUID id = trades.propose(town.standing(ANA), town.draft(ANA, BEN, null)).value().id();
    trades.accept(town.standing(BEN), id);
    Trade done = trades.complete(town.standing(ANA), id);
    assertThat(done.amount()).isNull();
    assertThat(done.ayniScore()).isNull();
    assertThat(town.balance(ANA)).isZero();
    assertThat(town.ledger.changes(town.book, 0, 10)).isEmpty();
  }

  @Test
  void both_sides_rate_and_a_later_word_replaces() {
    UUID id = town.accepted(ANA, BEN, "5.00");
    Rating.Draft five = new Rating.Draft(5, 5, 4, null, "¡gracias!");
    assertThatThrownBy(() -> trades.rate(town.standing(ANA), id, five)).hasMessage("wrong_state");
    trades.complete(town.standing(ANA), id);
    assertThat(trades.rate(town.standing(ANA), id, five).replay()).isFalse();
    Made<Rating> again =
        trades.rate(town.standing(ANA), id, new Rating.Draft(3, null, null, null, null));
    assertThat(again.replay()).isTrue();
    assertThat(again.value().n()).isEqualTo(2);
    trades.rate(town.standing(BEN), id, five);
    assertThatThrownBy(() -> trades.rate(town.standing(CARO), id, five)).hasMessage("not_found");
    assertThatThrownBy(
            () -> trades.rate(town.standing(ANA), id, new Rating.Draft(6, null, null, null, null)))
        .hasMessage("rating_range");
    assertThat(trades.reputation(TradeTown.PACHA, BEN)).isEqualTo(new Rating.Summary(1, "3.00"));
    assertThat(trades.trade(town.standing(ANA), id).ratings()).hasSize(2);
  }

  @Test
  void messages_are_for_the_sides_and_in_order() {
    UUID id = town.proposed(ANA, BEN, "5.00");
    Message.Draft hello = new Message.Draft(UUID.randomUUID(), "¿mañana?");
    assertThat(trades.send(town.standing(ANA), id, hello).replay()).isFalse();
    assertThat(trades.send(town.standing(ANA), id, hello).replay()).isTrue();
    town.clock.advance(Duration.ofSeconds(1));
    trades.send(town.standing(BEN), id, new Message.Draft(null, "sí"));
    assertThat(trades.messages(town.standing(BEN), id, 1, Optional.empty()).next()).isNotNull();
    assertThat(trades.messages(town.standing(BEN), id, 10, Optional.empty()).items())
        .extracting(Message::by)
        .containsExactly("ana", "ben");
    assertThatThrownBy(() -> trades.messages(town.standing(CARO), id, 10, Optional.empty()))
        .hasMessage("not_found");
  }

  @Test
  void at_most_50_proposals_are_open_and_lists_page() {
    for (int i = 0; i < TradeRules.OPEN_MOST; i++) {
      town.proposed(ANA, BEN, "1");
    }
    assertThatThrownBy(() -> town.proposed(ANA, CARO, "1")).hasMessage("too_many_open");
    List<UUID> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      var page = trades.trades(town.standing(BEN), "proposed", false, 20, cursor);
      page.items().forEach(line -> seen.add(line.id()));
      assertThat(page.items()).allMatch(Trade.Line::waiting);
      cursor = Optional.ofNullable(page.next());
    } while (cursor.isPresent());
    assertThat(seen).hasSize(50).doesNotHaveDuplicates();
  }
}
