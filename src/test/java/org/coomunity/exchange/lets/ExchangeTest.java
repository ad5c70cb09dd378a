package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.exchange.lets.PaymentsTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.exchange.ledger.AccountStatus;
import org.coomunity.exchange.ledger.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Accounts, statements, policies and gift mode on real books.
class ExchangeTest {
  private final LetsTown town = new LetsTown();
  private final Lets lets = town.lets;

  @AfterEach
  void close() {
    town.close();
  }

  private AccountView account(int who, String handle) {
    return lets.account(town.standing(who), handle, Optional.empty());
  }

  private Statement statement(Optional<Instant> from, Optional<Instant> to, long before, int most) {
    return lets.statement(town.standing(2), "ben", from, to, Optional.of(before), most);
  }

  @Test
  void an_account_says_what_was_moved_and_since_when_it_leans() {
    town.pay(2, 3, "4.00");
    Instant then = town.clock.instant();
    town.clock.advance(Duration.ofDays(10));
    town.pay(3, 2, "1.00");
    AccountView now = account(2, "ben");
    assertThat(now.balance()).isEqualTo("-3.00");
    assertThat(now.available()).isEqualTo("7.00");
    assertThat(now.creditLimit()).isEqualTo("10.00");
    assertThat(now.turnover()).isEqualTo("5.00");
    assertThat(now.daysSinceZero()).isEqualTo(10);
    assertThat(now.limitBecause()).containsExactly("limit.start");
    AccountView earlier = lets.account(town.standing(2), "ben", Optional.of(then.plusSeconds(60)));
    assertThat(earlier.balance()).isEqualTo("-4.00");
    assertThat(lets.account(town.standing(2), "ben", Optional.of(then.minusSeconds(60))).balance())
        .isEqualTo("0.00");
    assertThat(account(4, "dora").daysSinceZero()).isNull();
  }

  @Test
  void closed_books_hide_accounts_of_others_as_if_they_were_not_there() {
    town.pay(2, 3, "4.00");
    Refused hidden = refused(() -> account(4, "ben"));
    assertThat(hidden.refusal()).isEqualTo(Refusal.MEMBER_UNKNOWN);
    assertThat(refused(() -> account(4, "zoe")).details()).isEqualTo(hidden.details());
    assertThat(account(5, "ben").balance()).isEqualTo("-4.00");
    town.decide("openBooks", true);
    assertThat(account(4, "ben").balance()).isEqualTo("-4.00");
    town.decide("openBooks", false);
    assertThat(refused(() -> account(4, "ben")).refusal()).isEqualTo(Refusal.MEMBER_UNKNOWN);
  }

  @Test
  void a_statement_adds_up_from_its_opening_to_its_closing() {
    Instant begin = town.clock.instant();
    town.pay(2, 3, "4.00");
    town.clock.advance(Duration.ofDays(2));
    town.pay(3, 2, "1.50");
    town.pay(2, 4, "0.50");
    town.clock.advance(Duration.ofDays(2));
    town.pay(4, 2, "2.00");
    Optional<Instant> from = Optional.of(begin.plus(Duration.ofDays(1)));
    Optional<Instant> to = Optional.of(begin.plus(Duration.ofDays(3)));
    Statement middle = statement(from, to, Long.MAX_VALUE, 10);
    assertThat(middle.opening()).isEqualTo("-4.00");
    assertThat(middle.closing()).isEqualTo("-3.00");
    assertThat(middle.items()).extracting(Statement.Line::amount).containsExactly("-0.50", "1.50");
    Statement first = statement(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 3);
    assertThat(first.closing()).isEqualTo("-1.00");
    assertThat(first.items()).hasSize(3);
    long next = Long.parseLong(Optional.ofNullable(first.next()).orElseThrow());
    town.pay(3, 2, "0.01");
    Statement rest = statement(Optional.empty(), Optional.empty(), next, 3);
    assertThat(rest.items()).singleElement().returns("-4.00", Statement.Line::amount);
    assertThat(rest.next()).isNull();
    Optional<Instant> tooEarly = Optional.of(town.clock.instant().minus(Duration.ofDays(367)));
    assertThat(
            refused(() -> statement(tooEarly, Optional.of(town.clock.instant()), 1, 1)).refusal())
        .isEqualTo(Refusal.FIELD_RANGE);
    assertThat(
            refused(() -> lets.statement(town.standing(4), "ben", from, to, Optional.empty(), 10))
                .refusal())
        .isEqualTo(Refusal.MEMBER_UNKNOWN);
  }

  @Test
  void a_statement_as_csv_is_for_a_spreadsheet_that_obeys_nobody() throws IOException {
    lets.pay(
        town.standing(2),
        new Payment.Draft(town.id(), "caro", "1.00", "=SUM(A1:A9), \"dos\"\nlíneas", null, null));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    lets.statementCsv(town.standing(2), "ben", Optional.empty(), Optional.empty()).writeTo(out);
    String csv = out.toString(StandardCharsets.UTF_8);
    assertThat(csv).startsWith("date,kind,counterpart,name,amount,balance,currency,concept,id");
    assertThat(csv)
        .contains(",payment,caro,'=caro,-1.00,-1.00,LUKA,")
        .contains("\"'=SUM(A1:A9), \"\"dos\"\"\nlíneas\"");
  }

  @Test
  void every_decision_is_kept_under_its_number_and_only_what_is_said_changes() {
    List<LetsEvent> told = town.ear();
    Policy.View before = lets.policy(LetsTown.PACHA);
    assertThat(before.version()).isEqualTo(1);
    Policy.View after = town.decide("fundRate", "0.05");
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.fundRate()).isEqualTo("0.05");
    assertThat(after.creditStart()).isEqualTo(before.creditStart());
    assertThat(town.decide("ayniWindow", "P2W").ayniWindow()).isEqualTo("P14D");
    assertThat(
            town.database.<Integer>read(
                tx -> tx.query("select count(*) from lets.policy").mapTo(Integer.class).one()))
        .isEqualTo(3);
    town.outbox.settle();
    assertThat(told)
        .extracting(event -> ((LetsEvent.PolicyChanged) event).version())
        .containsExactly(2, 3);
  }

  @Test
  void a_soft_ceiling_stays_soft_when_the_policy_or_the_credit_changes() {
    int book = lets.exchange(LetsTown.PACHA).book();
    int ben = lets.account(LetsTown.PACHA, 2);
    Limits soft = new Limits(1_000L, false, 5_000L, true);
    town.database.write(tx -> {
      town.ledger.limit(tx, book, ben, soft, "wish", 0);
      return 0;
    });
    town.decide("limitMode", "warn");
    town.database.write(tx -> lets.creditLimit(tx, LetsTown.PACHA, 2, 2_000, "trust"));
    assertThat(town.ledger.account(book, ben).orElseThrow().limits())
        .isEqualTo(new Limits(2_000L, true, 5_000L, true));
    town.decide("limitMode", "block");
    assertThat(town.ledger.account(book, ben).orElseThrow().limits())
        .isEqualTo(new Limits(2_000L, false, 5_000L, true));
  }

  @Test
  void a_gift_whose_giver_rests_or_has_no_room_goes_to_the_fund() {
    Exchange exchange = lets.exchange(LetsTown.PACHA);
    int ben = lets.account(LetsTown.PACHA, 2);
    UUID resting = town.id();
    UUID full = town.id();
    UUID home = town.id();
    town.database.write(tx -> {
      for (UUID invitation : List.of(resting, full, home)) {
        lets.books().invited(tx, LetsTown.PACHA, invitation, 2, "1.00", town.clock.instant());
      }
      lets.books().giftReturned(tx, LetsTown.PACHA, home);
      town.ledger.status(tx, exchange.book(), ben, AccountStatus.SUSPENDED, 0);
      lets.books().giftReturned(tx, LetsTown.PACHA, resting);
      town.ledger.status(tx, exchange.book(), ben, AccountStatus.ACTIVE, 0);
      town.ledger.limit(tx, exchange.book(), ben, new Limits(1_000L, false, -200L), "wish", 0);
      lets.books().giftReturned(tx, LetsTown.PACHA, full);
      return 0;
    });
    assertThat(town.balance(2)).isEqualTo(-200);
    assertThat(town.ledger.account(exchange.book(), exchange.fund()).orElseThrow().balance())
        .isEqualTo(200);
  }

  @Test
  void each_rule_of_a_policy_has_its_range() {
    Map<String, List<Object>> wrong =
        Map.ofEntries(
            Map.entry("limitMode", List.of("perhaps", "BLOCK", "")),
            Map.entry("fundRate", List.of("0", "0.009", "0.051", "2", "-0.02", "0.0200001", "2%")),
            Map.entry("fundSide", List.of("nobody", "PAYEE")),
            Map.entry("creditStart", List.of("-1", "1.005", "50.01", "lots")),
            Map.entry("creditCap", List.of("9.99", "-1", "10000000000000.01")),
            Map.entry("creditSlope", List.of("-0.01", "1e3")),
            Map.entry("listingLife", List.of("PT23H", "P367D", "P1M", "soon")),
            Map.entry("acceptWithin", List.of("PT59M", "P91D", "PT1000000000000H")),
            Map.entry("completeWithin", List.of("PT1H", "P366D")),
            Map.entry("createProposal", List.of("everybody")),
            Map.entry("ayniWindow", List.of("P6D", "P367D")),
            Map.entry("factorTwoOver", List.of("-1")));
    wrong.forEach((key, values) -> {
      for (Object value : values) {
        Refused no = refused(() -> town.decide(key, value));
        assertThat(no.refusal()).as(key + " " + value).isEqualTo(Refusal.POLICY_VALUE);
        assertThat(no.faults().getFirst().field()).as(key + " " + value).isIn(key, "creditStart");
      }
    });
    Map<String, List<Object>> right =
        Map.ofEntries(
            Map.entry("openBooks", List.of(true, false)),
            Map.entry("limitMode", List.of("warn", "block")),
            Map.entry("fundRate", List.of("0.01", "0.025", "0.05")),
            Map.entry("fundSide", List.of("payer", "split", "payee")),
            Map.entry("creditStart", List.of("0", "50")),
            Map.entry("creditCap", List.of("50", "1000")),
            Map.entry("creditSlope", List.of("0", "47.00")),
            Map.entry("listingLife", List.of("P1D", "P366D")),
            Map.entry("acceptWithin", List.of("PT1H", "P90D")),
            Map.entry("completeWithin", List.of("P1D", "P365D")),
            Map.entry("giftMode", List.of(true, false)),
            Map.entry("createProposal", List.of("sponsor", "member")),
            Map.entry("ayniWindow", List.of("P1W", "P366D")),
            Map.entry("factorTwoOver", List.of("0", "20.5")));
    right.forEach((key, values) -> values.forEach(value -> town.decide(key, value)));
    assertThat(refused(() -> PolicyRules.change(Map.of("fundRates", "0.02"))).refusal())
        .isEqualTo(Refusal.POLICY_KEY);
  }

  @Test
  void a_limit_that_is_lowered_moves_no_balance_and_only_stops_what_makes_it_worse() {
    town.pay(2, 3, "9.00");
    town.database.write(tx -> lets.creditLimit(tx, LetsTown.PACHA, 2, 100, "review"));
    assertThat(town.balance(2)).isEqualTo(-900);
    assertThat(account(2, "ben").available()).isEqualTo("0.00");
    assertThat(refused(() -> town.pay(2, 4, "0.01")).refusal()).isEqualTo(Refusal.CREDIT_LIMIT);
    assertThat(town.pay(3, 2, "0.01").amount()).isEqualTo("0.01");
    assertThat(
            town.database.<Boolean>write(
                tx -> lets.creditLimit(tx, LetsTown.PACHA, 2, 100, "review")))
        .isFalse();
  }

  @Test
  void in_gift_mode_exchanges_are_counted_and_no_balance_moves() {
    town.pay(2, 3, "4.00");
    PaymentRequest asked = town.ask(3, 2, "1.00");
    UUID earlier = town.ask(4, 2, "1.00").id();
    lets.autoAccept(town.standing(2), new PaymentRequest.AutoAccept("later", 1, null));
    List<Long> before = town.balances();
    List<LetsEvent> told = town.ear();
    town.decide("giftMode", true);
    UUID id = town.id();
    Payment given = lets.pay(town.standing(2), town.draft(id, 3, null)).value();
    assertThat(given.amount()).isNull();
    assertThat(given.seq()).isNull();
    assertThat(lets.pay(town.standing(2), town.draft(id, 3, null)).replay()).isTrue();
    assertThat(refused(() -> lets.pay(town.standing(2), town.draft(id, 4, null))).details())
        .containsEntry("field", "to");
    assertThat(lets.payment(town.standing(3), id).concept()).isEqualTo("pan");
    assertThat(refused(() -> lets.payment(town.standing(4), id)).refusal())
        .isEqualTo(Refusal.NOT_FOUND);
    List<Runnable> refusals = new ArrayList<>();
    refusals.add(() -> town.pay(2, 3, "1.00"));
    refusals.add(() -> town.ask(3, 2, "1.00"));
    refusals.add(() -> lets.accept(town.standing(2), asked.id()));
    refusals.add(
        () -> lets.batch(town.standing(2), List.of(town.draft(town.id(), 3, "1.00")), true));
    for (Runnable act : refusals) {
      assertThat(refused(act::run).refusal()).isEqualTo(Refusal.GIFT_MODE);
    }
    town.clock.advance(Duration.ofDays(2));
    lets.sweepRequests(10);
    assertThat(lets.request(town.standing(4), earlier).state()).isEqualTo("pending");
    assertThat(town.balances()).isEqualTo(before);
    town.outbox.settle();
    assertThat(told)
        .filteredOn(event -> event instanceof LetsEvent.PaymentMade made && made.amount() == 0)
        .hasSize(1);
  }

  @Test
  void a_link_that_is_paid_by_phone_names_account_words_and_amount() {
    assertThat(lets.payLink("pacha", "ben", "1.50", "pan & sal"))
        .isEqualTo(
            "https://coomunity.test/pay?t=https%3A%2F%2Fcoomunity.test%2Fapi%2Fv1%2Fcommunities"
                + "%2Fpacha%2Faccounts%2Fben&m=pan+%26+sal&a=1.50");
    assertThat(lets.qr(lets.payLink("pacha", "ben", null, null))).startsWith("<svg");
  }
}
