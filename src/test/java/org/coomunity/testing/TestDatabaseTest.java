package org.coomunity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.coomunity.base.platform.db.Database;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
  @Test
  void the_test_database_writes_to_disk_as_the_real_one_does() {
    try (Database database = TestDatabase.fresh("platform")) {
      assertThat(
              database.<String>read(tx ->
                  tx.query(
                          "select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes') || (select count(*) from platform.outbox)")
                      .mapTo(String.class)
                      .one()))
          .isEqualTo("ononon0");
    }
  }
}
