package org.coomunity.people.communities;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.Profile;

/// Who is where, as others may read it.
final class Directory {
  private static final int MINE_MOST = 100;

  private final Database database;
  private final Members members;
  private final Lookups lookups;

  Directory(Database database, Members members, Lookups lookups) {
    this.database = database;
    this.members = members;
    this.lookups = lookups;
  }

  /// The communities somebody is inside, the first joined first.
  List<Membership> of(MemberId member) {
    return database.read(tx -> CommunitiesStore.of(tx, member, MINE_MOST)).stream()
        .flatMap(id -> lookups.membership(id, member).stream())
        .filter(membership -> membership.state().inside())
        .toList();
  }

  /// Those who are inside, in the order in which they joined. Who hides, or is kept apart from the
  /// one who looks, is left out for all but stewards.
  Page<Person> people(Standing viewer, int after, int limit) {
    CommunityId community = viewer.community();
    List<Membership> rows =
        database.read(tx -> CommunitiesStore.inside(tx, community, after, limit + 1));
    Map<Integer, Membership> inviters =
        lookups.memberships(
            community,
            rows.stream().map(Membership::invitedByNo).filter(no -> no != null).toList());
    Map<MemberId, Member> named = members.named(rows.stream().map(Membership::member).toList());
    Set<MemberId> unseen = unseen(viewer, rows);
    Page<Membership> page = Page.of(rows, limit, row -> Integer.toString(row.no()));
    return new Page<>(
        page.items().stream()
            .filter(row -> !unseen.contains(row.member()))
            .map(row -> person(row, Objects.requireNonNull(named.get(row.member())), inviters))
            .toList(),
        page.next());
  }

  private Set<MemberId> unseen(Standing viewer, List<Membership> rows) {
    if (viewer.role().includes(Role.STEWARD)) {
      return Set.of();
    }
    Set<MemberId> unseen =
        new HashSet<>(members.findable().hidden(rows.stream().map(Membership::member).toList()));
    members.apart(viewer.member()).forEach(id -> unseen.add(new MemberId(id)));
    unseen.remove(viewer.member());
    return unseen;
  }

  private static Person person(Membership row, Member member, Map<Integer, Membership> inviters) {
    Membership inviter = row.invitedByNo() == null ? null : inviters.get(row.invitedByNo());
    return new Person(
        row.handle(),
        member.displayName(),
        member.kind(),
        row.role().name(),
        row.state().key(),
        row.joinedAt(),
        inviter == null ? null : inviter.handle());
  }

  /// Everything about a member that others in the community may read.
  ///
  /// @throws Refused `member_unknown`
  Person.Detail person(CommunityId community, String handle) {
    Membership row =
        lookups
            .membership(community, handle)
            .filter(found -> found.state().inside())
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    List<Integer> inviter = row.invitedByNo() == null ? List.of() : List.of(row.invitedByNo());
    return new Person.Detail(
        person(
            row,
            members.member(row.member()).orElseThrow(),
            lookups.memberships(community, inviter)),
        members.profile(row.member()).orElseThrow());
  }

  Profile profile(Caller caller, String handle) {
    Member member =
        members.member(handle).orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    boolean known =
        caller.operator()
            || member.id().equals(caller.member())
            || !shared(caller.member(), member.id()).isEmpty();
    if (!known) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return members.profile(member.id()).orElseThrow();
  }

  private List<CommunityId> shared(MemberId one, MemberId other) {
    List<CommunityId> of = of(one).stream().map(Membership::community).collect(Collectors.toList());
    of.retainAll(of(other).stream().map(Membership::community).toList());
    return of;
  }
}
