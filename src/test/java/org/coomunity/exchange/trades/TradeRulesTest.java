package org.coomunity.exchange.trades;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.trades.TradeRules.Action;
import org.coomunity.exchange.trades.TradeRules.Actor;
import org.coomunity.exchange.trades.TradeRules.Decision;
import org.coomunity.exchange.trades.TradeRules.Facts;
import org.coomunity.exchange.trades.TradeRules.Shares;
import org.junit.jupiter.api.Test;

/// Every state, action and actor; and what an amount comes to.
class TradeRulesTest {
  /// The buyer's offer stands, nobody has confirmed, nothing is over: all that changes a trade or
  /// repeats what is so. Whatever is not here is refused.
  private static final String TABLE =
      """
      PROPOSED COUNTER BUYER: COUNTER
      PROPOSED COUNTER SELLER: COUNTER
      PROPOSED ACCEPT SELLER: RESERVE
      PROPOSED ACCEPT BUYER: not_allowed
      PROPOSED ACCEPT MODERATOR: not_allowed
      PROPOSED ACCEPT CLOCK: not_allowed
      PROPOSED COUNTER MODERATOR: not_allowed
      PROPOSED COUNTER CLOCK: not_allowed
      PROPOSED DECLINE SELLER: DECLINE
      PROPOSED DECLINE BUYER: not_allowed
      PROPOSED DECLINE MODERATOR: not_allowed
      PROPOSED DECLINE CLOCK: not_allowed
      PROPOSED CANCEL BUYER: WITHDRAW
      PROPOSED CANCEL SELLER: WITHDRAW
      PROPOSED CANCEL MODERATOR: not_allowed
      PROPOSED CANCEL CLOCK: not_allowed
      PROPOSED LAPSE BUYER: not_allowed
      PROPOSED LAPSE SELLER: not_allowed
      PROPOSED LAPSE MODERATOR: not_allowed
      PROPOSED LAPSE CLOCK: not_allowed
      ACCEPTED ACCEPT BUYER: repeat
      ACCEPTED ACCEPT SELLER: repeat
      ACCEPTED COMPLETE BUYER: PAY
      ACCEPTED COMPLETE SELLER: CONFIRM
      ACCEPTED COMPLETE MODERATOR: not_allowed
      ACCEPTED COMPLETE CLOCK: not_allowed
      ACCEPTED CANCEL BUYER: ASK_CANCEL
      ACCEPTED CANCEL SELLER: CALL_OFF
      ACCEPTED CANCEL MODERATOR: not_allowed
      ACCEPTED CANCEL CLOCK: not_allowed
      ACCEPTED DISPUTE BUYER: DISPUTE
      ACCEPTED DISPUTE SELLER: DISPUTE
      ACCEPTED DISPUTE MODERATOR: not_allowed
      ACCEPTED DISPUTE CLOCK: not_allowed
      ACCEPTED LAPSE BUYER: not_allowed
      ACCEPTED LAPSE SELLER: not_allowed
      ACCEPTED LAPSE MODERATOR: not_allowed
      ACCEPTED LAPSE CLOCK: not_allowed
      DISPUTED DISPUTE BUYER: repeat
      DISPUTED DISPUTE SELLER: repeat
      DISPUTED RESOLVE MODERATOR: RESOLVE
      DISPUTED RESOLVE BUYER: not_allowed
      DISPUTED RESOLVE SELLER: not_allowed
      DISPUTED RESOLVE CLOCK: not_allowed
      COMPLETED COMPLETE BUYER: repeat
      COMPLETED COMPLETE SELLER: repeat
      DECLINED DECLINE BUYER: repeat
      DECLINED DECLINE SELLER: repeat
      CANCELLED CANCEL BUYER: repeat
      CANCELLED CANCEL SELLER: repeat
      RESOLVED RESOLVE MODERATOR: repeat
      """;

  private static String answer(Facts facts, Action action, Actor actor) {
    return switch (TradeRules.decide(facts, action, actor)) {
      case Decision.Change change -> change.move().name();
      case Decision.Repeat repeat -> "repeat";
      case Decision.No no -> no.refusal().code();
    };
  }

  @Test
  void every_state_action_and_actor_is_as_in_the_table() {
    List<String> reality = new ArrayList<>();
    for (TradeState state : TradeState.values()) {
      for (Action action : Action.values()) {
        for (Actor actor : Actor.values()) {
          String answer = answer(new Facts(state, true, false, false, false), action, actor);
          if (!answer.equals("wrong_state")) {
            reality.add(state + " " + action + " " + actor + ": " + answer);
          }
        }
      }
    }
    assertThat(reality).containsExactlyInAnyOrderElementsOf(TABLE.lines().toList());
  }

  @Test
  void whose_offer_stands_decides_who_may_accept() {
    Facts sellers = new Facts(TradeState.PROPOSED, false, false, false, false);
    assertThat(answer(sellers, Action.ACCEPT, Actor.BUYER)).isEqualTo("RESERVE");
    assertThat(answer(sellers, Action.ACCEPT, Actor.SELLER)).isEqualTo("not_allowed");
    assertThat(answer(sellers, Action.DECLINE, Actor.BUYER)).isEqualTo("DECLINE");
  }

  @Test
  void time_does_what_silence_means() {
    assertThat(
            answer(
                new Facts(TradeState.PROPOSED, true, false, false, true),
                Action.LAPSE,
                Actor.CLOCK))
        .isEqualTo("LAPSE");
    assertThat(
            answer(
                new Facts(TradeState.PROPOSED, true, false, false, true),
                Action.ACCEPT,
                Actor.SELLER))
        .isEqualTo("wrong_state");
    assertThat(
            answer(
                new Facts(TradeState.ACCEPTED, true, true, false, true), Action.LAPSE, Actor.CLOCK))
        .isEqualTo("PAY");
    assertThat(
            answer(
                new Facts(TradeState.ACCEPTED, true, false, false, true),
                Action.LAPSE,
                Actor.CLOCK))
        .isEqualTo("FREE");
    for (TradeState state : TradeState.values()) {
      if (state.ended() || state == TradeState.DISPUTED) {
        assertThat(answer(new Facts(state, true, true, true, true), Action.LAPSE, Actor.CLOCK))
            .isEqualTo("wrong_state");
      }
    }
  }

  @Property
  void what_the_buyer_pays_is_what_the_seller_and_the_fund_receive(
      @ForAll @LongRange(min = 1, max = Unit.MOST) long amount,
      @ForAll @IntRange(min = 10_000, max = 50_000) int ratePpm,
      @ForAll FundSide side) {
    Shares shares = TradeRules.shares(amount, ratePpm, side);
    assertThat(shares.paid()).isEqualTo(shares.received() + shares.levy());
    assertThat(shares.received()).isPositive();
    assertThat(Math.abs(shares.levy() * 1_000_000.0 - (double) amount * ratePpm))
        .isLessThanOrEqualTo(500_001.0 + amount * 1e-3);
    long onBuyer = shares.paid() - amount;
    long onSeller = amount - shares.received();
    switch (side) {
      case PAYEE -> assertThat(onBuyer).isZero();
      case PAYER -> assertThat(onSeller).isZero();
      case SPLIT -> assertThat(onBuyer - onSeller).isBetween(0L, 1L);
    }
  }

  @Property
  void the_score_is_neutral_at_half_and_never_above_one(
      @ForAll @LongRange(min = -100_000, max = 100_000) long buyer,
      @ForAll @LongRange(min = -100_000, max = 100_000) long seller,
      @ForAll @LongRange(min = 1, max = 100_000) long amount) {
    Shares shares = TradeRules.shares(amount, 20_000, FundSide.PAYEE);
    int score = TradeRules.ayniScoreE4(buyer, seller, amount, shares);
    assertThat(score).isBetween(5_000, 10_000);
    if (buyer <= 0 && seller >= 0) {
      assertThat(score).isEqualTo(5_000);
    }
    if (buyer >= amount && seller <= -amount) {
      assertThat(score).isGreaterThanOrEqualTo(9_850);
    }
  }

  @Test
  void a_levy_is_rounded_half_up() {
    assertThat(TradeRules.shares(25, 20_000, FundSide.PAYEE).levy()).isEqualTo(1);
    assertThat(TradeRules.shares(24, 20_000, FundSide.PAYEE).levy()).isZero();
    assertThat(TradeRules.shares(Unit.MOST, 50_000, FundSide.PAYER).paid())
        .isEqualTo(Unit.MOST / 20 * 21);
  }
}
