package org.coomunity.base.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final CommunityId PACHA = new CommunityId(new UUID(5, 5));
  private static final CommunityId WALLPA = new CommunityId(new UUID(5, 6));
  private static final MemberId ANA = new MemberId(new UUID(7, 7));

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh("platform", "audit");
  private final Audit audit = new Audit(database, clock);

  @AfterEach
  void close() {
    database.close();
  }

  private AuditEntry entry(CommunityId community, String subject) {
    clock.advance(Duration.ofMillis(5));
    return new AuditEntry(
        community,
        Uuid7.at(clock.instant()),
        clock.instant(),
        ANA,
        "suspend",
        subject,
        "because of " + subject);
  }

  private void write(CommunityId community, String subject) {
    AuditEntry entry = entry(community, subject);
    database.write(tx -> {
      tx.later(entry.rider());
      return entry;
    });
  }

  /// What somebody who owns the tables can do to them.
  private void tamper(String sql) {
    database.write(tx -> {
      tx.update("alter table audit.entry disable trigger user").execute();
      int rows = tx.update(sql).execute();
      tx.update("alter table audit.entry enable trigger user").execute();
      return rows;
    });
  }

  private String fault() {
    return audit.verify(PACHA).fault().orElse("all is well");
  }

  @Test
  void what_was_written_is_verified_community_by_community() {
    for (int i = 1; i <= 4; i++) {
      write(PACHA, "s" + i);
      write(WALLPA, "w" + i);
    }
    assertThat(audit.chains()).containsExactlyInAnyOrder(PACHA, WALLPA);
    Audit.Verification found = audit.verify(PACHA);
    assertThat(found.fault()).isEmpty();
    assertThat(found.entries()).isEqualTo(4);
    assertThat(found.end()).isNotEqualTo(audit.verify(WALLPA).end());
    assertThat(audit.entries(PACHA, Optional.empty(), 2).items())
        .extracting(AuditEntry::subject, AuditEntry::reason)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("s4", "because of s4"),
            org.assertj.core.api.Assertions.tuple("s3", "because of s3"));
  }

  @Test
  void an_entry_that_was_changed_is_named() {
    for (int i = 1; i <= 5; i++) {
      write(PACHA, "s" + i);
    }
    tamper("update audit.entry set actor = '00000000-0000-0000-0000-000000000001' where n = 3");
    assertThat(fault()).startsWith("entry 3 (suspend, ").endsWith("not what was written then");
  }

  @Test
  void an_entry_that_was_taken_out_is_named_in_the_middle_and_at_the_end() {
    for (int i = 1; i <= 5; i++) {
      write(PACHA, "s" + i);
    }
    tamper("delete from audit.entry where n = 5");
    assertThat(fault()).startsWith("entry 5: the chain was cut off");
    tamper("delete from audit.entry where n = 2");
    assertThat(fault()).startsWith("entry 3 ").contains("entry 2 is missing");
    tamper("delete from audit.entry");
    assertThat(audit.verify(PACHA).fault()).isPresent();
  }

  @Test
  void a_reason_that_was_changed_is_named_and_one_that_was_forgotten_is_not() {
    write(PACHA, "s1");
    write(PACHA, "s2");
    database.write(tx ->
        tx.update("update audit.words set words = 'nothing' where words like '%s2'").execute());
    assertThat(fault()).startsWith("entry 2 ").endsWith("not what was said then");
    clock.advance(Audit.WORDS);
    assertThat(audit.forgetWords(1)).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(audit.forgetWords(10)).isEqualTo(1);
    assertThat(fault()).isEqualTo("all is well");
    assertThat(audit.entries(PACHA, Optional.empty(), 2).items())
        .extracting(AuditEntry::reason)
        .containsExactly("", "");
  }

  @Test
  void entries_are_never_rewritten() {
    write(PACHA, "s1");
    for (String sql :
        List.of(
            "delete from audit.entry",
            "update audit.entry set act = 'nothing'",
            "truncate audit.entry")) {
      assertThatThrownBy(() -> database.write(tx -> tx.update(sql).execute()))
          .hasStackTraceContaining("append-only");
    }
  }

  @Test
  void what_is_rolled_back_leaves_no_hole_and_what_is_written_at_once_no_fork() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        AuditEntry entry = entry(PACHA, "s" + i);
        boolean fails = i % 4 == 0;
        all.add(
            threads.submit(() -> {
              try {
                database.write(tx -> {
                  tx.run(entry.rider());
                  if (fails) {
                    throw new IllegalStateException("rolled back");
                  }
                  return entry;
                });
              } catch (IllegalStateException expected) {
                assertThat(fails).isTrue();
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(audit.verify(PACHA).fault()).isEmpty();
    assertThat(audit.verify(PACHA).entries()).isEqualTo(30);
  }
}
