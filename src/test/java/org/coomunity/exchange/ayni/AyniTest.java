package org.coomunity.exchange.ayni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coomunity.exchange.ayni.AyniTown.ANA;
import static org.coomunity.exchange.ayni.AyniTown.BEN;
import static org.coomunity.exchange.ayni.AyniTown.CARO;
import static org.coomunity.exchange.ayni.AyniTown.DAN;
import static org.coomunity.exchange.ayni.AyniTown.EVA;
import static org.coomunity.exchange.ayni.AyniTown.PACHA;
import static org.coomunity.exchange.ayni.AyniTown.SOL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.exchange.lets.AccountView;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.communities.MembershipState;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From what is exchanged to trust and credit, on real books.
class AyniTest {
  private final AyniTown town = new AyniTown();

  @AfterEach
  void close() {
    town.close();
  }

  private void night() {
    town.clock.advance(Duration.ofDays(1).plusHours(4));
    town.ayni.night(10);
  }

  @Test
  void three_trades_with_two_partners_raise_the_limit_and_more_can_be_spent() {
    town.trade(ANA, CARO, "1.00");
    town.trade(BEN, CARO, "1.00");
    assertThat(town.limit(CARO)).isEqualTo(300);
    town.trade(ANA, CARO, "1.50");
    long received = 98 + 98 + 147;
    assertThat(town.account(CARO).balance()).isEqualTo(received);
    assertThat(town.limit(CARO)).isEqualTo(300 + received);
    assertThatThrownBy(() -> town.pay(CARO, DAN, "9.87")).isInstanceOf(Refused.class);
    town.pay(CARO, DAN, "9.80");
    assertThat(town.account(CARO).balance()).isEqualTo(-637);
    night();
    assertThat(town.limit(CARO)).isEqualTo(300 + received);
    assertThat(town.ayni.trust(PACHA, CARO).because())
        .containsExactly("limit.unrated", "limit.flow");
  }

  @Test
  void an_anchor_has_in_full_what_their_trust_allows_and_a_rating_moves_it_at_once() {
    town.trade(CARO, BEN, "0.50");
    town.trade(DAN, BEN, "0.50");
    UUID third = town.trade(DAN, BEN, "0.50");
    assertThat(town.limit(BEN)).isEqualTo(300 + 2_350);
    town.rate(DAN, third, 5);
    assertThat(town.limit(BEN)).isEqualTo(5_000);
    town.rate(DAN, third, 2);
    assertThat(town.limit(BEN)).isEqualTo(300 + 4_700 * 41 / 100);
    AccountView view = town.lets.account(town.standing(BEN), "ben", Optional.empty());
    assertThat(view.trust()).isEqualTo(0.41);
    assertThat(view.standing()).isEqualTo("giving");
    assertThat(view.creditLimit()).isEqualTo("22.27");
    assertThat(view.limitBecause()).containsExactly("limit.trust", "limit.anchor");
  }

  @Test
  void of_one_partner_one_trade_in_thirty_days_counts_as_rated() {
    UUID one = town.trade(CARO, BEN, "0.10");
    UUID two = town.trade(CARO, BEN, "0.10");
    town.rate(CARO, one, 4);
    town.rate(CARO, two, 3);
    assertThat(town.ayni.trust(PACHA, BEN).trust()).isEqualTo(0.61);
    town.clock.advance(Duration.ofDays(31));
    town.rate(CARO, town.trade(CARO, BEN, "0.10"), 3);
    assertThat(town.ayni.trust(PACHA, BEN).trust()).isEqualTo(0.62);
    town.rate(BEN, one, 5);
    assertThat(town.ayni.trust(PACHA, CARO).trust()).isEqualTo(1.0);
  }

  @Test
  void what_comes_twice_is_counted_once() {
    town.rate(ANA, town.trade(ANA, CARO, "1.00"), 4);
    town.trade(BEN, CARO, "1.00");
    Payment payment = town.pay(ANA, DAN, "1.50");
    town.lets.reverse(
        town.standing(DAN), payment.id(), new Payment.Reversal(null, "0.50", "de más"));
    town.trade(ANA, CARO, "0.30");
    town.outbox.settle();
    Map<String, List<String>> rows = town.rows();
    assertThat(rows.values()).noneMatch(List::isEmpty);
    town.replay();
    assertThat(town.rows()).isEqualTo(rows);
    assertThat(town.ayni.exchanged(PACHA, DAN)).isEqualTo(new Exchanged(100, 0));
    assertThat(town.ayni.exchanged(PACHA, ANA)).isEqualTo(new Exchanged(0, 230));
    assertThat(parked()).isZero();
  }

  private int parked() {
    return town.database.read(
        tx -> tx.query("select count(*) from platform.parked").mapTo(Integer.class).one());
  }

  @Test
  void a_ring_that_pays_itself_gains_nothing_and_the_night_lets_real_trade_through() {
    for (int round = 0; round < 3; round++) {
      town.trade(CARO, DAN, "1.00");
      town.trade(DAN, EVA, "0.90");
      town.trade(EVA, CARO, "0.80");
    }
    night();
    assertThat(List.of(town.limit(CARO), town.limit(DAN), town.limit(EVA))).containsOnly(300L);
    town.trade(ANA, CARO, "1.00");
    assertThat(town.limit(CARO)).isEqualTo(398);
    night();
    assertThat(town.limit(CARO) + town.limit(DAN) + town.limit(EVA)).isEqualTo(900 + 98);
  }

  @Test
  void a_payment_counts_for_the_night_and_one_taken_back_no_more() {
    town.trade(DAN, CARO, "0.10");
    town.trade(EVA, CARO, "0.10");
    town.trade(DAN, CARO, "0.10");
    Payment payment = town.pay(ANA, CARO, "2.00");
    assertThat(town.limit(CARO)).isEqualTo(300);
    night();
    assertThat(town.limit(CARO)).isEqualTo(500);
    town.lets.reverse(
        town.standing(CARO), payment.id(), new Payment.Reversal(null, null, "por error"));
    town.outbox.settle();
    night();
    assertThat(town.limit(CARO)).isEqualTo(300);
  }

  @Test
  void half_a_year_of_rest_halves_what_was_gained_until_the_next_trade() {
    town.trade(CARO, BEN, "0.10");
    town.trade(DAN, BEN, "0.10");
    town.trade(DAN, BEN, "0.10");
    assertThat(town.limit(BEN)).isEqualTo(2_650);
    town.clock.advance(Duration.ofDays(181));
    town.ayni.night(10);
    assertThat(town.limit(BEN)).isEqualTo(300 + 1_175);
    assertThat(town.ayni.trust(PACHA, BEN).because()).contains("limit.rest");
    town.trade(BEN, DAN, "0.10");
    assertThat(town.limit(BEN)).isEqualTo(2_650);
  }

  @Test
  void what_a_community_decides_about_credit_holds_for_all_soon() {
    town.trade(CARO, BEN, "0.10");
    town.trade(DAN, BEN, "0.10");
    town.trade(DAN, BEN, "0.10");
    town.ayni.night(10);
    assertThat(town.ayni.night(10)).isZero();
    town.lets.decide(town.standing(ANA), change("5", "20"));
    town.outbox.settle();
    assertThat(town.ayni.night(10)).isEqualTo(AyniTown.HANDLES.size() - 1);
    assertThat(town.limit(BEN)).isEqualTo(2_000);
    assertThat(town.limit(EVA)).isEqualTo(500);
  }

  private static Policy.Change change(String start, String cap) {
    return new Policy.Change(
        null, null, null, null, start, cap, null, null, null, null, null, null, null, null);
  }

  @Test
  void who_looks_after_the_community_vouches_for_those_they_invited() {
    town.trade(DAN, EVA, "0.10");
    town.trade(CARO, EVA, "0.10");
    town.trade(DAN, EVA, "0.10");
    assertThat(town.limit(EVA)).isEqualTo(300);
    town.publish(
        new CommunitiesEvent.RoleChanged(
            PACHA, TestServer.memberId("caro"), CARO, Role.ADMIN, ANA, town.clock.instant()));
    town.ayni.night(10);
    assertThat(town.limit(EVA)).isEqualTo(2_650);
    town.publish(
        new CommunitiesEvent.MemberLeft(
            PACHA,
            TestServer.memberId("caro"),
            CARO,
            MembershipState.LEFT,
            CARO,
            town.clock.instant()));
    night();
    assertThat(town.limit(EVA)).isEqualTo(300);
  }

  @Test
  void what_moderators_let_be_paid_is_exchanged_and_no_completed_trade() {
    town.publish(
        new TradesEvent.TradeResolved(
            PACHA,
            UUID.randomUUID(),
            ANA,
            CARO,
            SOL,
            250,
            5,
            245,
            250,
            7_500,
            "a medias",
            town.clock.instant()));
    assertThat(town.ayni.exchanged(PACHA, CARO)).isEqualTo(new Exchanged(250, 0));
    assertThat(town.ayni.trust(PACHA, CARO).because()).containsExactly("limit.start");
    assertThat(town.ayni.community(PACHA).ayniScore()).isEqualTo("0.75");
  }

  @Test
  void giving_and_receiving_are_compared_over_the_window() {
    town.trade(ANA, CARO, "2.00");
    town.trade(ANA, DAN, "1.00");
    town.clock.advance(Duration.ofDays(8));
    town.trade(CARO, ANA, "2.00");
    MemberAyni ana = town.ayni.member(town.standing(ANA), "ana");
    assertThat(ana.given()).isEqualTo("2.00");
    assertThat(ana.received()).isEqualTo("3.00");
    assertThat(ana.ratio()).isEqualTo("0.6667");
    assertThat(ana.reciprocity()).isEqualTo("0.8");
    assertThat(ana.partners()).isEqualTo(2);
    assertThat(ana.continuity()).isEqualTo("0.1538");
    assertThat(ana.standing()).isEqualTo("receiving");
    assertThat(Double.parseDouble(ana.ayni())).isBetween(0.4, 0.5);
    town.clock.advance(Duration.ofDays(89));
    assertThat(town.ayni.exchanged(PACHA, ANA)).isEqualTo(new Exchanged(200, 0));
    assertThat(town.ayni.trust(PACHA, ANA).standing()).isEqualTo("giving");
    town.clock.advance(Duration.ofDays(90));
    assertThat(town.ayni.member(town.standing(ANA), "ana").ayni()).isEqualTo("0");
  }

  @Test
  void a_community_is_seen_as_a_whole() {
    assertThat(town.ayni.community(PACHA).ayniScore()).isEqualTo("0.5");
    Indicators none = town.ayni.indicators(PACHA, Optional.empty(), Optional.empty());
    assertThat(none.velocity()).isNull();
    assertThat(none.giniBalance()).isEqualTo("0");
    town.trade(ANA, CARO, "2.00");
    town.trade(CARO, BEN, "1.00");
    town.trade(BEN, ANA, "1.00");
    town.pay(ANA, DAN, "1.00");
    Indicators seen = town.ayni.indicators(PACHA, Optional.empty(), Optional.empty());
    assertThat(seen.volume()).isEqualTo("5.00");
    assertThat(seen.trades()).isEqualTo(3);
    assertThat(seen.payments()).isEqualTo(1);
    assertThat(seen.active()).isEqualTo(4);
    assertThat(seen.giversReceivers()).isEqualTo("1.3333");
    assertThat(seen.strongComponentShare()).isEqualTo("0.7967");
    assertThat(seen.velocity()).isEqualTo("2.551");
    CommunityAyni whole = town.ayni.community(PACHA);
    assertThat(whole.given()).isEqualTo("5.00").isEqualTo(whole.received());
    assertThat(whole.scoredTrades()).isEqualTo(3);
    assertThat(whole.reciprocity()).isEqualTo("0.6");
    town.clock.advance(Duration.ofHours(25));
    assertThat(town.ayni.community(PACHA).ayniScore()).isEqualTo("0.5");
    town.clock.advance(Duration.ofDays(30));
    assertThat(town.ayni.indicators(PACHA, Optional.empty(), Optional.empty()).volume())
        .isEqualTo("0.00");
  }

  @Test
  void gifts_are_counted_and_carry_no_amounts() {
    town.close();
    try (AyniTown gifts = new AyniTown(Map.of("giftMode", true))) {
      gifts.trade(ANA, CARO, null);
      gifts.trade(ANA, CARO, null);
      gifts.trade(CARO, ANA, null);
      MemberAyni caro = gifts.ayni.member(gifts.standing(CARO), "caro");
      assertThat(caro.given()).isEqualTo("0.00");
      assertThat(caro.timesGiven()).isEqualTo(2);
      assertThat(caro.ratio()).isEqualTo("2");
      assertThat(caro.diversity()).isEqualTo("1");
      assertThat(gifts.ayni.community(PACHA).reciprocity()).isEqualTo("0.6667");
      assertThat(gifts.ayni.indicators(PACHA, Optional.empty(), Optional.empty()).gifts())
          .isEqualTo(3);
    }
  }
}
