package org.coomunity.base.platform.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final List<String> MODULES = List.of("platform", "ledger");
  private static final Instant MADE = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;
  private Database source;
  private Database target;
  private Path file;

  @BeforeEach
  void open() {
    source = TestDatabase.fresh("platform", "ledger");
    target = TestDatabase.fresh();
    file = folder.resolve("all.zip");
    source.write(tx -> {
      tx.update("insert into ledger.book (code, decimals) values ('LÜKA', 2), ('ünit', 0)")
          .execute();
      tx.update(
              """
              insert into ledger.refused_id (book, id, status, at)
              select 1, gen_random_uuid(), 3, now() from generate_series(1, 500)
              """)
          .execute();
      return tx.update(
              """
              insert into platform.outbox (community_id, id, type, body, at)
              values (gen_random_uuid(), :id, E'a\\tb\\n', '{"words": "\\\\ \\n ¿sí?"}', now())
              """)
          .bind("id", new UUID(1, 1))
          .execute();
    });
  }

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private Backup backup(Database database, String data) {
    return new Backup(database.dataSource(), MODULES, folder.resolve(data), Set.of());
  }

  @Test
  void what_was_backed_up_is_restored_row_by_row() {
    Backup.Contents written = backup(source, "from").write(file, List.of(), MADE);
    assertThat(written.rows()).isEqualTo(503);
    assertThat(backup(target, "to").restore(file)).isEqualTo(written);
    String rows = "select array_agg(r::text order by r::text)::text from ledger.refused_id r";
    assertThat(one(target, rows)).isEqualTo(one(source, rows));
    assertThat(one(target, "select type || body::text from platform.outbox"))
        .isEqualTo(one(source, "select type || body::text from platform.outbox"));
  }

  @Test
  void numbers_go_on_where_they_stood() {
    backup(source, "from").write(file, List.of(), MADE);
    backup(target, "to").restore(file);
    assertThat(
            one(
                target,
                "insert into ledger.book (code, decimals) values ('A', 2) returning book::text"))
        .isEqualTo("3");
  }

  @Test
  void events_that_waited_still_wait_and_new_ones_come_after_them() {
    source.write(tx -> tx.update("insert into platform.consumer (name) values ('late')").execute());
    source.write(tx ->
        tx.update(
                """
                insert into platform.consumer (name, tx, position)
                select 'done', tx, position from platform.outbox
                """)
            .execute());
    backup(source, "from").write(file, List.of(), MADE);
    backup(target, "to").restore(file);
    String waiting =
        """
        select count(*)::text from platform.outbox o, platform.consumer c
        where c.name = '%s' and (o.tx, o.position) > (c.tx, c.position)
          and o.tx < pg_snapshot_xmin(pg_current_snapshot())
        """;
    assertThat(one(target, waiting.formatted("late"))).isEqualTo("1");
    assertThat(one(target, waiting.formatted("done"))).isEqualTo("0");
    target.write(tx ->
        tx.update(
                """
                insert into platform.outbox (community_id, id, type, body, at)
                values (gen_random_uuid(), gen_random_uuid(), 'x', '{}', now())
                """)
            .execute());
    assertThat(one(target, waiting.formatted("done"))).isEqualTo("1");
  }

  @Test
  void files_of_the_data_folder_come_along_for_their_owner_only() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("from/photos/a"));
    Files.writeString(photos.resolve("1.webp"), "picture");
    Files.writeString(folder.resolve("from/secrets.properties"), "key=1");
    Files.writeString(folder.resolve("from/other"), "stays");
    backup(source, "from").write(file, List.of("photos", "secrets.properties", "absent"), MADE);
    assertThat(backup(target, "to").restore(file).files()).isEqualTo(2);
    assertThat(folder.resolve("to/photos/a/1.webp")).hasContent("picture");
    assertThat(folder.resolve("to/other")).doesNotExist();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("to/secrets.properties"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_that_exists_is_not_overwritten() throws IOException {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> backup(source, "from").write(file, List.of(), MADE))
        .hasMessageContaining("exists already");
    assertThat(file).hasContent("mine");
  }

  @Test
  void a_database_with_rows_is_left_alone() {
    backup(source, "from").write(file, List.of(), MADE);
    assertThatThrownBy(() -> backup(source, "from").restore(file))
        .hasMessageContaining("not empty");
    assertThat(one(source, "select count(*)::text from ledger.refused_id")).isEqualTo("500");
  }

  @Test
  void a_damaged_backup_changes_nothing() throws IOException {
    backup(source, "from").write(file, List.of(), MADE);
    Path damaged = folder.resolve("damaged.zip");
    Files.copy(file, damaged, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(damaged)) {
      Path table = zip.getPath("tables/ledger.refused_id.txt");
      String rows = Files.readString(table, UTF_8);
      Files.writeString(table, rows.substring(rows.indexOf('\n') + 1));
    }
    assertThatThrownBy(() -> backup(target, "to").restore(damaged))
        .hasMessageContaining("ledger.refused_id is not what was backed up: 499 rows of 500");
    assertThat(one(target, "select count(*)::text from ledger.book")).isEqualTo("0");
    backup(target, "to").restore(file);
    assertThat(one(target, "select count(*)::text from ledger.book")).isEqualTo("2");
  }

  @Test
  void append_only_tables_stay_append_only() {
    backup(source, "from").write(file, List.of(), MADE);
    backup(target, "to").restore(file);
    assertThatThrownBy(
            () -> target.write(tx -> tx.update("delete from ledger.refused_id").execute()))
        .hasStackTraceContaining("append-only");
  }

  @Test
  void something_else_is_no_backup() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(file, java.util.Map.of("create", "true"))) {
      Files.writeString(zip.getPath("a"), "b");
    }
    assertThatThrownBy(() -> backup(target, "to").restore(file)).hasMessageContaining("no backup");
  }

  @Test
  void migrations_that_wait_are_seen_only_on_a_database_in_use() {
    Migrations fresh = new Migrations(target.dataSource(), MODULES);
    assertThat(fresh.state()).isEqualTo(new Migrations.State(List.of(), false));
    new Migrations(target.dataSource(), List.of("platform")).apply();
    assertThat(fresh.state().waiting())
        .isNotEmpty()
        .allMatch(script -> script.startsWith("ledger "));
    assertThat(fresh.state().settled()).isFalse();
    fresh.apply();
    assertThat(fresh.state()).isEqualTo(new Migrations.State(List.of(), true));
    target.write(tx -> tx.update("update ledger.schema_history set checksum = 7").execute());
    assertThat(fresh.state().settled()).as("a script that was changed afterwards").isFalse();
    assertThat(fresh.versions().keySet()).containsExactly("platform", "ledger");
  }

  private static String one(Database database, String sql) {
    return database.write(tx -> tx.query(sql).mapTo(String.class).one());
  }

  @Test
  void tables_kept_apart_stand_in_a_file_of_which_only_the_newest_is_kept() {
    source.write(
        tx -> tx.update("insert into platform.consumer (name) values ('one'), ('two')").execute());
    Set<String> apart = Set.of("platform.consumer");
    Backup kept = new Backup(source.dataSource(), MODULES, folder.resolve("data"), apart);
    Path first = folder.resolve("first.zip");
    kept.write(first, List.of(), Instant.EPOCH);
    source.write(tx -> tx.update("delete from platform.consumer where name = 'two'").execute());
    kept.write(folder.resolve("second.zip"), List.of(), Instant.EPOCH);
    new Backup(target.dataSource(), MODULES, folder.resolve("data"), apart).restore(first);
    assertThat(
            target.<List<String>>read(
                tx -> tx.query("select name from platform.consumer").mapTo(String.class).list()))
        .as("what was deleted since does not come back with an older backup")
        .containsExactly("one");
  }

  @Test
  void without_the_file_of_what_is_kept_apart_nothing_is_restored() throws IOException {
    Set<String> apart = Set.of("platform.consumer");
    Backup kept = new Backup(source.dataSource(), MODULES, folder.resolve("data"), apart);
    Path file = folder.resolve("alone.zip");
    kept.write(file, List.of(), Instant.EPOCH);
    Files.delete(folder.resolve(Backup.APART));
    assertThatThrownBy(() ->
            new Backup(target.dataSource(), MODULES, folder.resolve("data"), apart).restore(file))
        .hasMessageContaining("keys of members are missing");
  }
}
