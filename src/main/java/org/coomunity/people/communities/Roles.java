package org.coomunity.people.communities;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.communities.CommunitiesEvent.MemberLeft;
import org.coomunity.people.communities.CommunitiesEvent.MemberSuspended;
import org.coomunity.people.communities.CommunitiesEvent.RoleChanged;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.MemberKind;
import org.coomunity.people.members.Members;
import org.jspecify.annotations.Nullable;

/// What changes somebody's place in a community: roles, suspension, leaving, removal. All of it
/// happens under the lock of the community's row, so that an admin always stays.
final class Roles {
  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final Members members;
  private final Books books;
  private final Invitations invitations;
  private final Lookups lookups;

  Roles(
      Database database,
      InstantSource clock,
      Logins logins,
      Members members,
      Books books,
      Invitations invitations,
      Lookups lookups) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.members = members;
    this.books = books;
    this.invitations = invitations;
    this.lookups = lookups;
  }

  /// What is done to a member, once they are known to be inside and the community is locked.
  @FunctionalInterface
  private interface Act {
    void upon(Tx tx, Membership subject, Instant now);
  }

  private Membership change(CommunityId community, String handle, Act act) {
    Membership changed =
        database.write(tx -> {
          CommunitiesStore.locked(tx, community);
          Membership subject =
              CommunitiesStore.membership(tx, community, handle)
                  .filter(found -> found.state().inside())
                  .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
          act.upon(tx, subject, clock.instant());
          return CommunitiesStore.membership(tx, community, handle).orElseThrow();
        });
    lookups.forget(community, changed.member(), changed.no());
    return changed;
  }

  Membership role(Standing admin, String handle, Role role) {
    return change(
        admin.community(),
        handle,
        (tx, subject, now) -> {
          if (subject.role() != role) {
            given(tx, subject, role, admin.actorNo(), now);
            audit(tx, admin, "role." + role.name(), subject, "");
          }
        });
  }

  private void given(Tx tx, Membership subject, Role role, int by, Instant now) {
    CommunityId community = subject.community();
    if (!isPerson(subject.member())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (role != Role.ADMIN) {
      CommunityRules.keepsAdmin(subject, CommunitiesStore.admins(tx, community));
    }
    CommunitiesStore.role(tx, community, subject.no(), role);
    tx.publish(new RoleChanged(community, subject.member(), subject.no(), role, by, now));
  }

  /// The community gives a role by a vote of its own.
  void grant(Tx tx, CommunityId community, int no, Role role) {
    CommunitiesStore.locked(tx, community);
    Membership subject =
        CommunitiesStore.memberships(tx, community, List.of(no)).stream()
            .filter(found -> found.state().inside())
            .findFirst()
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    if (subject.role() != role) {
      given(tx, subject, role, 0, clock.instant());
    }
  }

  Membership suspend(Standing actor, String handle, boolean suspended, String reason) {
    String why = CommunityRules.words(reason, 3, 500, "reason");
    MembershipState state = suspended ? MembershipState.SUSPENDED : MembershipState.ACTIVE;
    return change(
        actor.community(),
        handle,
        (tx, subject, now) -> {
          if (subject.state() == state) {
            return;
          }
          CommunityRules.above(actor.role(), subject);
          if (suspended) {
            CommunityRules.keepsAdmin(subject, CommunitiesStore.admins(tx, actor.community()));
          }
          CommunitiesStore.state(tx, actor.community(), subject.no(), state, null);
          audit(tx, actor, suspended ? "suspend" : "restore", subject, why);
          tx.publish(
              new MemberSuspended(
                  actor.community(),
                  subject.member(),
                  subject.no(),
                  suspended,
                  actor.actorNo(),
                  now));
        });
  }

  private void audit(Tx tx, Standing actor, String act, Membership subject, String why) {
    logins.audit(
        tx, actor.community(), actor.actor(), act, AuditEntry.member(subject.member()), why);
  }

  private boolean isPerson(MemberId member) {
    return members.member(member).filter(m -> m.kind() == MemberKind.PERSON).isPresent();
  }

  void leave(Standing standing, Farewell farewell) {
    TakeoverRules.byVote(farewell);
    change(
        standing.community(),
        standing.handle(),
        (tx, subject, now) ->
            gone(tx, subject, MembershipState.LEFT, farewell, standing.actorNo(), now));
  }

  void remove(Standing admin, String handle, Farewell farewell, @Nullable String reason) {
    String why = CommunityRules.words(reason == null ? "" : reason, 3, 500, "reason");
    TakeoverRules.byVote(farewell);
    change(
        admin.community(),
        handle,
        (tx, subject, now) -> {
          gone(tx, subject, MembershipState.REMOVED, farewell, admin.actorNo(), now);
          audit(tx, admin, "remove." + farewell.name(), subject, why);
        });
  }

  private void gone(
      Tx tx, Membership subject, MembershipState state, Farewell farewell, int actor, Instant now) {
    CommunityId community = subject.community();
    CommunityRules.keepsAdmin(subject, CommunitiesStore.admins(tx, community));
    actsNoMore(tx, subject);
    invitations.withdrawAll(tx, community, subject.no());
    books.left(tx, subject, farewell, actor);
    if (subject.role() != Role.MEMBER) {
      CommunitiesStore.role(tx, community, subject.no(), Role.MEMBER);
    }
    CommunitiesStore.state(tx, community, subject.no(), state, now);
    TakeoverStore.settled(tx, community, subject.no(), now);
    tx.publish(new MemberLeft(community, subject.member(), subject.no(), state, actor, now));
  }

  /// Whoever goes acts no longer for organisations of the community; one of which they are the last
  /// goes before them, or its balance would be nobody's.
  private void actsNoMore(Tx tx, Membership person) {
    for (Member organisation : members.organisationsOf(person.member())) {
      boolean here =
          CommunitiesStore.membership(tx, person.community(), organisation.id())
              .filter(found -> found.state().inside())
              .isPresent();
      if (here) {
        boolean others =
            members.actorsOf(organisation.id()).stream()
                .filter(actor -> !actor.id().equals(person.member()))
                .flatMap(actor ->
                    CommunitiesStore.membership(tx, person.community(), actor.id()).stream())
                .anyMatch(Membership::active);
        if (!others) {
          throw Refused.because(Refusal.LAST_ADMIN, "organisation", organisation.handle());
        }
        members.act(tx, person.member(), organisation.id(), false);
      }
    }
  }

  /// Somebody vanishes from a community that is locked: as when they leave, and their balance
  /// waits.
  void vanished(Tx tx, Membership subject, Instant now) {
    CommunityId community = subject.community();
    if (CommunitiesStore.find(tx, community).orElseThrow().archivedAt() == null) {
      CommunityRules.keepsAdmin(subject, CommunitiesStore.admins(tx, community));
      actsNoMore(tx, subject);
    }
    invitations.withdrawAll(tx, community, subject.no());
    books.rested(tx, subject);
    CommunitiesStore.role(tx, community, subject.no(), Role.MEMBER);
    CommunitiesStore.goneFrom(tx, community, subject.no(), subject.state());
    CommunitiesStore.state(tx, community, subject.no(), MembershipState.LEFT, now);
    TakeoverStore.settled(tx, community, subject.no(), now);
    tx.publish(
        new MemberLeft(
            community, subject.member(), subject.no(), MembershipState.LEFT, subject.no(), now));
  }

  /// Carries out what the community voted for; the community is locked.
  void voted(Tx tx, CommunityId community, int no, MembershipState state) {
    Membership subject =
        CommunitiesStore.memberships(tx, community, List.of(no)).stream()
            .filter(found -> found.state().inside())
            .findFirst()
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    gone(tx, subject, state, Farewell.COMMUNITY, 0, clock.instant());
  }

  void votedArchive(Tx tx, CommunityId community, int by) {
    archived(tx, CommunitiesStore.locked(tx, community), Farewell.COMMUNITY, by);
  }

  /// What this process knew of a member, or of a whole community (0), is old.
  void forget(CommunityId community, int no) {
    lookups.community(community).ifPresent(found -> lookups.forget(community, found.slug()));
    lookups
        .memberships(community, List.of(no))
        .values()
        .forEach(member -> lookups.forget(community, member.member(), no));
  }

  void archive(Standing admin, Farewell farewell, String reason) {
    String why = CommunityRules.words(reason, 3, 500, "reason");
    TakeoverRules.byVote(farewell);
    database.write(tx -> {
      CommunitiesStore.Row row = CommunitiesStore.locked(tx, admin.community());
      if (row.archivedAt() == null) {
        archived(tx, row, farewell, admin.actorNo());
        logins.audit(tx, admin.community(), admin.actor(), "archive", row.slug(), why);
      }
      return row;
    });
    lookups.forget(admin.community(), admin.slug());
  }

  private void archived(Tx tx, CommunitiesStore.Row row, Farewell farewell, int by) {
    Instant now = clock.instant();
    invitations.withdrawAll(tx, row.id());
    books.archived(tx, row.id(), farewell, by);
    CommunitiesStore.archive(tx, row.id(), now);
    TakeoverStore.settled(tx, row.id(), 0, now);
    tx.publish(new CommunitiesEvent.CommunityArchived(row.id(), row.slug(), by, now));
  }
}
