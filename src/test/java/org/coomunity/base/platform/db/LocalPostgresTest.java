package org.coomunity.base.platform.db;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.coomunity.base.kernel.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
  private static final Secret OWNER = new Secret("0123456789abcdef");
  private static final Secret APP = new Secret("fedcba9876543210");

  @TempDir Path data;

  private LocalPostgres start() {
    return LocalPostgres.start(data, OWNER, APP, 20);
  }

  @AfterEach
  void nothing_is_left_running() {
    LocalPostgres.running(data, OWNER, APP)
        .flatMap(LocalPostgres::process)
        .ifPresent(ProcessHandle::destroy);
  }

  private static String ask(String url, String sql) {
    try (Database database = Database.open(url, 1)) {
      return database.write(tx -> tx.query(sql).mapTo(String.class).one());
    }
  }

  @Test
  void it_is_safe_keeps_its_data_and_lets_the_application_only_use_the_tables() throws IOException {
    Path halfMade = Files.createDirectories(data.resolve("postgres.new/base"));
    Files.writeString(halfMade.resolve("1"), "an initdb that was killed");
    try (LocalPostgres server = start()) {
      assertThat(ask(server.appUrl(), "show fsync")).isEqualTo("on");
      assertThat(ask(server.appUrl(), "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(server.appUrl(), "show full_page_writes")).isEqualTo("on");
      assertThat(ask(server.appUrl(), "show data_checksums")).isEqualTo("on");
      try (Database owner = Database.open(server.ownerUrl(), 2)) {
        Migrations migrations = new Migrations(owner.dataSource(), List.of("platform", "ledger"));
        migrations.apply();
        migrations.grantTo(server.appRole());
      }
      ask(
          server.appUrl(),
          "insert into ledger.book (code, decimals) values ('A', 2) returning code");
      assertThatThrownBy(() -> ask(server.appUrl(), "create table ledger.b (c int)"))
          .hasStackTraceContaining("permission denied");
      assertThatThrownBy(
              () -> ask(server.appUrl(), "delete from ledger.transfer returning id::text"))
          .hasStackTraceContaining("permission denied");
      assertThatThrownBy(() -> ask(server.appUrl().replace(APP.reveal(), "wrong"), "select 'x'"))
          .hasStackTraceContaining("password authentication failed");
    }
    assertThat(LocalPostgres.running(data, OWNER, APP)).isEmpty();
    try (LocalPostgres server = start()) {
      assertThat(ask(server.appUrl(), "select code from ledger.book")).isEqualTo("A");
    }
  }

  @Test
  void one_left_over_from_a_dead_process_is_stopped_and_one_that_dies_comes_back()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    LocalPostgres abandoned = start();
    ProcessHandle old = abandoned.process().orElseThrow();
    abandoned.abandon();
    try (LocalPostgres server = start()) {
      ProcessHandle first = server.process().orElseThrow();
      assertThat(first.pid()).isNotEqualTo(old.pid());
      first.destroyForcibly();
      server.revived().get(60, SECONDS);
      assertThat(server.process().orElseThrow().pid()).isNotEqualTo(first.pid());
      assertThat(ask(server.appUrl(), "select 'again'")).isEqualTo("again");
    }
    Path pid = data.resolve("postgres/postmaster.pid");
    Files.writeString(
        pid,
        String.join(
            "\n",
            List.of(
                "" + ProcessHandle.current().pid(),
                data.resolve("postgres").toString(),
                "1",
                "1",
                "",
                "127.0.0.1",
                "",
                "ready")));
    try (LocalPostgres server = start()) {
      assertThat(ask(server.appUrl(), "select 'stale'")).isEqualTo("stale");
    }
  }
}
