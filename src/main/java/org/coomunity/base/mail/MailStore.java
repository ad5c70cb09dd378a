package org.coomunity.base.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Waiting letters in the database.
final class MailStore {
  /// A letter as it waits.
  record Row(
      MemberId memberId,
      UUID id,
      String address,
      String language,
      String subject,
      String words,
      @Nullable String leave,
      Instant madeAt,
      int tries) {
    Letter letter() {
      return new Letter(
          memberId,
          id,
          address,
          Language.of(language).orElse(Language.ES),
          subject,
          words,
          leave,
          madeAt);
    }
  }

  private MailStore() {}

  /// Writes a letter down, unless the member has `most` waiting already.
  static void write(Tx tx, Letter letter, int most) {
    tx.update(
            """
            insert into mail.letter (member_id, id, address, language, subject, words, leave, made_at,
              due_at)
            select :member, :id, :address, :language, :subject, :words, :leave, :at, :at
            where (select count(*) from mail.letter where member_id = :member) < :most
            """)
        .bind("member", letter.member())
        .bind("id", letter.id())
        .bind("address", letter.address())
        .bind("language", letter.language().tag())
        .bind("subject", letter.subject())
        .bind("words", letter.words())
        .bind("leave", letter.leave())
        .bind("at", letter.madeAt())
        .bind("most", most)
        .execute();
  }

  /// Takes letters that are due, so that nobody else carries them until `until`.
  static List<Row> take(Tx tx, Instant now, Instant until, int most) {
    return tx.query(
            """
            update mail.letter set due_at = :until, tries = tries + 1
            where (member_id, id) in (
              select member_id, id from mail.letter where due_at <= :now
              order by due_at limit :most for update skip locked)
            returning member_id, id, address, language, subject, words, leave, made_at, tries
            """)
        .bind("now", now)
        .bind("until", until)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  static void delete(Tx tx, MemberId member, UUID id) {
    tx.update("delete from mail.letter where member_id = :member and id = :id")
        .bind("member", member)
        .bind("id", id)
        .execute();
  }

  static void again(Tx tx, MemberId member, UUID id, Instant due) {
    tx.update("update mail.letter set due_at = :due where member_id = :member and id = :id")
        .bind("member", member)
        .bind("id", id)
        .bind("due", due)
        .execute();
  }
}
