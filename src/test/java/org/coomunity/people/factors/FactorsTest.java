package org.coomunity.people.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.platform.seal.Seal;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The second step on a real database: Ana has one, Ben begins.
class FactorsTest {
  private static final MemberId ANA = TestServer.memberId("ana");
  private static final MemberId BEN = TestServer.memberId("ben");
  private static final UUID SESSION = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh("platform", "logins", "factors");
  private final Outbox outbox = new Outbox(database, clock);
  private final Factors factors = new Factors(database, clock, new byte[32]);
  private byte[] secret = {};
  private List<String> codes = List.of();

  @BeforeEach
  void begin() {
    codes = on(ANA, "ana");
  }

  private List<String> on(MemberId member, String handle) {
    factors.begin(member, handle);
    secret =
        database.read(tx ->
            new Seal(new byte[32])
                .open(member, FactorsStore.totp(tx, member, false).orElseThrow().sealed()));
    List<String> told = factors.confirm(member, SESSION, code());
    next();
    return told;
  }

  @AfterEach
  void stop() {
    outbox.close();
    database.close();
  }

  /// What the app shows now.
  private String code() {
    return Totp.code(secret, Totp.step(clock.instant()), 6);
  }

  private void next() {
    clock.advance(Duration.ofSeconds(30));
  }

  private String ticket(MemberId member) {
    try {
      factors.hold(member);
    } catch (Refused held) {
      assertThat(held).hasMessage("second_factor");
      return String.valueOf(held.details().get("ticket"));
    }
    throw new AssertionError("nothing was held");
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refused.class).hasMessage(code);
  }

  @Test
  void it_counts_from_the_first_right_code_on_and_the_secret_is_not_readable_in_the_database() {
    Factor.Setup setup = factors.begin(BEN, "ben");
    assertThat(factors.on(BEN)).isFalse();
    factors.hold(BEN);
    refused("wrong_code", () -> factors.confirm(BEN, SESSION, "000000"));
    assertThat(factors.on(BEN)).isFalse();
    assertThat(factors.factor(ANA)).isEqualTo(new Factor(true, factors.factor(ANA).since(), 10));
    String kept =
        database.read(tx ->
            tx.query("select encode(sealed, 'escape') from factors.totp where member_id = :m")
                .bind("m", BEN)
                .mapTo(String.class)
                .one());
    assertThat(kept).doesNotContain(setup.secret());
    refused("wrong_state", () -> factors.begin(ANA, "ana"));
    refused("wrong_state", () -> factors.confirm(ANA, SESSION, code()));
  }

  @Test
  void ticket_and_code_open_once() {
    String ticket = ticket(ANA);
    String code = code();
    assertThat(factors.redeem(ticket, code)).isEqualTo(ANA);
    next();
    refused("ticket_over", () -> factors.redeem(ticket, code()));
  }

  @Test
  void a_code_that_was_taken_is_refused_with_another_ticket() {
    String code = code();
    factors.redeem(ticket(ANA), code);
    String second = ticket(ANA);
    refused("wrong_code", () -> factors.redeem(second, code));
    next();
    assertThat(factors.redeem(second, code())).isEqualTo(ANA);
  }

  @Test
  void a_ticket_that_is_old_made_up_or_tried_too_often_is_over() {
    String old = ticket(ANA);
    clock.advance(FactorRules.TICKET);
    refused("ticket_over", () -> factors.redeem(old, code()));
    refused("ticket_over", () -> factors.redeem("made up", code()));
    String forged = ticket(ANA);
    char last = forged.charAt(60) == 'A' ? 'B' : 'A';
    refused(
        "ticket_over",
        () -> factors.redeem(forged.substring(0, 60) + last + forged.substring(61), code()));
    String tried = ticket(ANA);
    for (int i = 0; i < FactorRules.TICKET_TRIES; i++) {
      clock.advance(Duration.ofSeconds(10));
      assertThatThrownBy(() -> factors.redeem(tried, "000000")).isInstanceOf(Refused.class);
    }
    refused("ticket_over", () -> factors.redeem(tried, code()));
  }

  @Test
  void the_code_of_one_member_does_not_open_the_ticket_of_another() {
    on(BEN, "ben"); // the secret is now that of Ben
    String ana = ticket(ANA);
    refused("wrong_code", () -> factors.redeem(ana, code()));
  }

  @Test
  void a_recovery_code_opens_once_and_new_ones_end_the_old() {
    assertThat(codes).hasSize(10);
    assertThat(factors.redeem(ticket(ANA), codes.get(0).toUpperCase(Locale.ROOT))).isEqualTo(ANA);
    assertThat(factors.factor(ANA).recoveryCodes()).isEqualTo(9);
    String again = ticket(ANA);
    refused("wrong_code", () -> factors.redeem(again, codes.get(0)));
    factors.renew(ANA);
    refused("wrong_code", () -> factors.redeem(again, codes.get(1)));
    assertThat(factors.factor(ANA).recoveryCodes()).isEqualTo(10);
  }

  @Test
  void who_guesses_waits_longer_and_longer_and_the_owner_gets_in_afterwards() {
    for (int i = 0; i < 5; i++) {
      refused("wrong_code", () -> factors.prove(ANA, SESSION, "000000"));
    }
    refused("too_many", () -> factors.prove(ANA, SESSION, code()));
    clock.advance(Duration.ofSeconds(1));
    refused("wrong_code", () -> factors.prove(ANA, SESSION, "000000"));
    refused("too_many", () -> factors.prove(ANA, SESSION, code()));
    clock.advance(Duration.ofSeconds(2));
    factors.prove(ANA, SESSION, code());
    next();
    refused("wrong_code", () -> factors.prove(ANA, SESSION, "000000"));
    factors.prove(ANA, SESSION, code());
  }

  @Test
  void a_step_is_fresh_for_ten_minutes_in_its_own_log_in() {
    factors.demand(BEN, null);
    refused("second_factor", () -> factors.demand(ANA, OTHER));
    refused("second_factor", () -> factors.demand(ANA, null));
    factors.prove(ANA, OTHER, code());
    assertThat(factors.demand(ANA, OTHER)).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    refused("second_factor", () -> factors.demand(ANA, new UUID(3, 3)));
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    factors.demand(ANA, OTHER);
    clock.advance(Duration.ofMillis(1));
    refused("second_factor", () -> factors.demand(ANA, OTHER));
    assertThat(factors.forget(100)).isPositive();
  }

  @Test
  void turned_off_it_asks_nobody_and_its_codes_are_gone() {
    factors.remove(ANA);
    factors.hold(ANA);
    factors.demand(ANA, OTHER);
    refused("wrong_state", () -> factors.renew(ANA));
    refused("wrong_state", () -> factors.prove(ANA, SESSION, code()));
    factors.remove(ANA);
  }
}
