package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;

/// What the tables hold about people, whatever the surface shows.
record PrivateRows(Database database) {
  private static final List<String> DOORS =
      List.of(
          """
          insert into factors.totp (member_id, sealed, begun_at) values (:member, '\\x00', now())
          """,
          """
          insert into passkeys.passkey (member_id, id, credential, key, counter, backup_eligible,
            backed_up, name, made_at)
          values (:member, gen_random_uuid(), '\\x01', '\\x02', 0, false, false, 'Celular', now())
          """,
          """
          insert into mail.letter (member_id, id, address, language, subject, words, made_at, due_at)
          values (:member, gen_random_uuid(), 'x@example.org', 'es', 'Hola', 'Hola', now(),
            now() + interval '1 year')
          """,
          """
          insert into push.device (member_id, id, session_id, endpoint, p256dh, auth, made_at, checked_at)
          values (:member, gen_random_uuid(), gen_random_uuid(), 'https://push.example/x', 'k', 's',
            now(), now() + interval '1 year')
          """,
          """
          insert into pulse.alert (community_id, id, rule, state, since, began_at, fired_at, value,
            acknowledged_at, acknowledged_by)
          values (gen_random_uuid(), gen_random_uuid(), 'HTTP_ERRORS', 'cleared', now(), now(),
            now(), 1, now(), :member)
          """,
          """
          insert into push.message (member_id, device_id, topic, payload, urgency, due_at, over_at)
          values (:member, gen_random_uuid(), 't', '{}', 'normal', now() + interval '1 year',
            now() + interval '1 year')
          """,
          """
          insert into translate.memory (community_id, hash, author, ref, lang, body, provider, at)
          select community_id, '\\x03', :member, 'listing', 'en', 'Bread', 'fake', now()
          from communities.membership where handle = 'abel'
          """);

  private static final List<String> ACTS =
      List.of(
          """
          insert into merits.stage (community_id, member_no, stage, reached_at)
          select community_id, no, 1, now() from communities.membership where member_id = :member
          """,
          """
          insert into merits.trust_vote (community_id, voter_no, member_no, words, times, at)
          select a.community_id, a.no, b.no, 'Cumple', 1, now()
          from communities.membership a
          join communities.membership b on b.community_id = a.community_id and b.handle = 'alma'
          where a.member_id = :member
          """,
          """
          insert into commons.photo (community_id, contribution_id, n, hash, width, height, large,
            thumb, at)
          select c.community_id, c.id, 0, 'aa', 60, 40, '\\x01', '\\x02', now()
          from commons.contribution c
          join communities.membership m on m.community_id = c.community_id and m.no = c.no
          where m.member_id = :member
          on conflict do nothing
          """,
          """
          insert into learning.answer (community_id, member, question, item, version, kind, choice,
            correct, ondas, at)
          select community_id, no, gen_random_uuid(), gen_random_uuid(), 1, 'SINGLE', 'a', true, 7,
            now()
          from communities.membership where member_id = :member
          """,
          """
          insert into governance.seat (community_id, proposal_id, no, tracker, n, cost, cast_now,
            source, at)
          select community_id, gen_random_uuid(), no, 'x' || community_id, 1, 0, true, 'direct', now()
          from communities.membership where member_id = :member
          """,
          """
          insert into governance.stake (community_id, proposal_id, no, points, at)
          select community_id, gen_random_uuid(), no, 5, now()
          from communities.membership where member_id = :member
          on conflict do nothing
          """,
          """
          insert into insight.churn (community_id, no, at, risk, band, reasons, act, model)
          select community_id, no, now(), 0.5, 0, '[]', 'ASK_HOW_THEY_ARE', 1
          from communities.membership where member_id = :member
          on conflict do nothing
          """,
          """
          insert into insight.care (community_id, id, no, by_no, act, note, at)
          select community_id, gen_random_uuid(), no, no, 'wrote', 'Cumple', now()
          from communities.membership where member_id = :member
          """);

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

  /// What a second step, a passkey, a letter on its way and a translation leave in the tables, and
  /// what one does with others.
  void doorsAndWords(UUID member) {
    DOORS.forEach(sql -> database.write(tx -> tx.update(sql).bind("member", member).execute()));
    ACTS.forEach(sql -> database.write(tx -> tx.update(sql).bind("member", member).execute()));
  }
}
