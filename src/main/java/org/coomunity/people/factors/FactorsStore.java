package org.coomunity.people.factors;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Ticket;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Second steps in the database.
final class FactorsStore {
  /// Codes of an app.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Row(
      byte[] sealed,
      @Nullable Instant confirmedAt,
      long lastStep,
      int failures,
      Instant waitUntil) {}

  /// A right password that waits.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Waiting(byte[] hash, Instant expiresAt, int tries) {}

  private FactorsStore() {}

  static Optional<Row> totp(Tx tx, MemberId member, boolean locked) {
    return tx.query(
            """
            select sealed, confirmed_at, last_step, failures, greatest(wait_until, begun_at) as wait_until
            from factors.totp where member_id = :member
            """
                + (locked ? "for update" : ""))
        .bind("member", member)
        .mapTo(Row.class)
        .findOne();
  }

  static boolean on(Tx tx, MemberId member) {
    return tx.query(
            """
            select exists (
              select 1 from factors.totp where member_id = :member and confirmed_at is not null)
            """)
        .bind("member", member)
        .mapTo(Boolean.class)
        .one();
  }

  /// Begins anew; what was confirmed stays.
  static boolean begin(Tx tx, MemberId member, byte[] sealed, Instant at) {
    return tx.update(
                """
                insert into factors.totp (member_id, sealed, begun_at) values (:member, :sealed, :at)
                on conflict (member_id) do update
                  set sealed = excluded.sealed, begun_at = excluded.begun_at, last_step = 0
                  where factors.totp.confirmed_at is null
                """)
            .bind("member", member)
            .bind("sealed", sealed)
            .bind("at", at)
            .execute()
        == 1;
  }

  /// A code was right: nobody else's of the same step is.
  static void right(Tx tx, MemberId member, long step) {
    tx.update(
            """
            update factors.totp set last_step = :step, failures = 0, wait_until = '-infinity'
            where member_id = :member
            """)
        .bind("member", member)
        .bind("step", step)
        .execute();
  }

  static void confirm(Tx tx, MemberId member, Instant at) {
    tx.update(
            """
            update factors.totp set confirmed_at = :at
            where member_id = :member and confirmed_at is null
            """)
        .bind("member", member)
        .bind("at", at)
        .execute();
  }

  static void wrong(Tx tx, MemberId member, int failures, Instant until) {
    tx.update(
            """
            update factors.totp set failures = :failures, wait_until = :until
            where member_id = :member
            """)
        .bind("member", member)
        .bind("failures", failures)
        .bind("until", until)
        .execute();
  }

  static boolean remove(Tx tx, MemberId member) {
    tx.update("delete from factors.recovery_code where member_id = :member")
        .bind("member", member)
        .execute();
    return tx.update(
                "delete from factors.totp where member_id = :member and confirmed_at is not null")
            .bind("member", member)
            .execute()
        == 1;
  }

  static void codes(Tx tx, MemberId member, List<byte[]> hashes) {
    tx.update("delete from factors.recovery_code where member_id = :member")
        .bind("member", member)
        .execute();
    for (byte[] hash : hashes) {
      tx.update("insert into factors.recovery_code (member_id, hash) values (:member, :hash)")
          .bind("member", member)
          .bind("hash", hash)
          .execute();
    }
  }

  static int codesLeft(Tx tx, MemberId member) {
    return tx.query("select count(*) from factors.recovery_code where member_id = :member")
        .bind("member", member)
        .mapTo(Integer.class)
        .one();
  }

  /// Uses a recovery code up; false when there is none like it.
  static boolean use(Tx tx, MemberId member, byte[] hash) {
    return tx.update("delete from factors.recovery_code where member_id = :member and hash = :hash")
            .bind("member", member)
            .bind("hash", hash)
            .execute()
        == 1;
  }

  static void ticket(Tx tx, Ticket ticket, Instant until, int most) {
    tx.update(
            """
            insert into factors.ticket (member_id, id, hash, expires_at)
            values (:member, :id, :hash, :until)
            """)
        .bind("member", ticket.member())
        .bind("id", ticket.id())
        .bind("hash", ticket.hash())
        .bind("until", until)
        .execute();
    tx.update(
            """
            delete from factors.ticket where member_id = :member and id in (
              select id from factors.ticket where member_id = :member
              order by expires_at desc offset :most)
            """)
        .bind("member", ticket.member())
        .bind("most", most)
        .execute();
  }

  /// Counts a try and reads the ticket; locked until the transaction ends.
  static Optional<Waiting> tryTicket(Tx tx, Ticket ticket) {
    return tx.query(
            """
            update factors.ticket set tries = tries + 1 where member_id = :member and id = :id
            returning hash, expires_at, tries
            """)
        .bind("member", ticket.member())
        .bind("id", ticket.id())
        .mapTo(Waiting.class)
        .findOne();
  }

  /// Uses a ticket up; false when it was used meanwhile.
  static boolean used(Tx tx, Ticket ticket) {
    return tx.update("delete from factors.ticket where member_id = :member and id = :id")
            .bind("member", ticket.member())
            .bind("id", ticket.id())
            .execute()
        == 1;
  }

  static void proved(Tx tx, MemberId member, UUID session, Instant at) {
    tx.update(
            """
            insert into factors.proof (member_id, session_id, at) values (:member, :session, :at)
            on conflict (member_id, session_id) do update set at = excluded.at
            """)
        .bind("member", member)
        .bind("session", session)
        .bind("at", at)
        .execute();
  }

  static @Nullable Instant proved(Tx tx, MemberId member, UUID session) {
    return tx.query(
            "select at from factors.proof where member_id = :member and session_id = :session")
        .bind("member", member)
        .bind("session", session)
        .mapTo(Instant.class)
        .findOne()
        .orElse(null);
  }

  static int forget(Tx tx, Instant tickets, Instant proofs, int most) {
    int gone =
        tx.update(
                """
                delete from factors.ticket where (member_id, id) in (
                  select member_id, id from factors.ticket where expires_at < :before limit :most)
                """)
            .bind("before", tickets)
            .bind("most", most)
            .execute();
    return gone
        + tx.update(
                """
                delete from factors.proof where (member_id, session_id) in (
                  select member_id, session_id from factors.proof where at < :before limit :most)
                """)
            .bind("before", proofs)
            .bind("most", most)
            .execute();
  }
}
