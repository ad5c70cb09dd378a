package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.exchange.lets.PaymentsTest.refused;

import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Payments that are taken back.
class ReversalsTest {
  private final LetsTown town = new LetsTown();
  private final Lets lets = town.lets;

  @AfterEach
  void close() {
    town.close();
  }

  private Made<Payment> reverse(int who, UUID payment, UUID id, @Nullable String amount) {
    return lets.reverse(
        town.standing(who), payment, new Payment.Reversal(id, amount, "fue un error"));
  }

  @Test
  void who_received_gives_back_in_parts_but_never_more_than_it_was() {
    UUID paid = town.pay(2, 3, "5.00").id();
    List<LetsEvent> told = town.ear();
    Payment part = reverse(3, paid, town.id(), "2.00").value();
    assertThat(part.from()).isEqualTo("caro");
    assertThat(part.to()).isEqualTo("ben");
    assertThat(part.reverses()).isEqualTo(paid);
    var no = refused(() -> reverse(3, paid, town.id(), "3.01"));
    assertThat(no.refusal()).isEqualTo(Refusal.REVERSAL_RANGE);
    assertThat(no.details()).containsEntry("available", "3.00").containsEntry("limit", "5.00");
    assertThat(reverse(3, paid, town.id(), null).value().amount()).isEqualTo("3.00");
    assertThat(town.balances()).containsOnly(0L);
    assertThat(refused(() -> reverse(3, paid, town.id(), null)).refusal())
        .isEqualTo(Refusal.REVERSAL_RANGE);
    assertThat(refused(() -> reverse(3, paid, town.id(), "0.01")).refusal())
        .isEqualTo(Refusal.REVERSAL_RANGE);
    town.outbox.settle();
    assertThat(told).filteredOn(LetsEvent.PaymentReversed.class::isInstance).hasSize(2);
  }

  @Test
  void the_same_reversal_twice_has_one_effect() {
    UUID paid = town.pay(2, 3, "5.00").id();
    UUID id = town.id();
    assertThat(reverse(3, paid, id, null).replay()).isFalse();
    Made<Payment> again = reverse(3, paid, id, null);
    assertThat(again.replay()).isTrue();
    assertThat(again.value().amount()).isEqualTo("5.00");
    assertThat(refused(() -> reverse(3, paid, id, "1.00")).details())
        .containsEntry("field", "amount");
    assertThat(town.balances()).containsOnly(0L);
  }

  @Test
  void a_reversal_may_be_reversed_and_then_all_is_as_it_was_paid() {
    UUID paid = town.pay(2, 3, "5.00").id();
    UUID back = reverse(3, paid, town.id(), null).value().id();
    assertThat(reverse(2, back, town.id(), null).value().amount()).isEqualTo("5.00");
    assertThat(town.balances()).containsExactly(0L, -500L, 500L, 0L, 0L);
  }

  @Test
  void who_paid_cannot_take_it_back_alone_and_strangers_do_not_see_it() {
    UUID paid = town.pay(2, 3, "5.00").id();
    assertThat(refused(() -> reverse(2, paid, town.id(), null)).refusal())
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refused(() -> reverse(5, paid, town.id(), null)).refusal())
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refused(() -> reverse(4, paid, town.id(), null)).refusal())
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(refused(() -> reverse(3, UUID.randomUUID(), town.id(), null)).refusal())
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(
            refused(() ->
                    lets.reverse(
                        town.standing(3), paid, new Payment.Reversal(town.id(), null, " ")))
                .faults()
                .getFirst()
                .field())
        .isEqualTo("reason");
    assertThat(reverse(1, paid, town.id(), "1.00").value().amount()).isEqualTo("1.00");
  }
}
