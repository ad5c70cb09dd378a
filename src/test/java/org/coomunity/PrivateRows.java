package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;

/// What the tables hold about people, whatever the surface shows.
record PrivateRows(Database database) {
  byte[] sealed(UUID abel) {
    return database.read(tx ->
        tx.query("select sealed from members.member where member_id = :id")
            .bind("id", abel)
            .mapTo(byte[].class)
            .one());
  }

  long count(String table, String where) {
    return database.read(tx ->
        tx.query("select count(*) from " + table + " where " + where).mapTo(Long.class).one());
  }

  /// The balance of an account, minor units.
  long waitingOf(String handle) {
    return database.read(tx ->
        tx.query(
                """
                select a.credits_posted - a.debits_posted from ledger.account a
                join lets.exchange e on e.book = a.book
                join communities.membership m on m.community_id = e.community_id
                join lets.account l on l.community_id = m.community_id and l.no = m.no
                  and l.account = a.account
                where m.handle = :handle
                """)
            .bind("handle", handle)
            .mapTo(Long.class)
            .one());
  }

  void draftLapses(TwoTowns towns, TestClock clock) {
    database.write(tx ->
        tx.update(
                """
                insert into komunitin.draft (community_id, id, payer, payee, amount, words, state, author,
                  created_at, updated_at)
                values (gen_random_uuid(), gen_random_uuid(), 5, 6, 100, 'x', 'new', 1, :at, :at)
                """)
            .bind("at", clock.instant())
            .execute());
    assertThat(towns.platform().lapse()).isZero();
    clock.advance(Duration.ofDays(401));
    assertThat(towns.platform().lapse()).isEqualTo(1);
    assertThat(count("komunitin.draft", "true")).isZero();
  }
}
