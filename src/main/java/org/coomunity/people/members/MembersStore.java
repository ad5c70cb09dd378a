package org.coomunity.people.members;

import java.time.Instant;
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
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Members and what belongs to each of them in the database.
final class MembersStore {
  /// A member as they are stored.
  ///
  /// @param wrapped their key; null when it was destroyed
  @SuppressWarnings("ArrayRecordComponent") // sealed bytes; nobody compares them
  record Stored(
      MemberId id,
      String handle,
      String kind,
      byte[] sealed,
      String language,
      boolean operator,
      Instant createdAt,
      @Nullable Instant goneAt,
      byte @Nullable [] wrapped) {
    Row row(Vault vault) {
      byte @Nullable [] key = goneAt == null ? wrapped : null;
      return new Row(
          id,
          handle,
          kind,
          key == null ? Personal.nobody(handle) : Personal.of(vault.open(id, key, sealed)),
          language,
          operator,
          createdAt,
          goneAt);
    }
  }

  /// A member as they are read.
  record Row(
      MemberId id,
      String handle,
      String kind,
      Personal personal,
      String language,
      boolean operator,
      Instant createdAt,
      @Nullable Instant goneAt) {
    String displayName() {
      return personal.displayName();
    }

    @Nullable String email() {
      return personal.email();
    }

    Member member() {
      return new Member(
          id,
          handle,
          displayName(),
          MemberKind.valueOf(kind),
          Language.of(language).orElseThrow(),
          operator,
          createdAt);
    }

    Profile profile() {
      Double lat = personal.lat();
      Double lon = personal.lon();
      return new Profile(
          handle,
          displayName(),
          MemberKind.valueOf(kind),
          personal.words(),
          List.of(Json.read(personal.skills(), String[].class)),
          personal.vocation(),
          personal.element() == null ? null : Element.valueOf(personal.element()),
          List.of(Json.read(personal.languages(), String[].class)),
          lat == null || lon == null ? null : new Place(lat, lon));
    }
  }

  private static final String COLUMNS =
      """
      select m.member_id as id, m.handle, m.kind, m.sealed, m.language, m.operator, m.created_at,
        m.gone_at, k.wrapped
      from members.member m left join members.key k on k.member_id = m.member_id
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

  static void insert(Tx tx, Vault vault, Row row) {
    byte[] wrapped = vault.key(row.id());
    tx.update(
            """
            insert into members.key (member_id, wrapped, made_at) values (:id, :wrapped, :at)
            """)
        .bind("id", row.id())
        .bind("wrapped", wrapped)
        .bind("at", row.createdAt())
        .execute();
    tx.update(
            """
            insert into members.member (member_id, handle, kind, sealed, address, language, operator,
              created_at)
            values (:id, :handle, :kind, :sealed, :address, :language, :operator, :at)
            """)
        .bind("id", row.id())
        .bind("handle", row.handle())
        .bind("kind", row.kind())
        .bind("sealed", vault.seal(row.id(), wrapped, row.personal().json()))
        .bind("address", vault.mark(row.email()))
        .bind("language", row.language())
        .bind("operator", row.operator())
        .bind("at", row.createdAt())
        .execute();
  }

  static void change(Tx tx, Vault vault, Row row) {
    byte[] wrapped =
        tx.query("select wrapped from members.key where member_id = :id")
            .bind("id", row.id())
            .mapTo(byte[].class)
            .one();
    tx.update(
            """
            update members.member set sealed = :sealed, address = :address, language = :language
            where member_id = :id
            """)
        .bind("address", vault.mark(row.email()))
        .bind("id", row.id())
        .bind("sealed", vault.seal(row.id(), wrapped, row.personal().json()))
        .bind("language", row.language())
        .execute();
  }

  /// Whoever has a handle today.
  static Optional<Row> find(Tx tx, Vault vault, String handle) {
    return tx.query(
            COLUMNS
                + """
                where m.member_id = (select member_id from members.handle where handle = :handle)
                  and m.handle = :handle
                """)
        .bind("handle", handle)
        .mapTo(Stored.class)
        .findOne()
        .map(stored -> stored.row(vault));
  }

  static Optional<Row> find(Tx tx, Vault vault, MemberId id, boolean locked) {
    return tx.query(COLUMNS + "where m.member_id = :id" + (locked ? " for update of m" : ""))
        .bind("id", id)
        .mapTo(Stored.class)
        .findOne()
        .map(stored -> stored.row(vault));
  }

  static List<Row> find(Tx tx, Vault vault, Collection<MemberId> ids) {
    return rows(
        vault,
        tx.query(COLUMNS + "where m.member_id = any(:ids)")
            .bind("ids", ids.stream().map(MemberId::value).toArray(UUID[]::new)));
  }

  /// Those who gave an e-mail address and are here.
  static List<MemberId> addressed(Tx tx, Vault vault, String email, int most) {
    return tx.query(
            """
            select member_id from members.member where address = :address and gone_at is null
            order by member_id limit :most
            """)
        .bind("address", vault.mark(email))
        .bind("most", most)
        .mapTo(UUID.class)
        .map(MemberId::new)
        .list();
  }

  private static List<Row> rows(Vault vault, Query query) {
    return query.mapTo(Stored.class).stream().map(stored -> stored.row(vault)).toList();
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

  /// Those of several whose setting says so.
  static List<UUID> saying(Tx tx, Collection<MemberId> ids, String key, String value) {
    return tx.query(
            """
            select member_id from members.setting
            where member_id = any(:ids) and key = :key and value = :value
            """)
        .bind("ids", ids.stream().map(MemberId::value).toArray(UUID[]::new))
        .bind("key", key)
        .bind("value", value)
        .mapTo(UUID.class)
        .list();
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

  static List<Row> blocks(Tx tx, Vault vault, MemberId member, int most) {
    return rows(
        vault,
        tx.query(
                COLUMNS
                    + """
                    where m.member_id in (
                      select blocked_id from members.block where member_id = :member
                      order by at desc limit :most)
                    order by m.handle
                    """)
            .bind("member", member)
            .bind("most", most));
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

  static List<Row> actsFor(Tx tx, Vault vault, MemberId person) {
    return rows(
        vault,
        tx.query(
                COLUMNS
                    + """
                    where m.member_id in (select organisation_id from members.acting where member_id = :person)
                    order by m.handle limit 100
                    """)
            .bind("person", person));
  }

  static List<Row> actors(Tx tx, Vault vault, MemberId organisation) {
    return rows(
        vault,
        tx.query(
                COLUMNS
                    + """
                    where m.member_id in (select member_id from members.acting where organisation_id = :organisation)
                    order by m.handle limit 100
                    """)
            .bind("organisation", organisation));
  }
}
