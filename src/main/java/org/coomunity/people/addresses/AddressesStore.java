package org.coomunity.people.addresses;

import java.time.Instant;
import java.util.Optional;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Ticket;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Addresses and links in letters in the database.
final class AddressesStore {
  /// An address as it was last written to.
  record Row(String email, @Nullable Instant verifiedAt) {}

  /// A link that somebody followed.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Link(byte[] hash, String email, Instant expiresAt) {}

  private AddressesStore() {}

  static Optional<Row> address(Tx tx, MemberId member) {
    return tx.query(
            "select email, verified_at from addresses.address where member_id = :member for update")
        .bind("member", member)
        .mapTo(Row.class)
        .findOne();
  }

  /// Another address, not verified; the same one stays as it is.
  static void address(Tx tx, MemberId member, String email) {
    tx.update(
            """
            insert into addresses.address (member_id, email) values (:member, :email)
            on conflict (member_id) do update set email = excluded.email, verified_at = null
              where addresses.address.email <> excluded.email
            """)
        .bind("member", member)
        .bind("email", email)
        .execute();
  }

  static void verified(Tx tx, MemberId member, String email, Instant at) {
    tx.update(
            """
            update addresses.address set verified_at = coalesce(verified_at, :at)
            where member_id = :member and email = :email
            """)
        .bind("member", member)
        .bind("email", email)
        .bind("at", at)
        .execute();
  }

  /// Forgets an address and the links that went to it.
  static void remove(Tx tx, MemberId member) {
    tx.update("delete from addresses.address where member_id = :member")
        .bind("member", member)
        .execute();
    links(tx, member);
  }

  /// Makes all links of a member worth nothing.
  static void links(Tx tx, MemberId member) {
    tx.update("delete from addresses.ticket where member_id = :member")
        .bind("member", member)
        .execute();
  }

  static void link(Tx tx, Ticket ticket, String purpose, String email, Instant now, Instant until) {
    tx.update(
            """
            insert into addresses.ticket (member_id, id, purpose, hash, email, made_at, expires_at)
            values (:member, :id, :purpose, :hash, :email, :now, :until)
            """)
        .bind("member", ticket.member())
        .bind("id", ticket.id())
        .bind("purpose", purpose)
        .bind("hash", ticket.hash())
        .bind("email", email)
        .bind("now", now)
        .bind("until", until)
        .execute();
  }

  /// How many links for a purpose were made since then.
  static int made(Tx tx, MemberId member, String purpose, Instant since) {
    return tx.query(
            """
            select count(*) from addresses.ticket
            where member_id = :member and purpose = :purpose and made_at > :since
            """)
        .bind("member", member)
        .bind("purpose", purpose)
        .bind("since", since)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<Link> link(Tx tx, Ticket ticket, String purpose) {
    return tx.query(
            """
            select hash, email, expires_at from addresses.ticket
            where member_id = :member and id = :id and purpose = :purpose
            """)
        .bind("member", ticket.member())
        .bind("id", ticket.id())
        .bind("purpose", purpose)
        .mapTo(Link.class)
        .findOne();
  }

  /// Uses a link up; false when it was used meanwhile.
  static boolean used(Tx tx, Ticket ticket) {
    return tx.update("delete from addresses.ticket where member_id = :member and id = :id")
            .bind("member", ticket.member())
            .bind("id", ticket.id())
            .execute()
        == 1;
  }

  static int forget(Tx tx, Instant before, int most) {
    return tx.update(
            """
            delete from addresses.ticket where (member_id, id) in (
              select member_id, id from addresses.ticket where expires_at < :before limit :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
