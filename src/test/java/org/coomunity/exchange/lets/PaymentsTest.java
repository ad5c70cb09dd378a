package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coomunity.base.audit.Audit;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.exchange.ledger.AccountStatus;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Payments on real books.
class PaymentsTest {
  private final LetsTown town = new LetsTown();
  private final Lets lets = town.lets;

  @AfterEach
  void close() {
    town.close();
  }

  /// What an act is refused for.
  static Refused refused(ThrowingCallable act) {
    Throwable no = org.assertj.core.api.Assertions.catchThrowable(act);
    assertThat(no).isInstanceOf(Refused.class);
    return (Refused) no;
  }

  @Test
  void a_payment_moves_money_and_is_told() {
    List<LetsEvent> told = town.ear();
    UUID id = town.id();
    Payment paid = lets.pay(town.standing(2), town.draft(id, 3, "4.50")).value();
    assertThat(paid.from()).isEqualTo("ben");
    assertThat(paid.to()).isEqualTo("caro");
    assertThat(paid.amount()).isEqualTo("4.50");
    assertThat(paid.balance()).isEqualTo("-4.50");
    assertThat(paid.warning()).isNull();
    assertThat(town.balances()).containsExactly(0L, -450L, 450L, 0L, 0L);
    assertThat(lets.payment(town.standing(3), id).balance()).isNull();
    assertThat(lets.payment(town.standing(5), id).concept()).isEqualTo("pan");
    assertThat(refused(() -> lets.payment(town.standing(4), id)).refusal())
        .isEqualTo(Refusal.NOT_FOUND);
    town.outbox.settle();
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            LetsEvent.PaymentMade.class,
            made -> {
              assertThat(made.payment()).isEqualTo(id);
              assertThat(made.actor()).isEqualTo(2);
              assertThat(made.amount()).isEqualTo(450);
            });
  }

  @Test
  void the_same_again_is_the_same_answer_and_another_body_a_conflict_that_names_the_field() {
    UUID id = town.id();
    UUID listing = UUID.randomUUID();
    town.listings.add(listing);
    Payment first = lets.pay(town.standing(2), town.draft(id, 3, "1.00")).value();
    Made<Payment> again = lets.pay(town.standing(2), town.draft(id, 3, "1"));
    assertThat(again.replay()).isTrue();
    assertThat(again.value()).isEqualTo(first);
    assertThat(town.balance(3)).isEqualTo(100);
    for (var other :
        List.of(
            new Conflict(2, new Payment.Draft(id, "dora", "1.00", "pan", null, null), "to"),
            new Conflict(2, new Payment.Draft(id, "caro", "2.00", "pan", null, null), "amount"),
            new Conflict(2, new Payment.Draft(id, "caro", "1.00", "sal", null, null), "concept"),
            new Conflict(2, new Payment.Draft(id, "caro", "1.00", "pan", listing, null), "listing"),
            new Conflict(4, new Payment.Draft(id, "caro", "1.00", "pan", null, null), "from"))) {
      Refused no = refused(() -> lets.pay(town.standing(other.who()), other.draft()));
      assertThat(no.refusal()).isEqualTo(Refusal.IDEMPOTENCY_CONFLICT);
      assertThat(no.details()).containsEntry("field", other.field());
    }
    assertThat(town.balance(3)).isEqualTo(100);
  }

  private record Conflict(int who, Payment.Draft draft, String field) {}

  @Test
  void a_repeat_is_answered_though_the_world_has_changed_since() {
    UUID id = town.id();
    lets.pay(town.standing(2), town.draft(id, 3, "1.00"));
    town.gone.add("caro");
    assertThat(lets.pay(town.standing(2), town.draft(id, 3, "1.00")).replay()).isTrue();
    town.gone.clear();
    town.decide("giftMode", true);
    assertThat(lets.pay(town.standing(2), town.draft(id, 3, "1.00")).replay()).isTrue();
    assertThat(refused(() -> lets.pay(town.standing(2), town.draft(town.id(), 3, "1.00"))))
        .returns(Refusal.GIFT_MODE, Refused::refusal);
    assertThat(town.balance(3)).isEqualTo(100);
  }

  @Test
  void past_the_limit_the_refusal_says_how_far_and_the_identifier_is_used_up() {
    UUID id = town.id();
    Refused no = refused(() -> lets.pay(town.standing(2), town.draft(id, 3, "10.01")));
    assertThat(no.refusal()).isEqualTo(Refusal.CREDIT_LIMIT);
    assertThat(no.details()).containsEntry("available", "10.00").containsEntry("limit", "10.00");
    town.database.write(tx -> lets.creditLimit(tx, LetsTown.PACHA, 2, 2_000, "trust"));
    Refused again = refused(() -> lets.pay(town.standing(2), town.draft(id, 3, "10.01")));
    assertThat(again.refusal()).isEqualTo(Refusal.CREDIT_LIMIT);
    assertThat(again.details()).containsEntry("retired", true).containsEntry("limit", "10.00");
    assertThat(town.pay(2, 3, "10.01").balance()).isEqualTo("-10.01");
  }

  @Test
  void where_the_community_only_tells_the_answer_warns_and_it_is_told() {
    List<LetsEvent> told = town.ear();
    town.decide("limitMode", "warn");
    assertThat(town.pay(2, 3, "10.00").warning()).isNull();
    UUID id = town.id();
    Payment paid = lets.pay(town.standing(2), town.draft(id, 3, "5.00")).value();
    assertThat(paid.warning()).isEqualTo("below_limit");
    assertThat(lets.pay(town.standing(2), town.draft(id, 3, "5.00")).value().warning())
        .isEqualTo("below_limit");
    town.outbox.settle();
    assertThat(told)
        .filteredOn(LetsEvent.LimitPassed.class::isInstance)
        .containsExactly(
            new LetsEvent.LimitPassed(LetsTown.PACHA, 2, id, -1_500, town.clock.instant()));
    town.decide("limitMode", "block");
    assertThat(refused(() -> town.pay(2, 3, "0.01")).refusal()).isEqualTo(Refusal.CREDIT_LIMIT);
    assertThat(town.pay(3, 2, "1.00").warning()).isNull();
  }

  @Test
  void what_is_no_payment_is_refused_and_costs_no_identifier() {
    UUID id = town.id();
    for (String amount : List.of("0", "0.00", "-1", "10000000000000.01", "9223372036854775808")) {
      assertThat(refused(() -> lets.pay(town.standing(2), town.draft(id, 3, amount))).faults())
          .as(amount)
          .containsExactly(new Refused.FieldFault("amount", Refusal.AMOUNT_RANGE));
    }
    assertThat(refused(() -> lets.pay(town.standing(2), town.draft(id, 3, "1.005"))).refusal())
        .isEqualTo(Refusal.AMOUNT_SCALE);
    assertThat(refused(() -> lets.pay(town.standing(2), town.draft(id, 3, "1e3"))).refusal())
        .isEqualTo(Refusal.AMOUNT_FORMAT);
    assertThat(refused(() -> lets.pay(town.standing(2), town.draft(id, 2, "1"))).refusal())
        .isEqualTo(Refusal.SAME_ACCOUNT);
    Payment.Draft euros = new Payment.Draft(id, "caro", "1", "", null, null, "EURO");
    assertThat(refused(() -> lets.pay(town.standing(2), euros)).refusal())
        .isEqualTo(Refusal.WRONG_CURRENCY);
    Payment.Draft stranger = new Payment.Draft(id, "zoe", "1", "", null, null);
    assertThat(refused(() -> lets.pay(town.standing(2), stranger)).refusal())
        .isEqualTo(Refusal.MEMBER_UNKNOWN);
    Payment.Draft nothing = new Payment.Draft(id, "caro", "1", "", UUID.randomUUID(), null);
    assertThat(refused(() -> lets.pay(town.standing(2), nothing)).refusal())
        .isEqualTo(Refusal.LISTING_GONE);
    Payment.Draft novel = new Payment.Draft(id, "caro", "1", "x".repeat(2_001), null, null);
    assertThat(refused(() -> lets.pay(town.standing(2), novel)).faults())
        .containsExactly(new Refused.FieldFault("concept", Refusal.FIELD_LENGTH));
    assertThat(lets.pay(town.standing(2), town.draft(id, 3, "1.00")).replay()).isFalse();
  }

  @Test
  void between_people_who_keep_apart_nothing_is_paid_whoever_enters_it() {
    town.blocks.add(java.util.Set.of(TestServer.memberId("ben"), TestServer.memberId("caro")));
    assertThat(refused(() -> town.pay(2, 3, "1.00")).refusal()).isEqualTo(Refusal.BLOCKED);
    Payment.Draft entered = new Payment.Draft(null, "caro", "1.00", "", null, "ben");
    assertThat(refused(() -> lets.pay(town.standing(1), entered)).refusal())
        .isEqualTo(Refusal.BLOCKED);
    assertThat(refused(() -> town.ask(3, 2, "1.00")).refusal()).isEqualTo(Refusal.BLOCKED);
  }

  @Test
  void an_admin_enters_payments_of_others_and_that_is_kept() {
    List<LetsEvent> told = town.ear();
    Payment.Draft entered = new Payment.Draft(town.id(), "caro", "2.00", "papel", null, "ben");
    Payment paid = lets.pay(town.standing(1), entered).value();
    assertThat(paid.from()).isEqualTo("ben");
    assertThat(paid.balance()).isNull();
    assertThat(
            new Audit(town.database, town.clock)
                .entries(town.standing(1).community(), Optional.empty(), 10)
                .items())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.act()).isEqualTo("payment.enter");
          assertThat(entry.actor()).isEqualTo(town.standing(1).actor());
          assertThat(entry.subject()).startsWith(paid.id() + " member:");
        });
    town.outbox.settle();
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            LetsEvent.PaymentMade.class,
            made -> {
              assertThat(made.actor()).isEqualTo(1);
              assertThat(made.payer()).isEqualTo(2);
            });
    for (int other : List.of(3, 5)) {
      assertThat(refused(() -> lets.pay(town.standing(other), entered)).refusal())
          .isEqualTo(Refusal.NOT_ALLOWED);
    }
    Payment.Draft own = new Payment.Draft(null, "caro", "1.00", "", null, "ben");
    assertThat(lets.pay(town.standing(2), own).value().balance()).isEqualTo("-3.00");
  }

  @Test
  void a_payment_says_which_listing_it_was_for() {
    UUID listing = UUID.randomUUID();
    town.listings.add(listing);
    UUID id = town.id();
    Payment.Draft draft = new Payment.Draft(id, "caro", "1.00", "pan", listing, null);
    assertThat(lets.pay(town.standing(2), draft).value().listing()).isEqualTo(listing);
    assertThat(lets.pay(town.standing(2), draft).replay()).isTrue();
    assertThat(lets.payment(town.standing(3), id).listing()).isEqualTo(listing);
  }

  @Test
  void a_suspended_or_closed_account_neither_gives_nor_receives() {
    Exchange exchange = lets.exchange(LetsTown.PACHA);
    for (AccountStatus status : List.of(AccountStatus.SUSPENDED, AccountStatus.CLOSED)) {
      town.database.write(tx -> {
        town.ledger.status(tx, exchange.book(), lets.account(LetsTown.PACHA, 4), status, 1);
        return 0;
      });
      assertThat(refused(() -> town.pay(4, 3, "1.00")).refusal()).isEqualTo(Refusal.ACCOUNT_CLOSED);
      assertThat(refused(() -> town.pay(3, 4, "1.00")).refusal()).isEqualTo(Refusal.ACCOUNT_CLOSED);
    }
  }

  @Test
  void an_identifier_from_another_time_is_refused() {
    UUID old = town.id();
    town.clock.advance(java.time.Duration.ofDays(8));
    assertThat(refused(() -> lets.pay(town.standing(2), town.draft(old, 3, "1.00"))).refusal())
        .isEqualTo(Refusal.ID_TIME);
    UUID known = town.id();
    lets.pay(town.standing(2), town.draft(known, 3, "1.00"));
    town.clock.advance(java.time.Duration.ofDays(8));
    assertThat(lets.pay(town.standing(2), town.draft(known, 3, "1.00")).replay()).isTrue();
  }

  @Test
  void a_batch_has_the_effect_of_its_payments_one_by_one() {
    List<Payment.Draft> drafts =
        List.of(
            town.draft(town.id(), 3, "4.00"),
            town.draft(town.id(), 4, "4.00"),
            town.draft(town.id(), 2, "1.00"),
            town.draft(town.id(), 5, "2.00"));
    Payment.Results results = lets.batch(town.standing(2), drafts, false);
    assertThat(results.results())
        .extracting(Payment.Result::status)
        .containsExactly("created", "created", "refused", "created");
    assertThat(results.results().get(2).code()).isEqualTo("same_account");
    assertThat(lets.batch(town.standing(2), drafts, false).results())
        .extracting(Payment.Result::status)
        .containsExactly("replayed", "replayed", "refused", "replayed");
    assertThat(town.balances()).containsExactly(0L, -1_000L, 400L, 400L, 200L);
    assertThat(lets.pay(town.standing(2), drafts.getFirst()).replay()).isTrue();
  }

  @Test
  void an_atomic_batch_happens_whole_or_not_at_all() {
    List<Payment.Draft> tooMuch =
        List.of(
            town.draft(town.id(), 3, "6.00"),
            town.draft(town.id(), 4, "6.00"),
            town.draft(town.id(), 5, "1.00"));
    Payment.Results no = lets.batch(town.standing(2), tooMuch, true);
    assertThat(no.results())
        .extracting(Payment.Result::code)
        .containsExactly("linked_event_failed", "credit_limit", "linked_event_failed");
    assertThat(town.balances()).containsOnly(0L);
    List<Payment.Draft> same =
        IntStream.range(0, 4).mapToObj(n -> town.draft(town.id(), 3, "1.00")).toList();
    assertThat(lets.batch(town.standing(2), same, true).results())
        .extracting(Payment.Result::index)
        .containsExactly(0, 1, 2, 3);
    assertThat(lets.batch(town.standing(2), same, true).results())
        .extracting(Payment.Result::status)
        .containsOnly("replayed");
    assertThat(town.balance(3)).isEqualTo(400);
    List<Payment.Draft> twice = List.of(same.getFirst(), same.getFirst());
    assertThat(lets.batch(town.standing(2), twice, true).results())
        .extracting(Payment.Result::status)
        .containsOnly("refused");
    assertThatThrownBy(() -> lets.batch(town.standing(2), List.of(), true))
        .isInstanceOf(Refused.class);
    List<Payment.Draft> many =
        IntStream.range(0, 257).mapToObj(n -> town.draft(town.id(), 3, "0.01")).toList();
    assertThat(refused(() -> lets.batch(town.standing(2), many, true)).refusal())
        .isEqualTo(Refusal.FIELD_RANGE);
  }
}
