package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.coomunity.base.platform.db.Backup;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path home;

  private Config config(Map<String, String> environment) {
    return Config.read(home, environment, Map.of());
  }

  private List<String> backups() throws IOException {
    Path folder = home.resolve("data/backups");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void start(String url) {
    try (Storage storage = Storage.open(config(Map.of("DATABASE_URL", url)));
        Database database = storage.database()) {
      database.ping();
    }
  }

  @Test
  void a_database_in_use_is_backed_up_before_it_is_migrated() throws IOException {
    String url = TestDatabase.freshUrl("platform");
    start(url);
    assertThat(backups()).hasSize(2).contains(Backup.APART);
    start(url);
    assertThat(backups()).as("nothing was waiting").hasSize(2);
  }

  @Test
  void a_new_database_needs_no_backup() throws IOException {
    start(TestDatabase.freshUrl());
    assertThat(backups()).isEmpty();
  }

  @Test
  void the_last_five_backups_stay() throws IOException {
    try (Database database = TestDatabase.fresh("platform")) {
      Backup backup =
          new Backup(database.dataSource(), List.of("platform"), home.resolve("data"), Set.of());
      Files.createDirectories(home.resolve("data/backups"));
      Files.writeString(home.resolve("data/backups/a-of-mine.zip"), "stays");
      Instant first = Instant.parse("2026-01-01T00:00:00Z");
      for (int day = 0; day < 7; day++) {
        new KeptBackups(home.resolve("data"))
            .beforeMigration(backup, first.plusSeconds(86_400L * day));
      }
    }
    assertThat(backups())
        .hasSize(6)
        .contains("a-of-mine.zip", "before-migration-20260107T000000.000.zip")
        .doesNotContain("before-migration-20260102T000000.000.zip");
  }

  @Test
  void a_role_apart_from_the_owner_uses_the_tables_and_cannot_rewrite_the_books() {
    String owner = TestDatabase.freshUrl();
    try (Database database = Database.open(owner, 1)) {
      database.write(tx ->
          tx.update(
                  """
                  do $$ begin
                    if not exists (select from pg_roles where rolname = 'clerk') then
                      create role clerk login;
                    end if;
                  end $$
                  """)
              .execute());
    }
    String clerk = owner.replaceAll("user=\\w+", "user=clerk");
    assertThat(clerk).isNotEqualTo(owner);
    Config config = config(Map.of("DATABASE_URL", clerk, "DATABASE_OWNER_URL", owner));
    try (Storage storage = Storage.open(config);
        Database database = storage.database()) {
      assertThat(count(database, "insert into ledger.book (code, decimals) values ('A', 2)"))
          .isEqualTo(1);
      assertThatThrownBy(() -> count(database, "update ledger.transfer set amount = 1"))
          .hasStackTraceContaining("permission denied");
      assertThatThrownBy(() -> count(database, "drop table ledger.book"))
          .hasStackTraceContaining("must be owner");
      assertThatThrownBy(() -> count(database, "delete from ledger.schema_history"))
          .hasStackTraceContaining("permission denied");
    }
  }

  private static int count(Database database, String sql) {
    return database.write(tx -> tx.update(sql).execute());
  }
}
