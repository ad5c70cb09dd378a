package org.coomunity.base.translate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.platform.db.Tx;

/// SQL of translations.
final class TranslateStore {
  /// A proved translation.
  record Known(String body, String provider, boolean reviewed) {}

  /// A text that waits for a person.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Job(
      UUID id,
      byte[] hash,
      UUID author,
      String ref,
      String sourceLang,
      String targetLang,
      String source,
      String state,
      String faults,
      String provider,
      Instant at) {}

  private static final String JOB =
      """
      select id, hash, author, ref, source_lang, target_lang, source, state, faults, provider, at
      from translate.job
      """;

  private TranslateStore() {}

  static Optional<Known> known(Tx tx, UUID scope, byte[] hash) {
    return tx.query(
            """
            select body, provider, reviewed from translate.memory
            where community_id = :scope and hash = :hash
            """)
        .bind("scope", scope)
        .bind("hash", hash)
        .mapTo(Known.class)
        .findOne();
  }

  /// Keeps a translation; what a person read is replaced by persons only.
  static void remember(
      Tx tx,
      UUID scope,
      byte[] hash,
      UUID author,
      String ref,
      String lang,
      Known known,
      Instant at) {
    tx.update(
            """
            insert into translate.memory (community_id, hash, author, ref, lang, body, provider,
              reviewed, at)
            values (:scope, :hash, :author, :ref, :lang, :body, :provider, :reviewed, :at)
            on conflict (community_id, hash) do update
            set body = excluded.body, provider = excluded.provider, reviewed = excluded.reviewed,
              at = excluded.at
            where excluded.reviewed or not memory.reviewed
            """)
        .bind("scope", scope)
        .bind("hash", hash)
        .bind("author", author)
        .bind("ref", ref)
        .bind("lang", lang)
        .bind("body", known.body())
        .bind("provider", known.provider())
        .bind("reviewed", known.reviewed())
        .bind("at", at)
        .execute();
  }

  /// Takes so many characters from the day's budget; false, and nothing taken, when they are not
  /// left. One statement: two at once cannot both take the last ones.
  static boolean spend(
      Tx tx, UUID scope, LocalDate day, String provider, long characters, long most) {
    if (characters > most) {
      return false;
    }
    return tx.update(
                """
                insert into translate.spend as s (community_id, day, provider, characters)
                values (:scope, :day, :provider, :characters)
                on conflict (community_id, day, provider) do update
                set characters = s.characters + excluded.characters
                where s.characters + excluded.characters <= :most
                """)
            .bind("scope", scope)
            .bind("day", day)
            .bind("provider", provider)
            .bind("characters", characters)
            .bind("most", most)
            .execute()
        == 1;
  }

  /// Queues a text for a person; the same twice is queued once.
  static UUID queue(Tx tx, UUID scope, Job job, int tries) {
    return tx.query(
            """
            insert into translate.job as j (community_id, id, hash, author, ref, source_lang,
              target_lang, source, state, tries, faults, provider, at)
            values (:scope, :id, :hash, :author, :ref, :from, :to, :source, :state, :tries,
              :faults, :provider, :at)
            on conflict (community_id, hash) do update set tries = j.tries + excluded.tries
            returning id
            """)
        .bind("scope", scope)
        .bind("id", job.id())
        .bind("hash", job.hash())
        .bind("author", job.author())
        .bind("ref", job.ref())
        .bind("from", job.sourceLang())
        .bind("to", job.targetLang())
        .bind("source", job.source())
        .bind("state", job.state())
        .bind("tries", tries)
        .bind("faults", job.faults())
        .bind("provider", job.provider())
        .bind("at", job.at())
        .mapTo(UUID.class)
        .one();
  }

  /// The job of a text, when it was queued before.
  static Optional<UUID> queued(Tx tx, UUID scope, byte[] hash) {
    return tx.query(
            """
            select id from translate.job
            where community_id = :scope and hash = :hash and state = 'NEEDS_PERSON'
            """)
        .bind("scope", scope)
        .bind("hash", hash)
        .mapTo(UUID.class)
        .findOne();
  }

  static List<Job> jobs(Tx tx, UUID scope, String state, UUID after, int limit) {
    return tx.query(
            JOB
                + """
                where community_id = :scope and state = :state and id > :after
                order by id limit :limit
                """)
        .bind("scope", scope)
        .bind("state", state)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Job.class)
        .list();
  }

  static Optional<Job> job(Tx tx, UUID scope, UUID id) {
    return tx.query(JOB + "where community_id = :scope and id = :id for update")
        .bind("scope", scope)
        .bind("id", id)
        .mapTo(Job.class)
        .findOne();
  }

  static void reviewed(Tx tx, UUID scope, UUID id) {
    tx.update(
            """
            update translate.job set state = 'REVIEWED' where community_id = :scope and id = :id
            """)
        .bind("scope", scope)
        .bind("id", id)
        .execute();
  }
}
