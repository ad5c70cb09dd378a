package org.coomunity.people.communities;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.people.communities.CommunitiesEvent.CommunityOpened;
import org.coomunity.people.communities.CommunitiesEvent.MemberJoined;
import org.coomunity.people.communities.CommunityRules.Code;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Applicant;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.MemberKind;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.NewMember;
import org.jspecify.annotations.Nullable;

/// How communities and memberships begin.
final class Joining {
  private static final int ORGANISATIONS_MOST = 20;

  private final Database database;
  private final InstantSource clock;
  private final Members members;
  private final Logins logins;
  private final Books books;
  private final Invitations invitations;
  private final Lookups lookups;

  Joining(
      Database database,
      InstantSource clock,
      Members members,
      Logins logins,
      Books books,
      Invitations invitations,
      Lookups lookups) {
    this.database = database;
    this.clock = clock;
    this.members = members;
    this.logins = logins;
    this.books = books;
    this.invitations = invitations;
    this.lookups = lookups;
  }

  /// @param operator who opens it; null when the platform itself does
  Made<Community> open(@Nullable MemberId operator, Community.Draft draft) {
    Instant now = clock.instant();
    CommunitiesStore.Row row =
        new CommunitiesStore.Row(
            new CommunityId(Uuid7.at(now)),
            CommunityRules.slug(draft.slug()),
            CommunityRules.words(draft.name(), 1, 80, "name"),
            CommunityRules.country(draft.country()),
            CommunityRules.language(draft.language()).tag(),
            CommunityRules.words(draft.text() == null ? "" : draft.text(), 0, 2_000, "text"),
            Json.write(draft),
            now,
            null);
    return database.write(tx -> {
      if (!CommunitiesStore.take(tx, row.slug(), row.id())) {
        CommunitiesStore.Row first = CommunitiesStore.find(tx, row.slug()).orElseThrow();
        if (!first.asked().equals(row.asked())) {
          throw Refused.field(Refusal.SLUG_TAKEN, "slug");
        }
        return Made.replay(first.community());
      }
      CommunitiesStore.insert(tx, row);
      books.opened(
          tx, row.id(), draft.currency(), draft.policy() == null ? Map.of() : draft.policy());
      tx.publish(new CommunityOpened(row.id(), row.slug(), now));
      if (operator != null) {
        logins.audit(tx, Logins.PLATFORM, operator, "open", row.slug(), "");
      }
      return Made.fresh(row.community());
    });
  }

  /// A code that is worth something, with its community; locked until the transaction ends.
  private record Opened(Community community, InvitationStore.Row row) {}

  private Opened opened(Tx tx, String text, boolean locked) {
    return Code.of(text)
        .flatMap(code ->
            lookups
                .community(code.slug())
                .filter(community -> awake(tx, community, locked))
                .flatMap(community ->
                    invitations
                        .open(tx, community, code, locked)
                        .map(row -> new Opened(community, row))))
        .orElseThrow(() -> Refused.field(Refusal.INVITATION_GONE, "invitation"));
  }

  /// The community is locked before the invitation, as everywhere.
  private static boolean awake(Tx tx, Community community, boolean locked) {
    return locked
        ? CommunitiesStore.locked(tx, community.id()).archivedAt() == null
        : !community.archived();
  }

  Invitation.Look look(String code) {
    return database.read(tx -> {
      Opened opened = opened(tx, code, false);
      return new Invitation.Look(
          opened.community().slug(),
          opened.community().name(),
          invitations.inviter(tx, opened.row()).orElse(null),
          opened.row().gift(),
          opened.row().words(),
          opened.row().expiresAt());
    });
  }

  Made<Member> register(NewMember draft) {
    Optional<Member> before = repeated(draft);
    if (before.isPresent()) {
      return Made.replay(before.get());
    }
    // a code that is worth nothing is not worth the hashing of a password
    look(draft.invitation());
    Applicant applicant = members.applicant(draft);
    return Made.fresh(
        database.write(tx -> {
          Opened opened = opened(tx, draft.invitation(), true);
          Member member = members.register(tx, applicant, opened.community().language());
          enter(tx, opened, member);
          return member;
        }));
  }

  /// Whoever used the invitation of the draft, when they send it once more.
  private Optional<Member> repeated(NewMember draft) {
    return Code.of(draft.invitation())
        .flatMap(code ->
            lookups
                .community(code.slug())
                .flatMap(community ->
                    database
                        .read(tx -> invitations.usedBy(tx, community, code))
                        .flatMap(no ->
                            lookups.memberships(community.id(), List.of(no)).values().stream()
                                .findFirst())))
        .filter(membership -> membership.handle().equals(draft.handle()))
        .flatMap(membership -> members.member(membership.member()))
        .filter(member -> members.isRepeat(member, draft));
  }

  Membership join(MemberId who, String code) {
    Member member = members.member(who).orElseThrow();
    Membership membership =
        database.write(tx -> {
          Opened opened = opened(tx, code, true);
          Optional<Membership> before =
              CommunitiesStore.membership(tx, opened.community().id(), who);
          if (before.isPresent()) {
            return back(tx, opened, before.get());
          }
          return enter(tx, opened, member);
        });
    lookups.forget(membership.community(), membership.member(), membership.no());
    return membership;
  }

  private Membership enter(Tx tx, Opened opened, Member member) {
    InvitationStore.Row row = opened.row();
    boolean founder = row.inviter() == 0;
    Membership membership =
        added(
            tx,
            opened.community().id(),
            member,
            Role.valueOf(row.role()),
            founder ? null : row.inviter(),
            founder);
    invitations.used(tx, row, membership.no());
    return membership;
  }

  private Membership added(
      Tx tx,
      CommunityId community,
      Member member,
      Role role,
      @Nullable Integer invitedBy,
      boolean founder) {
    Instant now = clock.instant();
    Membership membership =
        new Membership(
            community,
            CommunitiesStore.nextNo(tx, community),
            member.id(),
            member.handle(),
            role,
            MembershipState.ACTIVE,
            now,
            invitedBy,
            founder);
    CommunitiesStore.join(tx, membership, member.kind() == MemberKind.PERSON);
    books.joined(tx, membership);
    tx.publish(new MemberJoined(community, member.id(), membership.no(), invitedBy, founder, now));
    return membership;
  }

  /// Somebody who left or was taken out comes back to the number and the account they had.
  private Membership back(Tx tx, Opened opened, Membership before) {
    if (before.state().inside()) {
      throw Refused.because(Refusal.ALREADY_MEMBER);
    }
    if (before.state() == MembershipState.REMOVED && !byAdmin(tx, opened.row())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    CommunitiesStore.role(tx, before.community(), before.no(), Role.valueOf(opened.row().role()));
    CommunitiesStore.state(tx, before.community(), before.no(), MembershipState.ACTIVE, null);
    books.returned(tx, before);
    invitations.used(tx, opened.row(), before.no());
    tx.publish(
        new MemberJoined(
            before.community(),
            before.member(),
            before.no(),
            before.invitedByNo(),
            before.founder(),
            clock.instant()));
    return CommunitiesStore.membership(tx, before.community(), before.member()).orElseThrow();
  }

  /// Whom an admin took out only an admin, or the operator, invites back.
  private static boolean byAdmin(Tx tx, InvitationStore.Row row) {
    return row.inviter() == 0
        || CommunitiesStore.memberships(tx, row.communityId(), List.of(row.inviter())).stream()
            .anyMatch(inviter -> inviter.active() && inviter.role() == Role.ADMIN);
  }

  Member found(Standing standing, Organisation.Draft draft) {
    return database.write(tx -> {
      CommunitiesStore.locked(tx, standing.community());
      if (members.organisationsOf(standing.actor()).size() >= ORGANISATIONS_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", ORGANISATIONS_MOST);
      }
      Member organisation =
          members.organisation(
              tx,
              standing.actor(),
              draft.handle(),
              draft.displayName(),
              draft.text() == null ? "" : draft.text(),
              lookups.community(standing.community()).orElseThrow().language());
      added(tx, standing.community(), organisation, Role.MEMBER, standing.actorNo(), false);
      return organisation;
    });
  }

  Organisation act(Standing standing, String handle, String person, boolean acts) {
    Member organisation = ofStanding(standing, handle);
    if (!members.actsFor(standing.actor(), organisation.id())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Membership other =
        lookups
            .membership(standing.community(), person)
            .filter(found -> found.state().inside() || !acts)
            .filter(found -> isPerson(found.member()))
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    database.write(tx -> {
      members.act(tx, other.member(), organisation.id(), acts);
      logins.audit(
          tx,
          standing.community(),
          standing.actor(),
          acts ? "acting.add" : "acting.remove",
          AuditEntry.member(organisation.id()) + " " + AuditEntry.member(other.member()),
          "");
      return other;
    });
    return organisation(standing, handle);
  }

  private boolean isPerson(MemberId member) {
    return members.member(member).filter(m -> m.kind() == MemberKind.PERSON).isPresent();
  }

  Organisation organisation(Standing standing, String handle) {
    Member organisation = ofStanding(standing, handle);
    List<String> people = members.actorsOf(organisation.id()).stream().map(Member::handle).toList();
    return new Organisation(handle, organisation.displayName(), people);
  }

  private Member ofStanding(Standing standing, String handle) {
    return lookups
        .membership(standing.community(), handle)
        .filter(found -> found.state().inside())
        .flatMap(found -> members.member(found.member()))
        .filter(member -> member.kind() == MemberKind.ORGANISATION)
        .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
  }
}
