package org.coomunity.people.communities;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Communities and memberships as the memory of this process knows them, forgotten on every node
/// when they change.
final class Lookups {
  private static final int COMMUNITIES = 20_000;
  private static final int MEMBERSHIPS = 500_000;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private record Of(CommunityId community, MemberId member) {}

  private record Named(CommunityId community, String handle) {}

  private record Numbered(CommunityId community, int no) {}

  private final Database database;
  private final Kept<String, Optional<Community>> bySlug;
  private final Kept<CommunityId, Optional<Community>> byId;
  private final Kept<Of, Optional<Membership>> byMember;
  private final Kept<Named, Integer> numbers;
  private final Kept<Numbered, Membership> byNumber;

  Lookups(Database database, Caches caches) {
    this.database = database;
    this.bySlug = caches.bounded("communities_by_slug", COMMUNITIES, KEPT);
    this.byId = caches.bounded("communities", COMMUNITIES, KEPT);
    this.byMember = caches.bounded("memberships", MEMBERSHIPS, KEPT);
    this.numbers = caches.bounded("membership_numbers", MEMBERSHIPS, KEPT);
    this.byNumber = caches.bounded("memberships_by_number", MEMBERSHIPS, KEPT);
  }

  Optional<Community> community(String slug) {
    Optional<Community> known = bySlug.find(slug).orElse(Optional.empty());
    if (known.isPresent()) {
      return known;
    }
    // what does not exist is not kept: anybody can make up a name
    Optional<Community> found =
        database.read(tx -> CommunitiesStore.find(tx, slug)).map(CommunitiesStore.Row::community);
    found.ifPresent(community -> bySlug.put(slug, found));
    return found;
  }

  Optional<Community> community(CommunityId id) {
    return byId.get(
        id,
        wanted ->
            database
                .read(tx -> CommunitiesStore.find(tx, wanted))
                .map(CommunitiesStore.Row::community));
  }

  Optional<Membership> membership(CommunityId community, MemberId member) {
    return byMember.get(
        new Of(community, member),
        of -> database.read(tx -> CommunitiesStore.membership(tx, of.community(), of.member())));
  }

  Optional<Membership> membership(CommunityId community, String handle) {
    Named key = new Named(community, handle);
    Optional<Membership> known =
        numbers
            .find(key)
            .flatMap(no -> byNumber.find(new Numbered(community, no)))
            .filter(membership -> membership.handle().equals(handle));
    if (known.isPresent()) {
      return known;
    }
    Optional<Membership> found =
        database.read(tx -> CommunitiesStore.membership(tx, community, handle));
    found.ifPresent(membership -> {
      numbers.put(key, membership.no());
      byNumber.put(new Numbered(community, membership.no()), membership);
    });
    return found;
  }

  Map<Integer, Membership> memberships(CommunityId community, Collection<Integer> nos) {
    if (nos.size() > 1_000) {
      throw new IllegalArgumentException("memberships: " + nos.size());
    }
    Map<Integer, Membership> known =
        nos.stream()
            .distinct()
            .flatMap(no -> byNumber.find(new Numbered(community, no)).stream())
            .collect(Collectors.toMap(Membership::no, m -> m, (a, b) -> a, HashMap::new));
    List<Integer> missing = nos.stream().distinct().filter(no -> !known.containsKey(no)).toList();
    if (!missing.isEmpty()) {
      for (Membership one :
          database.read(tx -> CommunitiesStore.memberships(tx, community, missing))) {
        byNumber.put(new Numbered(community, one.no()), one);
        known.put(one.no(), one);
      }
    }
    return known;
  }

  static Map<Integer, String> handles(Tx tx, CommunityId community, Collection<Integer> nos) {
    return CommunitiesStore.memberships(tx, community, nos).stream()
        .collect(Collectors.toMap(Membership::no, Membership::handle));
  }

  void forget(CommunityId community, MemberId member, int no) {
    byMember.forget(new Of(community, member));
    byNumber.forget(new Numbered(community, no));
  }

  /// Something happened after which what is known here is old.
  void forget(CommunitiesEvent event) {
    switch (event) {
      case CommunitiesEvent.CommunityOpened _,
          CommunitiesEvent.TakeoverAsked _,
          CommunitiesEvent.TakeoverDecided _ -> {}
      case CommunitiesEvent.CommunityArchived archived ->
          forget(archived.community(), archived.slug());
      case CommunitiesEvent.MemberJoined joined ->
          forget(joined.community(), joined.member(), joined.no());
      case CommunitiesEvent.MemberLeft left -> forget(left.community(), left.member(), left.no());
      case CommunitiesEvent.MemberGone gone -> forget(gone.community(), gone.member(), gone.no());
      case CommunitiesEvent.MemberSuspended suspended ->
          forget(suspended.community(), suspended.member(), suspended.no());
      case CommunitiesEvent.RoleChanged changed ->
          forget(changed.community(), changed.member(), changed.no());
    }
  }

  void forget(CommunityId community, String slug) {
    byId.forget(community);
    bySlug.forget(slug);
  }
}
