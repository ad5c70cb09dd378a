package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;
import org.coomunity.people.privacy.Privacy;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/// What is kept about people is written down, all of it.
class RecordsTest {
  @Test
  void every_table_is_somebodys_data_or_says_why_it_is_not() {
    Set<String> known = new TreeSet<>(PersonalTables.NOTHING.keySet());
    House.data().stream().flatMap(data -> data.tables().stream()).forEach(known::add);
    List<String> tables;
    try (Database database = TestDatabase.fresh(Storage.SCHEMAS.toArray(String[]::new))) {
      tables =
          database.read(tx ->
              tx.query(
                      """
                      select table_schema || '.' || table_name from information_schema.tables
                      where table_type = 'BASE TABLE' and table_name <> 'schema_history'
                        and table_schema not in ('pg_catalog', 'information_schema', 'public')
                        and format('%I.%I', table_schema, table_name)::regclass
                          not in (select inhrelid from pg_inherits)
                      """)
                  .mapTo(String.class)
                  .list());
    }
    assertThat(known).containsExactlyInAnyOrderElementsOf(tables);
  }

  @Test
  void the_records_of_processing_are_those_of_the_code() {
    assertThat(Path.of("docs", "records-of-processing.md"))
        .as("./coomunity records --write")
        .hasContent(Privacy.records(House.data()));
  }

  @Test
  void every_class_says_what_for_and_how_it_goes() {
    for (DataClass data : House.data()) {
      assertThat(data.purpose()).as(data.key()).isNotBlank();
      if (data.erasure() == Erasure.DELETED || data.erasure() == Erasure.EMPTIED) {
        assertThat(data.erased()).as(data.key()).isNotEmpty();
      }
    }
  }
}
