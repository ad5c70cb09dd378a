package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Events in the database.
final class JourneysStore {
  /// An event to be written.
  record Row(
      UUID id,
      Instant at,
      @Nullable Long person,
      @Nullable Long visitor,
      @Nullable Long visit,
      EventType type,
      @Nullable String about,
      String properties,
      Level consent,
      long said) {}

  /// An event that is known.
  record Known(UUID id, long said) {}

  /// An event as the figures need it.
  record Fact(long seq, Instant at, @Nullable Long person, @Nullable Long visitor, int type) {
    /// The number of the person or the mark of the visitor.
    long who() {
      return person != null ? person : visitor != null ? visitor : 0;
    }
  }

  /// An event of a person, with the value of a property that was asked for.
  record Walked(long person, Instant at, int type, @Nullable String value) {}

  /// An event as its owner reads it.
  record Own(UUID id, Instant at, int type, @Nullable String about, String properties) {}

  private static final int COLUMNS = 13;

  /// Under what number somebody is known.
  ///
  /// @param pseudonym in hexadecimal
  record Numbered(long no, String pseudonym) {}

  /// That somebody did something on a day.
  record DayOf(long person, LocalDate day, int type) {}

  private static final String FACT = "select seq, at, person, visitor, type from journeys.event";

  private JourneysStore() {}

  static void forget(Tx tx, CommunityId community, long no) {
    SegmentStore.without(tx, community, no);
    tx.update("delete from journeys.event where community_id = :community and person = :no")
        .bind("community", community)
        .bind("no", no)
        .execute();
    tx.update("insert into journeys.erased (community_id, no) values (:community, :no)")
        .bind("community", community)
        .bind("no", no)
        .execute();
  }

  /// Those of these events that are kept on a day: asked day by day, each is one look in the index
  /// of one part.
  ///
  /// @param ids as PostgreSQL writes an array
  static List<Known> known(Tx tx, CommunityId community, String ids, LocalDate day) {
    return tx.query(
            """
            select id, said from journeys.event
            where community_id = :community and day = :day and id = any(cast(:ids as uuid[]))
            """)
        .bind("community", community)
        .bind("day", day)
        .bind("ids", ids)
        .mapTo(Known.class)
        .list();
  }

  /// Lets those who write events of a community do so one after the other, until they commit: what
  /// has a higher place in the log became true later, and who reads on loses nothing. What is asked
  /// in the same transaction goes by an index: a part that was empty when a statement was planned
  /// would be walked through as a whole for each batch, until it is analysed.
  static void lock(Tx tx, CommunityId community) {
    tx.query(
            """
            select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0)),
              set_config('enable_seqscan', 'off', true)
            """)
        .bind("key", "journeys " + community)
        .mapTo(Integer.class)
        .one();
  }

  /// Writes events, all in one statement; those that are there already stay.
  ///
  /// @return how many were written
  static int insert(Tx tx, CommunityId community, List<Row> rows, Instant got) {
    int written = inserted(tx, community, rows, got);
    if (written > 0) {
      head(tx, community);
    }
    return written;
  }

  private static int inserted(Tx tx, CommunityId community, List<Row> rows, Instant got) {
    return tx.update(
            """
            insert into journeys.event (community_id, day, id, at, got, person, visitor, visit,
              type, about, properties, consent, said)
            select :community, cast(cast(at as timestamptz) at time zone 'UTC' as date),
              cast(id as uuid), cast(at as timestamptz), :got, person, visitor, visit,
              cast(type as smallint), about, cast(properties as jsonb), cast(consent as smallint),
              said
            from unnest(cast(:ids as text[]), cast(:ats as text[]), cast(:people as bigint[]),
                cast(:visitors as bigint[]), cast(:visits as bigint[]), cast(:types as int[]),
                cast(:abouts as text[]), cast(:properties as text[]), cast(:consents as int[]),
                cast(:said as bigint[]))
              as s (id, at, person, visitor, visit, type, about, properties, consent, said)
            on conflict (community_id, day, id) do nothing
            """)
        .bind("community", community)
        .bind("got", got)
        .bind("ids", rows.stream().map(row -> row.id().toString()).toArray(String[]::new))
        .bind("ats", rows.stream().map(row -> row.at().toString()).toArray(String[]::new))
        .bind("people", rows.stream().map(Row::person).toArray(Long[]::new))
        .bind("visitors", rows.stream().map(Row::visitor).toArray(Long[]::new))
        .bind("visits", rows.stream().map(Row::visit).toArray(Long[]::new))
        .bind("types", rows.stream().mapToInt(row -> row.type().no()).toArray())
        .bind("abouts", rows.stream().map(Row::about).toArray(String[]::new))
        .bind("properties", rows.stream().map(Row::properties).toArray(String[]::new))
        .bind("consents", rows.stream().mapToInt(row -> row.consent().code()).toArray())
        .bind("said", rows.stream().mapToLong(Row::said).toArray())
        .execute();
  }

  /// Writes events of which none is there. The lock of the community is held.
  static void copy(Tx tx, CommunityId community, List<Row> rows, Instant got) {
    tx.copy(
        """
        copy journeys.event (community_id, day, id, at, got, person, visitor, visit, type, about,
          properties, consent, said) from stdin (format binary)
        """,
        into -> {
          for (Row row : rows) {
            into.row(COLUMNS)
                .id(community.value())
                .date(row.at().atZone(ZoneOffset.UTC).toLocalDate())
                .id(row.id())
                .instant(row.at())
                .instant(got)
                .large(row.person())
                .large(row.visitor())
                .large(row.visit())
                .small(row.type().no())
                .text(row.about())
                .json(row.properties())
                .small(row.consent().code())
                .large(row.said());
          }
        });
    head(tx, community);
  }

  /// Says up to where the log goes now: to the last number that this connection took.
  private static void head(Tx tx, CommunityId community) {
    tx.update(
            """
            insert into journeys.head as h (community_id, seq)
            values (:community, currval(pg_get_serial_sequence('journeys.event', 'seq')))
            on conflict (community_id) do update set seq = greatest(h.seq, excluded.seq)
            """)
        .bind("community", community)
        .execute();
  }

  /// Up to where the log goes, or a little further; 0 for one that is empty.
  static long end(Tx tx, CommunityId community) {
    return tx.query("select seq from journeys.head where community_id = :community")
        .bind("community", community)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /// What became true after a place of the log and up to another, in its order.
  static List<Fact> after(Tx tx, CommunityId community, long after, long upto, int most) {
    return tx.query(
            FACT
                + """
                 where community_id = :community and seq > :after and seq <= :upto
                order by seq limit :most
                """)
        .bind("community", community)
        .bind("after", after)
        .bind("upto", upto)
        .bind("most", most)
        .mapTo(Fact.class)
        .list();
  }

  /// All that somebody did up to a place of the log, as it came.
  static List<Fact> of(Tx tx, CommunityId community, long person, long upto) {
    return tx.query(
            FACT
                + """
                 where community_id = :community and person = :person and seq <= :upto
                order by seq
                """)
        .bind("community", community)
        .bind("person", person)
        .bind("upto", upto)
        .mapTo(Fact.class)
        .list();
  }

  /// What people did since a day, one after the other, each in the order of time.
  static List<Fact> walks(Tx tx, CommunityId community, LocalDate since, int most) {
    return tx.query(
            FACT
                + """
                 where community_id = :community and day >= :since and person is not null
                order by person, at, seq limit :most
                """)
        .bind("community", community)
        .bind("since", since)
        .bind("most", most)
        .mapTo(Fact.class)
        .list();
  }

  /// What people did in a stretch of time, one after the other, each in the order of time, and the
  /// value of a property of it.
  static List<Walked> walked(
      Tx tx, CommunityId community, Instant from, Instant to, String property, int most) {
    return tx.query(
            """
            select person, at, type, properties ->> :property as value from journeys.event
            where community_id = :community and at >= :from and at < :to and person is not null
              and day between cast(cast(:from as timestamptz) at time zone 'UTC' as date)
                and cast(cast(:to as timestamptz) at time zone 'UTC' as date)
            order by person, at, seq limit :most
            """)
        .bind("community", community)
        .bind("from", from)
        .bind("to", to)
        .bind("property", property)
        .bind("most", most)
        .mapTo(Walked.class)
        .list();
  }

  /// Who joined and who reached a stage, one after the other, each in the order of time.
  static List<Walked> stages(Tx tx, CommunityId community, int most) {
    return tx.query(
            """
            select person, at, type, properties ->> 'stage' as value from journeys.event
            where community_id = :community and type in (1, 7) and person is not null
            order by person, at, seq limit :most
            """)
        .bind("community", community)
        .bind("most", most)
        .mapTo(Walked.class)
        .list();
  }

  /// Those of these pseudonyms that are known.
  static List<Numbered> people(Tx tx, CommunityId community, Collection<String> pseudonyms) {
    return tx.query(
            """
            select no, encode(pseudonym, 'hex') as pseudonym from journeys.person
            where community_id = :community and pseudonym = any(
              select decode(hex, 'hex') from unnest(cast(:pseudonyms as text[])) as s (hex))
            """)
        .bind("community", community)
        .bind("pseudonyms", pseudonyms.toArray(String[]::new))
        .mapTo(Numbered.class)
        .list();
  }

  /// On which days these people did what.
  static List<DayOf> days(Tx tx, CommunityId community, Collection<Long> people) {
    return tx.query(
            """
            select distinct person, day, type from journeys.event
            where community_id = :community and person = any(cast(:people as bigint[]))
            order by person, day, type
            """)
        .bind("community", community)
        .bind("people", people.toArray(Long[]::new))
        .mapTo(DayOf.class)
        .list();
  }

  /// What these people did since a moment, each in the order of time.
  static List<Fact> stops(
      Tx tx, CommunityId community, Collection<Long> people, Instant since, int most) {
    return tx.query(
            FACT
                + """
                 where community_id = :community and person = any(cast(:people as bigint[]))
                  and at >= :since order by person, at, seq limit :most
                """)
        .bind("community", community)
        .bind("people", people.toArray(Long[]::new))
        .bind("since", since)
        .bind("most", most)
        .mapTo(Fact.class)
        .list();
  }

  /// The numbers that were forgotten.
  static List<Long> erased(Tx tx, CommunityId community) {
    return tx.query("select no from journeys.erased where community_id = :community")
        .bind("community", community)
        .mapTo(Long.class)
        .list();
  }

  /// What somebody did, newest first, before a moment.
  static List<Own> own(Tx tx, CommunityId community, long person, Instant before, int most) {
    return tx.query(
            """
            select id, at, type, about, cast(properties as text) as properties
            from journeys.event
            where community_id = :community and person = :person and at < :before
            order by at desc, id desc limit :most
            """)
        .bind("community", community)
        .bind("person", person)
        .bind("before", before)
        .bind("most", most)
        .mapTo(Own.class)
        .list();
  }

  /// The salt of a day: this one, or that which is there; those of days that are over everywhere
  /// are thrown away.
  static byte[] salt(Tx tx, LocalDate day, LocalDate oldest, byte[] fresh) {
    tx.update("delete from journeys.salt where day < :oldest").bind("oldest", oldest).execute();
    tx.update("insert into journeys.salt (day, salt) values (:day, :salt) on conflict do nothing")
        .bind("day", day)
        .bind("salt", fresh)
        .execute();
    return tx.query("select salt from journeys.salt where day = :day")
        .bind("day", day)
        .mapTo(byte[].class)
        .one();
  }

  static void openDay(Tx tx, LocalDate day) {
    tx.query("select journeys.open_day(:day) is null").bind("day", day).mapTo(Boolean.class).one();
  }

  static void forgetBefore(Tx tx, LocalDate day) {
    tx.query("select journeys.forget_before(:day) is null")
        .bind("day", day)
        .mapTo(Boolean.class)
        .one();
  }
}
