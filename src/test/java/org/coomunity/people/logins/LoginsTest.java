package org.coomunity.people.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.coomunity.base.audit.Audit;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Log-ins on a real database, with two nodes that keep sessions in memory.
class LoginsTest {
  private static final MemberId ANA = TestServer.memberId("ana");
  private static final Secret PASSWORD = new Secret("la luna de noviembre");

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh("platform", "audit", "logins");
  private final Outbox outbox = new Outbox(database, clock);
  private final Logins logins = node();
  private final Logins otherNode = node();

  private Logins node() {
    return new Logins(database, outbox, clock, new Caches(new SimpleMeterRegistry()), Hashing.HARD);
  }

  @AfterEach
  void stop() {
    outbox.close();
    database.close();
  }

  private boolean open(Logins at, Secret access) {
    return at.session(access.reveal()).isPresent();
  }

  private Tokens open() {
    return logins.open(ANA, "Firefox", "192.0.2.7");
  }

  private void assertOver(String refresh) {
    assertThatThrownBy(() -> logins.refresh(refresh))
        .isInstanceOf(Refused.class)
        .hasMessage("session_over");
  }

  @Test
  void a_password_is_kept_as_argon2id_and_only_it_fits() {
    logins.change(ANA, "ana", PASSWORD);
    String kept = kept();
    assertThat(kept)
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(PASSWORD.reveal());
    assertThat(logins.knows(ANA, PASSWORD)).isTrue();
    assertThat(logins.knows(ANA, new Secret("la luna de diciembre"))).isFalse();
    assertThat(logins.knows(null, PASSWORD)).isFalse();
    assertThat(logins.knows(TestServer.memberId("nobody"), new Secret("nobody has this one")))
        .isFalse();
    logins.change(ANA, "ana", PASSWORD);
    assertThat(kept()).isNotEqualTo(kept);
  }

  private String kept() {
    return database.read(tx -> LoginsStore.password(tx, ANA)).orElseThrow();
  }

  @Test
  void the_same_password_typed_in_two_ways_is_the_same() {
    logins.change(ANA, "ana", new Secret("canción de cuna"));
    assertThat(logins.knows(ANA, new Secret("cancio\u0301n de cuna"))).isTrue();
  }

  @Test
  void a_weak_password_is_refused_and_changes_nothing() {
    logins.change(ANA, "ana", PASSWORD);
    assertThatThrownBy(() -> logins.change(ANA, "ana", new Secret("short")))
        .hasMessage("password_weak");
    assertThat(logins.knows(ANA, PASSWORD)).isTrue();
  }

  @Test
  void an_access_token_lives_a_quarter_of_an_hour() {
    Tokens tokens = open();
    assertThat(logins.session(tokens.access().reveal()).orElseThrow().member()).isEqualTo(ANA);
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(open(logins, tokens.access())).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(open(logins, tokens.access())).isFalse();
    assertThat(open(otherNode, tokens.access())).isFalse();
  }

  @Test
  void a_token_that_is_made_up_or_of_the_other_kind_opens_nothing() {
    Tokens tokens = open();
    assertThat(open(logins, tokens.refresh())).isFalse();
    assertThat(open(logins, LoginRules.token(ANA, tokens.session(), new byte[32]))).isFalse();
    assertThat(open(logins, LoginRules.token(ANA, new UUID(1, 1), new byte[32]))).isFalse();
    assertThat(logins.session("nonsense")).isEmpty();
  }

  @Test
  void refreshing_gives_the_next_pair_and_both_access_tokens_work_on_every_node() {
    Tokens first = open();
    assertThat(open(otherNode, first.access())).isTrue();
    Tokens second = logins.refresh(first.refresh().reveal());
    assertThat(second.session()).isEqualTo(first.session());
    for (Logins node : List.of(logins, otherNode)) {
      assertThat(open(node, second.access())).isTrue();
      assertThat(open(node, first.access())).isTrue();
    }
  }

  @Test
  void a_refresh_token_that_is_used_again_later_ends_the_whole_log_in() {
    Tokens first = open();
    Tokens second = logins.refresh(first.refresh().reveal());
    clock.advance(LoginRules.GRACE);
    assertOver(first.refresh().reveal());
    assertThat(open(logins, second.access())).isFalse();
    assertThat(open(logins, first.access())).isFalse();
    assertOver(second.refresh().reveal());
    assertThat(logins.sessions(ANA)).isEmpty();
  }

  @Test
  void within_the_grace_the_slower_page_gets_nothing_and_breaks_nothing() {
    Tokens first = open();
    Tokens second = logins.refresh(first.refresh().reveal());
    assertOver(first.refresh().reveal());
    assertThat(open(logins, second.access())).isTrue();
    assertThat(logins.refresh(second.refresh().reveal()).session()).isEqualTo(first.session());
  }

  @Test
  void a_token_two_generations_old_is_stolen_even_within_the_grace() {
    Tokens first = open();
    Tokens second = logins.refresh(first.refresh().reveal());
    Tokens third = logins.refresh(second.refresh().reveal());
    assertOver(first.refresh().reveal());
    assertThat(open(logins, third.access())).isFalse();
  }

  @Test
  void of_eight_pages_that_refresh_at_once_exactly_one_gets_the_pair() throws Exception {
    String refresh = open().refresh().reveal();
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Optional<Tokens>>> all =
          IntStream.range(0, 8)
              .mapToObj(n ->
                  threads.submit(() -> {
                    go.await();
                    try {
                      return Optional.of(logins.refresh(refresh));
                    } catch (Refused late) {
                      return Optional.<Tokens>empty();
                    }
                  }))
              .toList();
      go.countDown();
      int got = 0;
      for (Future<Optional<Tokens>> one : all) {
        got += one.get().isPresent() ? 1 : 0;
      }
      assertThat(got).isEqualTo(1);
    }
    assertThat(logins.sessions(ANA)).hasSize(1);
  }

  @Test
  void a_refresh_token_dies_after_thirty_days_without_use() {
    Tokens tokens = open();
    clock.advance(Duration.ofDays(30));
    assertOver(tokens.refresh().reveal());
    assertThat(logins.sessions(ANA)).isEmpty();
  }

  @Test
  void logging_out_ends_both_access_tokens_at_once() {
    Tokens first = open();
    Tokens second = logins.refresh(first.refresh().reveal());
    assertThat(open(logins, first.access())).isTrue();
    logins.end(ANA, first.session());
    assertThat(open(logins, first.access())).isFalse();
    assertThat(open(logins, second.access())).isFalse();
    assertOver(second.refresh().reveal());
    logins.end(ANA, first.session());
  }

  @Test
  void nobody_ends_the_log_in_of_another() {
    Tokens tokens = open();
    logins.end(TestServer.memberId("ben"), tokens.session());
    assertThat(open(logins, tokens.access())).isTrue();
  }

  @Test
  void logging_out_everywhere_ends_all_of_ones_own_log_ins_only() {
    Tokens here = open();
    Tokens there = open();
    Tokens ben = logins.open(TestServer.memberId("ben"), "", "");
    assertThat(open(logins, here.access())).isTrue();
    logins.endAll(ANA, "everywhere");
    assertThat(open(logins, here.access())).isFalse();
    assertThat(open(logins, there.access())).isFalse();
    assertThat(open(logins, ben.access())).isTrue();
  }

  @Test
  void another_node_hears_that_a_log_in_is_over() throws InterruptedException {
    CountDownLatch heard = new CountDownLatch(1);
    outbox.everywhere(LoginsEvent.SessionsEnded.class, ended -> heard.countDown());
    outbox.start(true);
    Tokens tokens = open();
    assertThat(open(otherNode, tokens.access())).isTrue();
    logins.end(ANA, tokens.session());
    assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(open(otherNode, tokens.access())).isFalse();
  }

  @Test
  void a_new_password_ends_what_the_old_one_opened() {
    Tokens tokens = open();
    assertThat(open(logins, tokens.access())).isTrue();
    logins.change(ANA, "ana", PASSWORD);
    assertThat(open(logins, tokens.access())).isFalse();
  }

  @Test
  void the_oldest_of_more_than_fifty_log_ins_ends() {
    Tokens oldest = open();
    for (int i = 0; i < 50; i++) {
      clock.advance(Duration.ofSeconds(1));
      open();
    }
    assertThat(logins.sessions(ANA)).hasSize(50);
    assertThat(open(logins, oldest.access())).isFalse();
  }

  @Test
  void an_address_is_familiar_to_whom_it_let_in() {
    open();
    assertThat(logins.familiar(ANA, "192.0.2.7")).isTrue();
    assertThat(logins.familiar(ANA, "192.0.2.8")).isFalse();
    assertThat(logins.familiar(TestServer.memberId("ben"), "192.0.2.7")).isFalse();
    logins.open(ANA, "", "");
    assertThat(logins.familiar(ANA, "")).isFalse();
  }

  private Secret code() {
    return logins.recovery(
        ANA,
        logins.entry(Logins.PLATFORM, TestServer.memberId("operator"), "recover", "ana", "lost"));
  }

  @Test
  void a_recovery_code_sets_a_new_password_once_and_ends_all_log_ins() {
    logins.change(ANA, "ana", PASSWORD);
    Tokens before = open();
    Secret code = code();
    assertThat(open(logins, before.access())).isFalse();
    Tokens between = open();
    Secret fresh = new Secret("el sol de diciembre");
    assertThat(logins.recover(ANA, "ana", code.reveal(), fresh)).isTrue();
    assertThat(open(logins, between.access())).isFalse();
    assertThat(logins.knows(ANA, fresh)).isTrue();
    assertThat(logins.knows(ANA, PASSWORD)).isFalse();
    assertThat(logins.recover(ANA, "ana", code.reveal(), PASSWORD)).isFalse();
    assertThat(logins.knows(ANA, fresh)).isTrue();
  }

  @Test
  void a_recovery_code_dies_after_a_day_and_when_the_next_is_made() {
    Secret first = code();
    Secret second = code();
    assertThat(logins.recover(ANA, "ana", first.reveal(), PASSWORD)).isFalse();
    clock.advance(LoginRules.RECOVERY);
    assertThat(logins.recover(ANA, "ana", second.reveal(), PASSWORD)).isFalse();
    assertThat(logins.knows(ANA, PASSWORD)).isFalse();
  }

  @Test
  void after_ten_wrong_tries_the_right_code_is_worth_nothing() {
    Secret code = code();
    for (int i = 0; i < LoginRules.RECOVERY_TRIES; i++) {
      assertThat(logins.recover(ANA, "ana", "WRONG", PASSWORD)).isFalse();
    }
    assertThat(logins.recover(ANA, "ana", code.reveal(), PASSWORD)).isFalse();
  }

  @Test
  void a_weak_password_does_not_use_the_code_up() {
    Secret code = code();
    assertThatThrownBy(() -> logins.recover(ANA, "ana", code.reveal(), new Secret("short")))
        .hasMessage("password_weak");
    assertThat(logins.recover(ANA, "ana", code.reveal(), PASSWORD)).isTrue();
  }

  @Test
  void the_audit_is_read_newest_first_by_community_and_never_rewritten() {
    CommunityId pacha = new CommunityId(new UUID(5, 5));
    for (int i = 0; i < 3; i++) {
      String subject = "s" + i;
      clock.advance(Duration.ofMillis(5));
      database.write(tx -> {
        logins.audit(tx, pacha, ANA, "suspend", subject, "why");
        return subject;
      });
    }
    Audit audit = new Audit(database, clock);
    var page = audit.entries(pacha, Optional.empty(), 2);
    assertThat(page.items()).extracting(AuditEntry::subject).containsExactly("s2", "s1");
    assertThat(audit.entries(pacha, Optional.of(page.items().getLast().id()), 2).items())
        .extracting(AuditEntry::subject)
        .containsExactly("s0");
    assertThat(audit.entries(Logins.PLATFORM, Optional.empty(), 2).items()).isEmpty();
    assertThatThrownBy(() -> database.write(tx -> tx.update("delete from audit.entry").execute()))
        .hasStackTraceContaining("append-only");
  }

  @Test
  void log_ins_that_are_long_over_are_forgotten() {
    open();
    clock.advance(Duration.ofDays(36));
    assertThat(logins.forgetOver(10)).isZero();
    clock.advance(Duration.ofDays(2));
    assertThat(logins.forgetOver(10)).isEqualTo(1);
    assertThat(logins.familiar(ANA, "192.0.2.7")).isFalse();
  }
}
