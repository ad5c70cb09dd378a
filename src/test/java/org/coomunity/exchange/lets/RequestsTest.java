package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.exchange.lets.PaymentsTest.refused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Payment requests: nothing moves before the payer says so, now or beforehand.
class RequestsTest {
  private final LetsTown town = new LetsTown();
  private final Lets lets = town.lets;

  @AfterEach
  void close() {
    town.close();
  }

  private void agree(int payer, String mode, int days, List<String> handles) {
    lets.autoAccept(town.standing(payer), new PaymentRequest.AutoAccept(mode, days, handles));
  }

  private String state(UUID request) {
    return lets.request(town.standing(3), request).state();
  }

  @Test
  void a_request_reserves_nothing_and_is_paid_once() {
    PaymentRequest asked = town.ask(3, 2, "4.00");
    assertThat(asked.state()).isEqualTo("pending");
    assertThat(town.account(2).available()).isEqualTo(LetsTown.CREDIT);
    PaymentRequest paid = lets.accept(town.standing(2), asked.id());
    assertThat(paid.state()).isEqualTo("accepted");
    assertThat(lets.payment(town.standing(2), Optional.ofNullable(paid.payment()).orElseThrow()))
        .returns("4.00", Payment::amount);
    assertThat(lets.accept(town.standing(2), asked.id())).isEqualTo(paid);
    assertThat(refused(() -> lets.reject(town.standing(2), asked.id(), "")).refusal())
        .isEqualTo(Refusal.WRONG_STATE);
    assertThat(town.balance(3)).isEqualTo(400);
  }

  @Test
  void a_repeat_is_the_same_request_after_its_payer_went() {
    PaymentRequest.Draft draft =
        new PaymentRequest.Draft(town.id(), LetsTown.HANDLES.get(2), "4.00", "sal");
    PaymentRequest asked = lets.request(town.standing(3), draft).value();
    town.gone.add(LetsTown.HANDLES.get(2));
    Made<PaymentRequest> again = lets.request(town.standing(3), draft);
    assertThat(again.replay()).isTrue();
    assertThat(again.value()).isEqualTo(asked);
  }

  @Test
  void only_the_payer_pays_both_may_refuse_and_strangers_see_nothing() {
    PaymentRequest asked = town.ask(3, 2, "4.00");
    assertThat(refused(() -> lets.accept(town.standing(3), asked.id())).refusal())
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(refused(() -> lets.accept(town.standing(4), asked.id())).refusal())
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(refused(() -> lets.request(town.standing(1), asked.id())).refusal())
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(lets.reject(town.standing(2), asked.id(), "ya te pagué").reason())
        .isEqualTo("ya te pagué");
    assertThat(refused(() -> lets.accept(town.standing(2), asked.id())).details())
        .containsEntry("state", "rejected");
    UUID mine = town.ask(3, 2, "1.00").id();
    assertThat(lets.reject(town.standing(3), mine, "").state()).isEqualTo("rejected");
    assertThat(town.balances()).containsOnly(0L);
  }

  @Test
  void the_same_request_again_is_one_request() {
    UUID id = town.id();
    var draft = new PaymentRequest.Draft(id, "ben", "1.00", "sal");
    assertThat(lets.request(town.standing(3), draft).replay()).isFalse();
    assertThat(lets.request(town.standing(3), draft).replay()).isTrue();
    var other = new PaymentRequest.Draft(id, "ben", "2.00", "sal");
    assertThat(refused(() -> lets.request(town.standing(3), other)).details())
        .containsEntry("field", "amount");
    var euros = new PaymentRequest.Draft(null, "ben", "1.00", "sal", "EURO");
    assertThat(refused(() -> lets.request(town.standing(3), euros)).refusal())
        .isEqualTo(Refusal.WRONG_CURRENCY);
    assertThat(refused(() -> town.ask(3, 3, "1.00")).refusal()).isEqualTo(Refusal.SAME_ACCOUNT);
  }

  @Test
  void a_refused_try_leaves_the_request_open_for_another() {
    PaymentRequest asked = town.ask(3, 2, "12.00");
    Refused no = refused(() -> lets.accept(town.standing(2), asked.id()));
    assertThat(no.refusal()).isEqualTo(Refusal.CREDIT_LIMIT);
    assertThat(no.details()).containsEntry("available", "10.00");
    assertThat(state(asked.id())).isEqualTo("pending");
    town.pay(4, 2, "5.00");
    assertThat(lets.accept(town.standing(2), asked.id()).state()).isEqualTo("accepted");
  }

  @Test
  void of_one_payee_five_may_be_open_even_when_they_all_come_at_once() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> asks =
          IntStream.range(0, 12)
              .<Callable<Boolean>>mapToObj(n ->
                  () -> {
                    try {
                      town.ask(3, 2, "1.00");
                      return true;
                    } catch (Refused no) {
                      assertThat(no.refusal()).isEqualTo(Refusal.TOO_MANY_OPEN);
                      return false;
                    }
                  })
              .toList();
      long made = 0;
      for (Future<Boolean> one : threads.invokeAll(asks)) {
        made += one.get() ? 1 : 0;
      }
      assertThat(made).isEqualTo(5);
    }
    assertThat(town.ask(4, 2, "1.00").state()).isEqualTo("pending");
    UUID first = lets.requests(town.standing(3), Optional.empty(), 1).items().getFirst().id();
    lets.reject(town.standing(3), first, "");
    assertThat(town.ask(3, 2, "1.00").state()).isEqualTo("pending");
  }

  @Test
  void who_said_always_pays_unasked_and_who_listed_some_only_those() {
    agree(2, "always", 0, List.of());
    assertThat(town.ask(3, 2, "1.00").state()).isEqualTo("accepted");
    agree(2, "listed", 0, List.of("caro"));
    assertThat(lets.autoAccept(town.standing(2)).handles()).containsExactly("caro");
    assertThat(town.ask(3, 2, "1.00").state()).isEqualTo("accepted");
    assertThat(town.ask(4, 2, "1.00").state()).isEqualTo("pending");
    agree(2, "off", 0, List.of());
    assertThat(town.ask(3, 2, "1.00").state()).isEqualTo("pending");
    agree(2, "always", 0, List.of());
    assertThat(town.ask(3, 2, "100.00").state()).isEqualTo("pending");
    assertThat(town.balance(2)).isEqualTo(-200);
  }

  @Test
  void who_said_later_pays_after_so_many_days() {
    agree(2, "later", 3, List.of());
    UUID asked = town.ask(3, 2, "1.00").id();
    town.clock.advance(Duration.ofDays(3).minusSeconds(1));
    assertThat(lets.sweepRequests(10)).isZero();
    assertThat(state(asked)).isEqualTo("pending");
    town.clock.advance(Duration.ofSeconds(1));
    assertThat(lets.sweepRequests(10)).isEqualTo(1);
    assertThat(state(asked)).isEqualTo("accepted");
    for (var wrong :
        List.of(
            new PaymentRequest.AutoAccept("later", 0, null),
            new PaymentRequest.AutoAccept("later", 30, null),
            new PaymentRequest.AutoAccept("never", 1, null),
            new PaymentRequest.AutoAccept("listed", 0, List.of("zoe")))) {
      assertThat(refused(() -> lets.autoAccept(town.standing(2), wrong))).isNotNull();
    }
  }

  @Test
  void a_request_that_nobody_answers_ends_after_thirty_days() {
    List<LetsEvent> told = town.ear();
    UUID asked = town.ask(3, 2, "1.00").id();
    town.clock.advance(Requests.LIFE);
    assertThat(refused(() -> lets.accept(town.standing(2), asked)).refusal())
        .isEqualTo(Refusal.WRONG_STATE);
    lets.sweepRequests(10);
    assertThat(state(asked)).isEqualTo("expired");
    town.outbox.settle();
    assertThat(told)
        .filteredOn(LetsEvent.RequestAnswered.class::isInstance)
        .extracting(event -> ((LetsEvent.RequestAnswered) event).state())
        .containsExactly("expired");
  }

  @Test
  void the_list_keeps_its_place_while_more_come_in() {
    List<UUID> made =
        IntStream.range(0, 5)
            .mapToObj(n -> {
              town.clock.advance(Duration.ofSeconds(1));
              return town.ask(3, n % 2 == 0 ? 2 : 4, "1.00").id();
            })
            .toList();
    Page<PaymentRequest> first = lets.requests(town.standing(3), Optional.empty(), 2);
    town.clock.advance(Duration.ofSeconds(1));
    town.ask(3, 5, "1.00");
    UUID from = UUID.fromString(Optional.ofNullable(first.next()).orElseThrow());
    Page<PaymentRequest> second = lets.requests(town.standing(3), Optional.of(from), 10);
    assertThat(first.items())
        .extracting(PaymentRequest::id)
        .containsExactly(made.get(4), made.get(3));
    assertThat(second.items())
        .extracting(PaymentRequest::id)
        .containsExactly(made.get(2), made.get(1), made.get(0));
    assertThat(second.next()).isNull();
  }
}
