package org.coomunity.people.communities;

import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.NewMember;
import org.coomunity.people.members.Profile;

/// Communities and who belongs to them. People come by invitation only; the operator opens a
/// community and invites those who begin it. A community always keeps an admin.
public final class Communities {
  private static final int MINE_MOST = 100;

  private final Database database;
  private final Members members;
  private final Books books;
  private final Lookups lookups;
  private final Roles roles;
  private final Invitations invitations;
  private final Joining joining;

  /// @param publicUrl where people reach the platform, for links
  /// @param books the money of communities
  public Communities(
      Database database,
      Outbox outbox,
      InstantSource clock,
      Caches caches,
      Logins logins,
      Members members,
      Books books,
      URI publicUrl) {
    this.database = database;
    this.members = members;
    this.books = books;
    this.lookups = new Lookups(database, caches);
    this.roles = new Roles(database, clock, logins, books, lookups);
    this.invitations = new Invitations(database, clock, members, books, publicUrl);
    this.joining = new Joining(database, clock, members, logins, books, invitations, lookups);
    outbox.everywhere(CommunitiesEvent.class, this::forget);
  }

  private void forget(CommunitiesEvent event) {
    switch (event) {
      case CommunitiesEvent.CommunityOpened opened -> {}
      case CommunitiesEvent.CommunityArchived archived ->
          lookups.forget(archived.community(), archived.slug());
      case CommunitiesEvent.MemberJoined joined ->
          lookups.forget(joined.community(), joined.member(), joined.no());
      case CommunitiesEvent.MemberLeft left ->
          lookups.forget(left.community(), left.member(), left.no());
      case CommunitiesEvent.MemberSuspended suspended ->
          lookups.forget(suspended.community(), suspended.member(), suspended.no());
      case CommunitiesEvent.RoleChanged changed ->
          lookups.forget(changed.community(), changed.member(), changed.no());
    }
  }

  /// The routes of communities, invitations, memberships and organisations.
  public List<Route> routes(RateLimits limits) {
    return Stream.concat(
            new CommunitiesHttp(this, members, limits).routes().stream(),
            new MembershipsHttp(this).routes().stream())
        .toList();
  }

  /// Where a caller stands in a community: themselves, or as an organisation they act for. Empty
  /// when they do not belong, or it does not exist. Needs no database while all of it is known
  /// here.
  public Optional<Standing> standing(Caller caller, String slug, Optional<String> onBehalfOf) {
    return community(slug)
        .flatMap(community ->
            membershipOf(community.id(), caller.member())
                .filter(own -> own.state().inside())
                .flatMap(own ->
                    onBehalfOf
                        .filter(handle -> !handle.equals(own.handle()))
                        .map(handle -> organisation(caller, community, handle))
                        .orElse(Optional.of(own))
                        .map(subject -> standing(caller, community, subject, own))));
  }

  private Optional<Membership> organisation(Caller caller, Community community, String handle) {
    return membership(community.id(), handle)
        .filter(subject -> subject.state().inside())
        .filter(subject -> members.actsFor(caller.member(), subject.member()));
  }

  private static Standing standing(
      Caller caller, Community community, Membership subject, Membership own) {
    Refusal hold = CommunityRules.hold(own, community.archived());
    return new Standing(
        community.id(),
        community.slug(),
        subject.member(),
        subject.handle(),
        subject.no(),
        subject.role(),
        caller.member(),
        own.no(),
        hold == null ? CommunityRules.hold(subject, false) : hold);
  }

  /// A community by its name in addresses.
  public Optional<Community> community(String slug) {
    return lookups.community(slug);
  }

  /// A community by identifier.
  public Optional<Community> community(CommunityId id) {
    return lookups.community(id);
  }

  /// The money of a community and what it decided about it.
  public Community.Money money(CommunityId id) {
    return books.money(id);
  }

  /// All communities, by name in addresses.
  public Page<Community> communities(Optional<String> after, int limit) {
    return Page.of(
            database.read(tx -> CommunitiesStore.all(tx, after.orElse(""), limit + 1)),
            limit,
            CommunitiesStore.Row::slug)
        .map(CommunitiesStore.Row::community);
  }

  /// The communities somebody is inside, the first joined first.
  public List<Membership> membershipsOf(MemberId member) {
    return database.read(tx -> CommunitiesStore.of(tx, member, MINE_MOST)).stream()
        .flatMap(id -> membershipOf(id, member).stream())
        .filter(membership -> membership.state().inside())
        .toList();
  }

  /// What a handle is in a community, former members too.
  public Optional<Membership> membership(CommunityId community, String handle) {
    return lookups.membership(community, handle);
  }

  /// What somebody is in a community, former members too.
  public Optional<Membership> membershipOf(CommunityId community, MemberId member) {
    return lookups.membership(community, member);
  }

  /// What numbers are in a community; unknown ones are left out. At most 1,000.
  public Map<Integer, Membership> memberships(CommunityId community, Collection<Integer> nos) {
    if (nos.size() > 1_000) {
      throw new IllegalArgumentException("memberships: " + nos.size());
    }
    return lookups.memberships(community, nos);
  }

  /// How many are inside.
  public long size(CommunityId community) {
    return database.read(tx -> CommunitiesStore.count(tx, community));
  }

  /// Those who are inside, in the order in which they joined.
  public Page<Person> people(CommunityId community, int after, int limit) {
    List<Membership> rows =
        database.read(tx -> CommunitiesStore.inside(tx, community, after, limit + 1));
    Map<Integer, Membership> inviters =
        memberships(
            community,
            rows.stream().map(Membership::invitedByNo).filter(no -> no != null).toList());
    Map<MemberId, Member> named = members.named(rows.stream().map(Membership::member).toList());
    return Page.of(rows, limit, row -> Integer.toString(row.no()))
        .map(row -> person(row, Objects.requireNonNull(named.get(row.member())), inviters));
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
  public Person.Detail person(CommunityId community, String handle) {
    Membership row =
        membership(community, handle)
            .filter(found -> found.state().inside())
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    List<Integer> inviter = row.invitedByNo() == null ? List.of() : List.of(row.invitedByNo());
    return new Person.Detail(
        person(row, members.member(row.member()).orElseThrow(), memberships(community, inviter)),
        members.profile(row.member()).orElseThrow());
  }

  /// The profile of somebody who shares a community with the caller.
  ///
  /// @throws Refused `member_unknown`
  public Profile profile(Caller caller, String handle) {
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
    List<CommunityId> of =
        membershipsOf(one).stream().map(Membership::community).collect(Collectors.toList());
    of.retainAll(membershipsOf(other).stream().map(Membership::community).toList());
    return of;
  }

  /// Opens a community with its books.
  ///
  /// @throws Refused `slug_format`, `slug_taken`, `policy_key`, `policy_value`, lengths
  public Made<Community> open(Community.Draft draft) {
    return joining.open(draft);
  }

  /// Invites somebody; the code is told once. A gift leaves the inviter's account now and returns
  /// when nobody comes.
  ///
  /// @throws Refused `too_many_open`, `credit_limit`, amounts, `community_archived`
  public Invitation invite(Standing standing, Invitation.Draft draft) {
    return invitations.invite(community(standing.community()).orElseThrow(), standing.no(), draft);
  }

  /// Invites those who are to begin a community, for the operator.
  public Invitation inviteFounder(Community community, Invitation.Draft draft) {
    return invitations.invite(community, 0, draft);
  }

  /// What the holder of a code may know.
  ///
  /// @throws Refused `invitation_gone`
  public Invitation.Look look(String code) {
    return joining.look(code);
  }

  /// One's own invitations, newest first.
  public Page<Invitation.Line> invitations(Standing standing, Optional<UUID> before, int limit) {
    return invitations.by(standing.community(), standing.no(), before, limit);
  }

  /// Takes one's own open invitation back; its gift returns.
  public void withdraw(Standing standing, UUID invitation) {
    invitations.withdraw(standing.community(), standing.no(), invitation);
  }

  /// Returns the gifts of invitations that nobody used in time; a job calls it.
  public int sweepInvitations(int most) {
    return invitations.sweep(most);
  }

  /// Makes a member from an invitation.
  ///
  /// @throws Refused `invitation_gone` and what `Members.register` refuses
  public Member register(NewMember draft) {
    return joining.register(draft);
  }

  /// A member joins one more community, or comes back.
  ///
  /// @throws Refused `invitation_gone`, `already_member`
  public Membership join(Caller caller, String code) {
    return joining.join(caller.member(), code);
  }

  /// Founds an organisation in a community; whoever founds it acts for it.
  public Member found(Standing standing, Organisation.Draft draft) {
    return joining.found(standing, draft);
  }

  /// Lets another member of the community act for an organisation, or no longer.
  ///
  /// @throws Refused `not_allowed` unless the actor acts for it, `last_admin` for the last person
  public Organisation act(Standing standing, String organisation, String person, boolean acts) {
    return joining.act(standing, organisation, person, acts);
  }

  /// An organisation with those who act for it.
  public Organisation organisation(Standing standing, String handle) {
    return joining.organisation(standing, handle);
  }

  /// Gives a member another role.
  ///
  /// @throws Refused `member_unknown`, `last_admin`
  public Membership role(Standing admin, String handle, Role role) {
    return roles.role(admin, handle, role);
  }

  /// Suspends a member, or lets them back: they read and do not act.
  ///
  /// @throws Refused `member_unknown`, `last_admin`, `not_allowed` upon somebody above
  public Membership suspend(Standing actor, String handle, boolean suspended, String reason) {
    return roles.suspend(actor, handle, suspended, reason);
  }

  /// Leaves a community.
  ///
  /// @throws Refused `balance_open`, `last_admin`
  public void leave(Standing standing, Farewell farewell) {
    roles.leave(standing, farewell);
  }

  /// Takes a member out of the community.
  public void remove(Standing admin, String handle, Farewell farewell, String reason) {
    roles.remove(admin, handle, farewell, reason);
  }

  /// Makes a community one that is only to be read.
  public void archive(Standing admin, Farewell farewell, String reason) {
    roles.archive(admin, farewell, reason);
  }
}
