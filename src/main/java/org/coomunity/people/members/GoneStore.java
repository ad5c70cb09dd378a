package org.coomunity.people.members;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Those who took their leave, and the key of the platform, in the database.
final class GoneStore {
  private GoneStore() {}

  /// Whoever is gone and had a handle before.
  static Optional<MemberId> gone(Tx tx, String handle) {
    return tx.query(
            """
            select m.member_id from members.member m
            join members.handle h on h.member_id = m.member_id
            where h.handle = :handle and m.handle <> h.handle and m.gone_at is not null
            """)
        .bind("handle", handle)
        .mapTo(UUID.class)
        .findOne()
        .map(MemberId::new);
  }

  /// The handle somebody had before they went, while it is kept for them.
  static Optional<String> formerHandle(Tx tx, MemberId member) {
    return tx.query(
            """
            select h.handle from members.handle h join members.member m on m.member_id = h.member_id
            where m.member_id = :member and h.handle <> m.handle
            """)
        .bind("member", member)
        .mapTo(String.class)
        .findOne();
  }

  static void handle(Tx tx, MemberId member, String handle, @Nullable Instant goneAt) {
    tx.update(
            """
            update members.member set handle = :handle, gone_at = :gone where member_id = :member
            """)
        .bind("member", member)
        .bind("handle", handle)
        .bind("gone", goneAt)
        .execute();
  }

  /// Frees the handles of somebody other than the one they have today.
  static void freeHandles(Tx tx, MemberId member) {
    tx.update(
            """
            delete from members.handle where member_id = :member and handle <>
              (select handle from members.member where member_id = :member)
            """)
        .bind("member", member)
        .execute();
  }

  /// Those whose time to come back is over, and those whose key is not there: they went before this
  /// copy of the database was brought back.
  static List<MemberId> over(Tx tx, Instant before, int most) {
    return tx.query(
            """
            select m.member_id from members.member m
            left join members.key k on k.member_id = m.member_id
            where length(m.sealed) > 0 and (m.gone_at < :before or k.member_id is null)
            limit :most
            """)
        .bind("before", before)
        .bind("most", most)
        .mapTo(UUID.class)
        .map(MemberId::new)
        .list();
  }

  /// Destroys the key of a member; what was sealed with it is emptied as well.
  static void shred(Tx tx, MemberId member, Instant at) {
    tx.update("delete from members.key where member_id = :member").bind("member", member).execute();
    tx.update(
            """
            update members.member set sealed = '', address = null, operator = false, language = 'es',
              gone_at = coalesce(gone_at, :at)
            where member_id = :member
            """)
        .bind("member", member)
        .bind("at", at)
        .execute();
  }

  /// The fingerprint of the platform's key that this database was made with; the first is kept.
  static byte[] fingerprint(Tx tx, byte[] mine) {
    tx.update(
            """
            insert into members.master (fingerprint) select :mine
            where not exists (select from members.master)
            """)
        .bind("mine", mine)
        .execute();
    return tx.query("select fingerprint from members.master limit 1").mapTo(byte[].class).one();
  }

  /// The key of somebody, wrapped, unless it was destroyed.
  static Optional<byte[]> key(Tx tx, MemberId member) {
    return tx.query("select wrapped from members.key where member_id = :member")
        .bind("member", member)
        .mapTo(byte[].class)
        .findOne();
  }
}
