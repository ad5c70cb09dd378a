package org.coomunity.people.passkeys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Passkeys in the database.
final class PasskeysStore {
  /// A passkey as it is kept.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Row(
      MemberId memberId,
      UUID id,
      byte[] credential,
      byte[] key,
      long counter,
      boolean backupEligible,
      boolean backedUp,
      String name,
      Instant madeAt,
      @Nullable Instant usedAt) {
    Passkey passkey() {
      return new Passkey(id, name, backupEligible, madeAt, usedAt);
    }
  }

  private static final String COLUMNS =
      """
      select member_id, id, credential, key, counter, backup_eligible, backed_up, name, made_at, used_at
      from passkeys.passkey where member_id = :member
      """;

  private PasskeysStore() {}

  static List<Row> of(Tx tx, MemberId member, int most) {
    return tx.query(COLUMNS + "order by made_at, id limit :most")
        .bind("member", member)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  static Optional<Row> find(Tx tx, MemberId member, byte[] credential) {
    return tx.query(COLUMNS + "and credential = :credential for update")
        .bind("member", member)
        .bind("credential", credential)
        .mapTo(Row.class)
        .findOne();
  }

  /// Keeps a passkey; false when it is kept already or there are `most`.
  static boolean insert(Tx tx, Row row, int most) {
    return tx.update(
                """
                insert into passkeys.passkey (member_id, id, credential, key, counter, backup_eligible,
                  backed_up, name, made_at)
                select :member, :id, :credential, :key, :counter, :eligible, :backedUp, :name, :at
                where (select count(*) from passkeys.passkey where member_id = :member) < :most
                on conflict (member_id, credential) do nothing
                """)
            .bind("member", row.memberId())
            .bind("id", row.id())
            .bind("credential", row.credential())
            .bind("key", row.key())
            .bind("counter", row.counter())
            .bind("eligible", row.backupEligible())
            .bind("backedUp", row.backedUp())
            .bind("name", row.name())
            .bind("at", row.madeAt())
            .bind("most", most)
            .execute()
        == 1;
  }

  static void used(Tx tx, Row row, long counter, boolean backedUp, Instant at) {
    tx.update(
            """
            update passkeys.passkey set counter = :counter, backed_up = :backedUp, used_at = :at
            where member_id = :member and id = :id
            """)
        .bind("member", row.memberId())
        .bind("id", row.id())
        .bind("counter", counter)
        .bind("backedUp", backedUp)
        .bind("at", at)
        .execute();
  }

  static boolean rename(Tx tx, MemberId member, UUID id, String name) {
    return tx.update(
                "update passkeys.passkey set name = :name where member_id = :member and id = :id")
            .bind("member", member)
            .bind("id", id)
            .bind("name", name)
            .execute()
        == 1;
  }

  /// Deletes a passkey and says its name.
  static Optional<String> remove(Tx tx, MemberId member, UUID id) {
    return tx.query(
            "delete from passkeys.passkey where member_id = :member and id = :id returning name")
        .bind("member", member)
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /// Notes that a challenge was answered; false when it was before.
  static boolean answered(Tx tx, MemberId member, byte[] challenge, Instant until) {
    return tx.update(
                """
                insert into passkeys.answered (member_id, challenge, expires_at)
                values (:member, :challenge, :until) on conflict do nothing
                """)
            .bind("member", member)
            .bind("challenge", challenge)
            .bind("until", until)
            .execute()
        == 1;
  }

  static int forget(Tx tx, Instant before, int most) {
    return tx.update(
            """
            delete from passkeys.answered where (member_id, challenge) in (
              select member_id, challenge from passkeys.answered where expires_at < :before limit :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
