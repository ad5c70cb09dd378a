package org.coomunity.people.communities;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Communities and memberships in the database.
final class CommunitiesStore {
  /// A community as it is stored.
  record Row(
      CommunityId id,
      String slug,
      String name,
      String country,
      String language,
      String words,
      String asked,
      Instant createdAt,
      @Nullable Instant archivedAt) {
    Community community() {
      return new Community(
          id, slug, name, country, Language.of(language).orElseThrow(), words, archivedAt != null);
    }
  }

  /// A membership as it is stored.
  record Place(
      CommunityId communityId,
      int no,
      MemberId memberId,
      String handle,
      String role,
      String state,
      Instant joinedAt,
      @Nullable Integer invitedBy,
      boolean founder) {
    Membership membership() {
      return new Membership(
          communityId,
          no,
          memberId,
          handle,
          Role.valueOf(role),
          MembershipState.valueOf(state),
          joinedAt,
          invitedBy,
          founder);
    }
  }

  private static final int PLACES_MOST = 1_000;

  private static final String COMMUNITY =
      """
      select community_id as id, slug, name, country, language, words, asked, created_at, archived_at
      from communities.community
      """;

  private static final String MEMBERSHIP =
      """
      select community_id, no, member_id, handle, role, state, joined_at, invited_by, founder
      from communities.membership
      """;

  private CommunitiesStore() {}

  /// Takes a name in addresses; false when another community has it.
  static boolean take(Tx tx, String slug, CommunityId community) {
    return tx.update(
                """
                insert into communities.address (slug, community_id) values (:slug, :community)
                on conflict (slug) do nothing
                """)
            .bind("slug", slug)
            .bind("community", community)
            .execute()
        == 1;
  }

  static void insert(Tx tx, Row row) {
    tx.update(
            """
            insert into communities.community
              (community_id, slug, name, country, language, words, asked, created_at)
            values (:id, :slug, :name, :country, :language, :words, :asked, :at)
            """)
        .bind("id", row.id())
        .bind("slug", row.slug())
        .bind("name", row.name())
        .bind("country", row.country())
        .bind("language", row.language())
        .bind("words", row.words())
        .bind("asked", row.asked())
        .bind("at", row.createdAt())
        .execute();
  }

  static Optional<Row> find(Tx tx, String slug) {
    return tx.query(
            COMMUNITY
                + """
                where community_id =
                  (select community_id from communities.address where slug = :slug)
                """)
        .bind("slug", slug)
        .mapTo(Row.class)
        .findOne();
  }

  static Optional<Row> find(Tx tx, CommunityId id) {
    return tx.query(COMMUNITY + "where community_id = :id")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// Locks the row of a community: what decides about its admins happens one after the other.
  static Row locked(Tx tx, CommunityId id) {
    return tx.query(COMMUNITY + "where community_id = :id for update")
        .bind("id", id)
        .mapTo(Row.class)
        .one();
  }

  static List<Row> all(Tx tx, String after, int limit) {
    return tx.query(
            COMMUNITY
                + """
                where community_id in (
                  select community_id from communities.address where slug > :after
                  order by slug limit :limit)
                order by slug
                """)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static void archive(Tx tx, CommunityId id, Instant at) {
    tx.update("update communities.community set archived_at = :at where community_id = :id")
        .bind("id", id)
        .bind("at", at)
        .execute();
  }

  static int nextNo(Tx tx, CommunityId id) {
    return tx.query(
            """
            update communities.community set last_no = last_no + 1 where community_id = :id
            returning last_no
            """)
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  static void join(Tx tx, Membership membership, boolean person) {
    tx.update(
            """
            insert into communities.membership (community_id, no, member_id, handle, person, role,
              state, joined_at, invited_by, founder)
            values (:community, :no, :member, :handle, :person, :role, :state, :at, :invitedBy,
              :founder)
            """)
        .bind("community", membership.community())
        .bind("no", membership.no())
        .bind("member", membership.member())
        .bind("handle", membership.handle())
        .bind("person", person)
        .bind("role", membership.role().name())
        .bind("state", membership.state().name())
        .bind("at", membership.joinedAt())
        .bind("invitedBy", membership.invitedByNo())
        .bind("founder", membership.founder())
        .execute();
    tx.update(
            """
            insert into communities.belonging (member_id, community_id, joined_at)
            values (:member, :community, :at) on conflict do nothing
            """)
        .bind("community", membership.community())
        .bind("member", membership.member())
        .bind("at", membership.joinedAt())
        .execute();
  }

  static void state(
      Tx tx, CommunityId community, int no, MembershipState state, @Nullable Instant endedAt) {
    tx.update(
            """
            update communities.membership set state = :state, ended_at = :ended
            where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("state", state.name())
        .bind("ended", endedAt)
        .execute();
  }

  static void role(Tx tx, CommunityId community, int no, Role role) {
    tx.update(
            """
            update communities.membership set role = :role where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("role", role.name())
        .execute();
  }

  static Optional<Membership> membership(Tx tx, CommunityId community, MemberId member) {
    return tx.query(MEMBERSHIP + "where community_id = :community and member_id = :member")
        .bind("community", community)
        .bind("member", member)
        .mapTo(Place.class)
        .findOne()
        .map(Place::membership);
  }

  static Optional<Membership> membership(Tx tx, CommunityId community, String handle) {
    return tx.query(MEMBERSHIP + "where community_id = :community and handle = :handle")
        .bind("community", community)
        .bind("handle", handle)
        .mapTo(Place.class)
        .findOne()
        .map(Place::membership);
  }

  static List<Membership> memberships(Tx tx, CommunityId community, Collection<Integer> nos) {
    return tx
        .query(MEMBERSHIP + "where community_id = :community and no = any(:nos)")
        .bind("community", community)
        .bind("nos", nos.stream().mapToInt(Integer::intValue).toArray())
        .mapTo(Place.class)
        .stream()
        .map(Place::membership)
        .toList();
  }

  /// Those who are inside, by number.
  static List<Membership> inside(Tx tx, CommunityId community, int after, int limit) {
    return tx
        .query(
            MEMBERSHIP
                + """
                where community_id = :community and no > :after and state in ('ACTIVE', 'SUSPENDED')
                order by no limit :limit
                """)
        .bind("community", community)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Place.class)
        .stream()
        .map(Place::membership)
        .toList();
  }

  /// Every place somebody has or had.
  static List<Membership> places(Tx tx, MemberId member) {
    return of(tx, member, PLACES_MOST).stream()
        .sorted(Comparator.comparing(CommunityId::value))
        .flatMap(community -> membership(tx, community, member).stream())
        .toList();
  }

  static void handle(Tx tx, CommunityId community, int no, String handle) {
    tx.update(
            """
            update communities.membership set handle = :handle
            where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("handle", handle)
        .execute();
  }

  /// Remembers what somebody was who took their leave; null forgets it.
  static void goneFrom(Tx tx, CommunityId community, int no, @Nullable MembershipState state) {
    tx.update(
            """
            update communities.membership set gone_from = :state
            where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("state", state == null ? null : state.name())
        .execute();
  }

  /// What somebody was before they took their leave, by community.
  static Optional<MembershipState> goneFrom(Tx tx, CommunityId community, int no) {
    return tx.query(
            """
            select gone_from from communities.membership
            where community_id = :community and no = :no and gone_from is not null
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(String.class)
        .findOne()
        .map(MembershipState::valueOf);
  }

  static int admins(Tx tx, CommunityId community) {
    return tx.query(
            """
            select count(*) from communities.membership
            where community_id = :community and role = 'ADMIN' and state = 'ACTIVE'
            """)
        .bind("community", community)
        .mapTo(Integer.class)
        .one();
  }

  /// Those who are there and look after it, at most so many.
  static List<Integer> caretakers(Tx tx, CommunityId community, int limit) {
    return tx.query(
            """
            select no from communities.membership
            where community_id = :community and role in ('STEWARD', 'ADMIN') and state = 'ACTIVE'
            order by no limit :limit
            """)
        .bind("community", community)
        .bind("limit", limit)
        .mapTo(Integer.class)
        .list();
  }

  static long count(Tx tx, CommunityId community) {
    return tx.query(
            """
            select count(*) from communities.membership
            where community_id = :community and state in ('ACTIVE', 'SUSPENDED')
            """)
        .bind("community", community)
        .mapTo(Long.class)
        .one();
  }

  /// How many were inside at some moment of each span between two neighbours of `bounds`.
  static List<Long> sizes(Tx tx, CommunityId community, List<Instant> bounds) {
    return tx.query(
            """
            select count(m.no) from unnest(cast(:begins as timestamptz[]),
              cast(:ends as timestamptz[])) with ordinality as span (begins, ends, n)
            left join communities.membership m on m.community_id = :community
              and m.joined_at < span.ends and (m.ended_at is null or m.ended_at >= span.begins)
            group by span.n order by span.n
            """)
        .bind("community", community)
        .bind("begins", times(bounds.subList(0, bounds.size() - 1)))
        .bind("ends", times(bounds.subList(1, bounds.size())))
        .mapTo(Long.class)
        .list();
  }

  private static String times(List<Instant> bounds) {
    return bounds.stream().map(Instant::toString).collect(Collectors.joining(",", "{", "}"));
  }

  static List<CommunityId> of(Tx tx, MemberId member, int most) {
    return tx.query(
            """
            select community_id from communities.belonging where member_id = :member
            order by joined_at, community_id limit :most
            """)
        .bind("member", member)
        .bind("most", most)
        .mapTo(UUID.class)
        .map(CommunityId::new)
        .list();
  }
}
