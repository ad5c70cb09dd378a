package org.coomunity.people.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A community of a hundred thousand, and another one beside it.
class DirectoryStoreTest {
  private static final CommunityId LARGE = new CommunityId(new UUID(7, 1));
  private static final CommunityId OTHER = new CommunityId(new UUID(7, 2));
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Database DATABASE = TestDatabase.fresh("platform", "directory");

  @BeforeAll
  static void fill() {
    DATABASE.write(tx -> {
      tx.update(
              """
              insert into directory.card (community_id, no, name_key, joined_at, marks)
              select :community, n, md5(n::text), cast(:at as timestamptz) + n * interval '1 minute',
                array[1, 100 + n % 4, 1000 + n % 25000]::bigint[]
              from generate_series(1, 100000) n
              """)
          .bind("community", LARGE)
          .bind("at", BEGAN)
          .execute();
      DirectoryStore.put(tx, OTHER, 1, "ana", BEGAN, List.of(1L, 1_017L));
      return tx.update("analyze directory.card").execute();
    });
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static DirectoryStore.Filter filter(
      List<Long> marks, boolean newest, DirectoryStore.@Nullable After after) {
    return new DirectoryStore.Filter(LARGE, marks, Set.of(5, 6), null, newest, after);
  }

  private static String plan(DirectoryStore.Filter filter) {
    return DATABASE.read(tx -> {
      var query =
          tx.query("explain " + DirectoryStore.sql(filter))
              .bind("community", filter.community())
              .bind("apart", DirectoryStore.array(filter.apart()))
              .bind("limit", 21);
      if (!filter.marks().isEmpty()) {
        query.bind("marks", DirectoryStore.array(filter.marks()));
      }
      return String.join("\n", query.mapTo(String.class).list());
    });
  }

  @Test
  void every_way_of_looking_goes_by_an_index() {
    assertThat(plan(filter(List.of(), false, null))).contains("card_by_name").doesNotContain("Seq");
    assertThat(plan(filter(List.of(), true, null)))
        .contains("card_by_joined")
        .doesNotContain("Seq");
    assertThat(plan(filter(List.of(1L, 1_017L), false, null)))
        .as("a rare word is found by its mark")
        .contains("card_marks");
    assertThat(plan(filter(List.of(1L), false, null)))
        .as("what all have is read in the order of the list")
        .contains("card_by_name")
        .doesNotContain("Seq");
  }

  @Test
  void a_page_takes_no_time_whether_a_word_is_rare_common_or_nobodys() {
    for (List<Long> marks :
        List.of(List.of(1_017L), List.of(1L), List.of(101L, 1L), List.of(-1L))) {
      long began = System.nanoTime();
      List<DirectoryStore.Row> rows =
          DATABASE.read(tx -> DirectoryStore.find(tx, filter(marks, false, null), 20));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      assertThat(rows).hasSize(marks.contains(-1L) ? 0 : marks.contains(1_017L) ? 4 : 20);
    }
  }

  @Test
  void pages_follow_each_other_without_a_gap_in_both_orders() {
    for (boolean newest : new boolean[] {true, false}) {
      List<Integer> seen = new ArrayList<>();
      DirectoryStore.After after = null;
      for (int page = 0; page < 5; page++) {
        DirectoryStore.Filter filter = filter(List.of(), newest, after);
        List<DirectoryStore.Row> rows = DATABASE.read(tx -> DirectoryStore.find(tx, filter, 7));
        rows.forEach(row -> seen.add(row.no()));
        DirectoryStore.Row last = rows.getLast();
        after =
            newest
                ? new DirectoryStore.After(null, last.joinedAt(), last.no())
                : new DirectoryStore.After(last.nameKey(), null, last.no());
      }
      List<Integer> atOnce =
          DATABASE.read(tx -> DirectoryStore.find(tx, filter(List.of(), newest, null), 35)).stream()
              .map(DirectoryStore.Row::no)
              .toList();
      assertThat(seen).isEqualTo(atOnce).doesNotContain(5, 6);
    }
  }

  @Test
  void a_card_is_written_over_and_taken_away_in_its_community_only() {
    CommunityId small = new CommunityId(new UUID(7, 3));
    DATABASE.write(tx -> {
      DirectoryStore.put(tx, small, 1, "eva", BEGAN, List.of(9L));
      DirectoryStore.put(tx, small, 1, "eva rios", BEGAN, List.of(8L));
      return DirectoryStore.remove(tx, OTHER, List.of(2));
    });
    DirectoryStore.Filter filter =
        new DirectoryStore.Filter(small, List.of(8L), Set.of(), null, false, null);
    List<DirectoryStore.Row> found = DATABASE.read(tx -> DirectoryStore.find(tx, filter, 9));
    assertThat(found).extracting(DirectoryStore.Row::nameKey).containsExactly("eva rios");
    int removed = DATABASE.write(tx -> DirectoryStore.remove(tx, small, List.of(1)));
    assertThat(removed).isEqualTo(1);
    List<Integer> known = DATABASE.read(tx -> DirectoryStore.known(tx, OTHER, List.of(1, 2)));
    assertThat(known).containsExactly(1);
  }
}
