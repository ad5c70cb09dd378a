package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Payments over the agreed amount ask for a second step: Ben (2) has one and did not take it.
class LargePaymentsTest {
  private final LetsTown town = new LetsTown();

  @BeforeEach
  void begin() {
    town.decide("factorTwoOver", "2.00");
    town.unproved.add(2);
  }

  @AfterEach
  void stop() {
    town.close();
  }

  @Test
  void a_payment_over_it_waits_for_the_step_and_one_up_to_it_does_not() {
    town.pay(2, 3, "2.00");
    assertThatThrownBy(() -> town.pay(2, 3, "2.01"))
        .isInstanceOf(Refused.class)
        .hasMessage("second_factor");
    town.pay(4, 3, "2.01");
    town.unproved.clear();
    town.pay(2, 3, "2.01");
  }

  @Test
  void the_repeat_of_a_payment_that_was_made_is_answered_when_the_step_is_old_again() {
    town.unproved.clear();
    UUID id = town.id();
    Payment.Draft draft = town.draft(id, 3, "3.00");
    town.lets.pay(town.standing(2), draft);
    town.unproved.add(2);
    assertThat(town.lets.pay(town.standing(2), draft).replay()).isTrue();
    assertThat(town.account(2).balance()).isEqualTo(-300);
  }

  @Test
  void a_request_and_a_payment_in_a_batch_ask_alike() {
    PaymentRequest asked = town.ask(3, 2, "3.00");
    assertThatThrownBy(() -> town.lets.accept(town.standing(2), asked.id()))
        .hasMessage("second_factor");
    Payment.Results results =
        town.lets.batch(
            town.standing(2),
            List.of(town.draft(town.id(), 3, "1.00"), town.draft(town.id(), 3, "3.00")),
            false);
    assertThat(results.results())
        .extracting(Payment.Result::code)
        .containsExactly(null, "second_factor");
    town.unproved.clear();
    assertThat(town.lets.accept(town.standing(2), asked.id()).state()).isEqualTo("accepted");
  }
}
