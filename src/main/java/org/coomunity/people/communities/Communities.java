package org.coomunity.people.communities;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.NewMember;
import org.coomunity.people.members.Profile;

/// Communities and who belongs to them. People come by invitation only; the operator opens a
/// community and invites those who begin it. A community always keeps an admin.
public final class Communities {
  private final Database database;
  private final Members members;
  private final Books books;
  private final Lookups lookups;
  private final Directory directory;
  private final Roles roles;
  private final Invitations invitations;
  private final Joining joining;
  private final Absence absence;
  private final Takeovers takeovers;

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
    this.directory = new Directory(database, members, lookups);
    this.invitations = new Invitations(database, clock, members, books, publicUrl);
    this.roles = new Roles(database, clock, logins, members, books, invitations, lookups);
    this.takeovers = new Takeovers(database, clock, books, roles, lookups);
    this.absence = new Absence(database, clock, books, roles, lookups);
    this.joining = new Joining(database, clock, members, logins, books, invitations, lookups);
    outbox.everywhere(CommunitiesEvent.class, lookups::forget);
  }

  /// The routes of communities, invitations, memberships and organisations.
  public List<Route> routes(RateLimits limits) {
    return Stream.of(
            new CommunitiesHttp(this, members, limits).routes(),
            new MembershipsHttp(this, members).routes(),
            new TakeoversHttp(this).routes())
        .flatMap(List::stream)
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
        caller.session(),
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
    return directory.of(member);
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
    return lookups.memberships(community, nos);
  }

  /// The numbers of stewards and admins who are there, at most so many.
  public List<Integer> caretakers(CommunityId community, int most) {
    return database.read(tx -> CommunitiesStore.caretakers(tx, community, most));
  }

  /// How many are inside.
  public long size(CommunityId community) {
    return database.read(tx -> CommunitiesStore.count(tx, community));
  }

  /// How many were inside at some moment of each span between two neighbours of `bounds`.
  public List<Long> sizes(CommunityId community, List<Instant> bounds) {
    return database.read(tx -> CommunitiesStore.sizes(tx, community, bounds));
  }

  /// Those who are inside, in the order in which they joined; stewards see who hides as well.
  public Page<Person> people(Standing viewer, int after, int limit) {
    return directory.people(viewer, after, limit);
  }

  /// Everything about a member that others in the community may read.
  ///
  /// @throws Refused `member_unknown`
  public Person.Detail person(CommunityId community, String handle) {
    return directory.person(community, handle);
  }

  /// The profile of somebody who shares a community with the caller.
  ///
  /// @throws Refused `member_unknown`
  public Profile profile(Caller caller, String handle) {
    return directory.profile(caller, handle);
  }

  /// Opens a community with its books.
  ///
  /// @throws Refused `slug_format`, `slug_taken`, `policy_key`, `policy_value`, lengths
  public Made<Community> open(Community.Draft draft) {
    return joining.open(null, draft);
  }

  /// The same, by an operator: the audit says so.
  public Made<Community> open(Caller operator, Community.Draft draft) {
    return joining.open(operator.member(), draft);
  }

  /// Invites somebody; the code is told once, and again to a repeat. A gift leaves the inviter's
  /// account now and returns when nobody comes.
  ///
  /// @throws Refused `too_many_open`, `credit_limit`, amounts, `community_archived`
  public Invitation invite(Standing standing, Invitation.Draft draft) {
    return invited(community(standing.community()).orElseThrow(), standing.no(), draft).value();
  }

  /// Invites those who are to begin a community, for the operator.
  public Invitation inviteFounder(Community community, Invitation.Draft draft) {
    return invited(community, 0, draft).value();
  }

  /// The same, by an operator: the audit says so.
  public Made<Invitation> inviteFounder(
      Caller operator, Community community, Invitation.Draft draft) {
    return invitations.invite(community, 0, operator.member(), draft);
  }

  Made<Invitation> invited(Community community, int inviter, Invitation.Draft draft) {
    return invitations.invite(community, inviter, null, draft);
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

  /// Makes a member from an invitation; the same draft once more finds the member it made.
  ///
  /// @throws Refused `invitation_gone` and what `Members.applicant` refuses
  public Member register(NewMember draft) {
    return registered(draft).value();
  }

  Made<Member> registered(NewMember draft) {
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

  /// The community gives a member another role, inside the transaction that decides it.
  ///
  /// @throws Refused `member_unknown`, `last_admin`, `not_allowed` for organisations
  public void grant(Tx tx, CommunityId community, int no, Role role) {
    roles.grant(tx, community, no, role);
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

  /// Every place somebody has or had.
  public List<Membership> places(MemberId member) {
    return database.read(tx -> CommunitiesStore.places(tx, member));
  }

  /// How somebody is inside no community any more, comes back, and is settled.
  public Absence absence() {
    return absence;
  }

  /// Asks the community to take over a balance: that of the caller's own member, who wants to
  /// leave, or for an admin that of somebody else, or all.
  ///
  /// @throws Refused `not_allowed`, `wrong_state` for a balance of zero, `too_many_open` when it is
  ///   asked already
  public Made<Takeover> ask(Standing standing, Takeover.Draft draft) {
    return takeovers.ask(standing, draft);
  }

  /// Votes on such a question; when all have voted it is carried out at once.
  ///
  /// @throws Refused `not_found`, `wrong_state` when it is over, `not_allowed` for whom it is
  ///   about, organisations, and those who came later
  public Takeover vote(Standing standing, UUID takeover, boolean yes) {
    return takeovers.vote(standing, takeover, yes);
  }

  /// Takes one's own open question back.
  public void withdrawTakeover(Standing standing, UUID takeover) {
    takeovers.withdraw(standing, takeover);
  }

  /// One question.
  public Takeover takeover(Standing standing, UUID takeover) {
    return takeovers.one(standing, takeover);
  }

  /// All questions, newest first.
  public Page<Takeover> takeovers(Standing standing, Optional<UUID> before, int limit) {
    return takeovers.list(standing, before, limit);
  }

  /// Counts questions whose time is over and carries out what was decided; a job calls it.
  public int sweepTakeovers(int most) {
    return takeovers.sweep(most);
  }

  /// What became of the balances of those who went, newest first.
  public Page<Takeover.Parting> partings(CommunityId community, Optional<UUID> before, int limit) {
    return takeovers.partings(community, before, limit);
  }

  /// What the community took over so far.
  public Takeover.Pool pool(CommunityId community) {
    return takeovers.pool(community);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
