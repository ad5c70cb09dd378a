package org.coomunity.people.logins;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Passwords, sessions and recovery codes in the database.
final class LoginsStore {
  /// A log-in with all that decides about its tokens.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Row(
      MemberId memberId,
      UUID id,
      byte[] access,
      Instant accessUntil,
      byte @Nullable [] accessBefore,
      @Nullable Instant accessBeforeUntil,
      byte[] refresh,
      Instant refreshUntil,
      byte @Nullable [] refreshBefore,
      Instant refreshedAt,
      @Nullable Instant endedAt) {}

  /// A recovery code.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Recovery(byte[] code, Instant expiresAt, int tries) {}

  private LoginsStore() {}

  static Optional<String> password(Tx tx, MemberId member) {
    return tx.query("select hash from logins.password where member_id = :member")
        .bind("member", member)
        .mapTo(String.class)
        .findOne();
  }

  static void password(Tx tx, MemberId member, String hash, Instant at) {
    tx.update(
            """
            insert into logins.password (member_id, hash, changed_at) values (:member, :hash, :at)
            on conflict (member_id) do update set hash = excluded.hash, changed_at = excluded.changed_at
            """)
        .bind("member", member)
        .bind("hash", hash)
        .bind("at", at)
        .execute();
  }

  static void open(Tx tx, Row row, String device, byte[] origin) {
    tx.update(
            """
            insert into logins.session (member_id, id, access, access_until, refresh, refresh_until,
              refreshed_at, started_at, device, origin)
            values (:member, :id, :access, :accessUntil, :refresh, :refreshUntil, :at, :at, :device,
              :origin)
            """)
        .bind("member", row.memberId())
        .bind("id", row.id())
        .bind("access", row.access())
        .bind("accessUntil", row.accessUntil())
        .bind("refresh", row.refresh())
        .bind("refreshUntil", row.refreshUntil())
        .bind("at", row.refreshedAt())
        .bind("device", device)
        .bind("origin", origin)
        .execute();
  }

  static boolean familiar(Tx tx, MemberId member, byte[] origin) {
    return origin.length > 0
        && tx.query(
                """
                select exists (
                  select 1 from logins.session where member_id = :member and origin = :origin)
                """)
            .bind("member", member)
            .bind("origin", origin)
            .mapTo(Boolean.class)
            .one();
  }

  /// True when a member has logged in before, but never from this address with a browser like this
  /// one; its version does not matter. Nothing is strange where no address is known.
  static boolean strange(Tx tx, MemberId member, String device, byte[] origin) {
    return origin.length > 0
        && tx.query(
                """
                select count(*) > 0 and not bool_or(origin = :origin
                  and regexp_replace(device, '[0-9.]+', '', 'g')
                    = regexp_replace(:device, '[0-9.]+', '', 'g'))
                from logins.session where member_id = :member
                """)
            .bind("member", member)
            .bind("origin", origin)
            .bind("device", device)
            .mapTo(Boolean.class)
            .one();
  }

  static Optional<Row> session(Tx tx, MemberId member, UUID id, boolean locked) {
    return tx.query(
            """
            select member_id, id, access, access_until, access_before, access_before_until, refresh,
              refresh_until, refresh_before, refreshed_at, ended_at
            from logins.session where member_id = :member and id = :id
            """
                + (locked ? "for update" : ""))
        .bind("member", member)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static void refresh(Tx tx, Row next) {
    tx.update(
            """
            update logins.session set access_before = access, access_before_until = access_until,
              access = :access, access_until = :accessUntil, refresh_before = refresh,
              refresh = :refresh, refresh_until = :refreshUntil, refreshed_at = :at
            where member_id = :member and id = :id
            """)
        .bind("member", next.memberId())
        .bind("id", next.id())
        .bind("access", next.access())
        .bind("accessUntil", next.accessUntil())
        .bind("refresh", next.refresh())
        .bind("refreshUntil", next.refreshUntil())
        .bind("at", next.refreshedAt())
        .execute();
  }

  static boolean end(Tx tx, MemberId member, UUID id, String why, Instant at) {
    return tx.update(
                """
                update logins.session set ended_at = :at, ended_by = :why
                where member_id = :member and id = :id and ended_at is null
                """)
            .bind("member", member)
            .bind("id", id)
            .bind("why", why)
            .bind("at", at)
            .execute()
        == 1;
  }

  /// Ends all log-ins of a member but one and says which.
  static List<UUID> endOthers(Tx tx, MemberId member, UUID kept, String why, Instant at) {
    return tx.query(
            """
            update logins.session set ended_at = :at, ended_by = :why
            where member_id = :member and id <> :kept and ended_at is null returning id
            """)
        .bind("member", member)
        .bind("kept", kept)
        .bind("why", why)
        .bind("at", at)
        .mapTo(UUID.class)
        .list();
  }

  /// Ends all log-ins of a member and says which.
  static List<UUID> endAll(Tx tx, MemberId member, String why, Instant at) {
    return tx.query(
            """
            update logins.session set ended_at = :at, ended_by = :why
            where member_id = :member and ended_at is null returning id
            """)
        .bind("member", member)
        .bind("why", why)
        .bind("at", at)
        .mapTo(UUID.class)
        .list();
  }

  static List<Session> sessions(Tx tx, MemberId member, Instant now) {
    return tx.query(
            """
            select id, member_id as member, device, started_at, refreshed_at from logins.session
            where member_id = :member and ended_at is null and refresh_until > :now
            order by refreshed_at desc limit 100
            """)
        .bind("member", member)
        .bind("now", now)
        .mapTo(Session.class)
        .list();
  }

  /// Ends the oldest log-ins so that at most `most` stay open.
  static List<UUID> endOldest(Tx tx, MemberId member, int most, Instant at) {
    return tx.query(
            """
            update logins.session set ended_at = :at, ended_by = 'oldest'
            where member_id = :member and id in (
              select id from logins.session where member_id = :member and ended_at is null
              order by refreshed_at desc offset :most)
            returning id
            """)
        .bind("member", member)
        .bind("most", most)
        .bind("at", at)
        .mapTo(UUID.class)
        .list();
  }

  static int forget(Tx tx, Instant before, int most) {
    return tx.update(
            """
            delete from logins.session where (member_id, id) in (
              select member_id, id from logins.session where refresh_until < :before limit :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }

  static void recovery(Tx tx, MemberId member, byte[] code, Instant until) {
    tx.update(
            """
            insert into logins.recovery (member_id, code, expires_at) values (:member, :code, :until)
            on conflict (member_id) do update
              set code = excluded.code, expires_at = excluded.expires_at, tries = 0
            """)
        .bind("member", member)
        .bind("code", code)
        .bind("until", until)
        .execute();
  }

  /// Counts a try and reads the code; locked until the transaction ends.
  static Optional<Recovery> tryRecovery(Tx tx, MemberId member) {
    return tx.query(
            """
            update logins.recovery set tries = tries + 1 where member_id = :member
            returning code, expires_at, tries
            """)
        .bind("member", member)
        .mapTo(Recovery.class)
        .findOne();
  }

  /// Uses a code up; false when it was used meanwhile.
  static boolean recovered(Tx tx, MemberId member, byte[] code) {
    return tx.update("delete from logins.recovery where member_id = :member and code = :code")
            .bind("member", member)
            .bind("code", code)
            .execute()
        == 1;
  }
}
