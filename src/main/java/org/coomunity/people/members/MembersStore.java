package org.coomunity.people.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;

/// Members and what belongs to each of them in the database.
final class MembersStore {
  /// A member as they are stored.
  record Row(
      MemberId id,
      String handle,
      String kind,
      String displayName,
      String words,
      String skills,
      String vocation,
      @Nullable String element,
      String languages,
      String language,
      @Nullable String email,
      @Nullable Double lat,
      @Nullable Double lon,
      boolean operator,
      Instant createdAt) {
    Member member() {
      return new Member(
          id,
          handle,
          displayName,
          MemberKind.valueOf(kind),
          Language.of(language).orElseThrow(),
          operator,
          createdAt);
    }

    Profile profile() {
      return new Profile(
          handle,
          displayName,
          MemberKind.valueOf(kind),
          words,
          List.of(Json.read(skills, String[].class)),
          vocation,
          element == null ? null : Element.valueOf(element),
          List.of(Json.read(languages, String[].class)),
          lat == null || lon == null ? null : new Place(lat, lon));
    }
  }

  private static final String COLUMNS =
      """
      select member_id as id, handle, kind, display_name, words, skills, vocation, element, languages,
        language, email, lat, lon, operator, created_at
      from members.member
      """;

  private MembersStore() {}

  /// Takes a handle; false when somebody has it.
  static boolean take(Tx tx, String handle, MemberId member) {
    return tx.update(
                """
                insert into members.handle (handle, member_id) values (:handle, :member)
                on conflict (handle) do nothing
                """)
            .bind("handle", handle)
            .bind("member", member)
            .execute()
        == 1;
  }

  static void insert(Tx tx, Row row, @Nullable LocalDate birthDate) {
    tx.update(
            """
            insert into members.member (member_id, handle, kind, display_name, words, language,
              email, birth_date, operator, created_at)
            values (:id, :handle, :kind, :name, :words, :language, :email, :born, :operator, :at)
            """)
        .bind("id", row.id())
        .bind("handle", row.handle())
        .bind("kind", row.kind())
        .bind("name", row.displayName())
        .bind("words", row.words())
        .bind("language", row.language())
        .bind("email", row.email())
        .bind("born", birthDate)
        .bind("operator", row.operator())
        .bind("at", row.createdAt())
        .execute();
  }

  static void change(Tx tx, Row row) {
    tx.update(
            """
            update members.member set display_name = :name, words = :words, skills = :skills::jsonb,
              vocation = :vocation, element = :element, languages = :languages::jsonb,
              language = :language, email = :email, lat = :lat, lon = :lon
            where member_id = :id
            """)
        .bind("id", row.id())
        .bind("name", row.displayName())
        .bind("words", row.words())
        .bind("skills", row.skills())
        .bind("vocation", row.vocation())
        .bind("element", row.element())
        .bind("languages", row.languages())
        .bind("language", row.language())
        .bind("email", row.email())
        .bind("lat", row.lat())
        .bind("lon", row.lon())
        .execute();
  }

  static Optional<Row> find(Tx tx, String handle) {
    return tx.query(
            COLUMNS
                + "where member_id = (select member_id from members.handle where handle = :handle)")
        .bind("handle", handle)
        .mapTo(Row.class)
        .findOne();
  }

  static Optional<Row> find(Tx tx, MemberId id, boolean locked) {
    return tx.query(COLUMNS + "where member_id = :id" + (locked ? " for update" : ""))
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static List<MemberId> addressed(Tx tx, String email, int most) {
    return tx
        .query(
            """
            select member_id from members.member where lower(email) = lower(:email)
            order by member_id limit :most
            """)
        .bind("email", email)
        .bind("most", most)
        .mapTo(UUID.class)
        .list()
        .stream()
        .map(MemberId::new)
        .toList();
  }

  static List<Row> find(Tx tx, Collection<MemberId> ids) {
    return tx.query(COLUMNS + "where member_id = any(:ids)")
        .bind("ids", ids.stream().map(MemberId::value).toArray(UUID[]::new))
        .mapTo(Row.class)
        .list();
  }

  static void consent(Tx tx, MemberId member, Consent consent) {
    tx.update(
            """
            insert into members.consent (member_id, purpose, at, given, version)
            values (:member, :purpose, :at, :given, :version)
            """)
        .bind("member", member)
        .bind("purpose", consent.purpose())
        .bind("at", consent.at())
        .bind("given", consent.given())
        .bind("version", consent.version())
        .execute();
  }

  /// The newest row of each purpose.
  static List<Consent> consents(Tx tx, MemberId member) {
    return tx.query(
            """
            select distinct on (purpose) purpose, given, version, at from members.consent
            where member_id = :member order by purpose, entry desc
            """)
        .bind("member", member)
        .mapTo(Consent.class)
        .list();
  }

  /// A consent with its place among those of a member.
  record Given(long entry, String purpose, boolean given, String version, Instant at) {
    Consent consent() {
      return new Consent(purpose, given, version, at);
    }
  }

  /// All rows, newest first.
  static List<Given> consents(Tx tx, MemberId member, long before, int limit) {
    return tx.query(
            """
            select entry, purpose, given, version, at from members.consent
            where member_id = :member and entry < :before order by entry desc limit :limit
            """)
        .bind("member", member)
        .bind("before", before)
        .bind("limit", limit)
        .mapTo(Given.class)
        .list();
  }

  static void setting(Tx tx, MemberId member, String key, String value) {
    tx.update(
            """
            insert into members.setting (member_id, key, value) values (:member, :key, :value)
            on conflict (member_id, key) do update set value = excluded.value
            """)
        .bind("member", member)
        .bind("key", key)
        .bind("value", value)
        .execute();
  }

  static Map<String, String> settings(Tx tx, MemberId member) {
    return tx.query("select key, value from members.setting where member_id = :member")
        .bind("member", member)
        .setMapKeyColumn("key")
        .setMapValueColumn("value")
        .collectInto(new GenericType<Map<String, String>>() {});
  }

  static boolean block(Tx tx, MemberId member, MemberId other, Instant at) {
    return tx.update(
                """
                insert into members.block (member_id, blocked_id, at) values (:member, :other, :at)
                on conflict do nothing
                """)
            .bind("member", member)
            .bind("other", other)
            .bind("at", at)
            .execute()
        == 1;
  }

  static boolean unblock(Tx tx, MemberId member, MemberId other) {
    return tx.update("delete from members.block where member_id = :member and blocked_id = :other")
            .bind("member", member)
            .bind("other", other)
            .execute()
        == 1;
  }

  static List<Row> blocks(Tx tx, MemberId member, int most) {
    return tx.query(
            COLUMNS
                + """
                where member_id in (
                  select blocked_id from members.block where member_id = :member
                  order by at desc limit :most)
                order by handle
                """)
        .bind("member", member)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  /// Those whom `member` blocked or who blocked them.
  static List<UUID> apart(Tx tx, MemberId member, int most) {
    return tx.query(
            """
            select blocked_id from members.block where member_id = :member
            union select member_id from members.block where blocked_id = :member limit :most
            """)
        .bind("member", member)
        .bind("most", most)
        .mapTo(UUID.class)
        .list();
  }

  static boolean act(Tx tx, MemberId person, MemberId organisation, Instant at) {
    return tx.update(
                """
                insert into members.acting (member_id, organisation_id, since)
                values (:person, :organisation, :at) on conflict do nothing
                """)
            .bind("person", person)
            .bind("organisation", organisation)
            .bind("at", at)
            .execute()
        == 1;
  }

  static boolean actNoMore(Tx tx, MemberId person, MemberId organisation) {
    return tx.update(
                """
                delete from members.acting
                where member_id = :person and organisation_id = :organisation
                """)
            .bind("person", person)
            .bind("organisation", organisation)
            .execute()
        == 1;
  }

  static List<Row> actsFor(Tx tx, MemberId person) {
    return tx.query(
            COLUMNS
                + """
                where member_id in (select organisation_id from members.acting where member_id = :person)
                order by handle limit 100
                """)
        .bind("person", person)
        .mapTo(Row.class)
        .list();
  }

  static List<Row> actors(Tx tx, MemberId organisation) {
    return tx.query(
            COLUMNS
                + """
                where member_id in (select member_id from members.acting where organisation_id = :organisation)
                order by handle limit 100
                """)
        .bind("organisation", organisation)
        .mapTo(Row.class)
        .list();
  }
}
