package org.coomunity.people.communities;

import java.time.Instant;
import java.time.InstantSource;
import org.coomunity.base.kernel.CommunityId;
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
import org.jspecify.annotations.Nullable;

/// What changes somebody's place in a community: roles, suspension, leaving, removal. All of it
/// happens under the lock of the community's row, so that an admin always stays.
final class Roles {
  private final Database database;
  private final InstantSource clock;
  private final Logins logins;
  private final Books books;
  private final Lookups lookups;

  Roles(Database database, InstantSource clock, Logins logins, Books books, Lookups lookups) {
    this.database = database;
    this.clock = clock;
    this.logins = logins;
    this.books = books;
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
          if (subject.role() == role) {
            return;
          }
          if (role != Role.ADMIN) {
            CommunityRules.keepsAdmin(subject, CommunitiesStore.admins(tx, admin.community()));
          }
          CommunitiesStore.role(tx, admin.community(), subject.no(), role);
          logins.audit(tx, admin.community(), admin.actor(), "role." + role.name(), handle, "");
          tx.publish(
              new RoleChanged(
                  admin.community(), subject.member(), subject.no(), role, admin.actorNo(), now));
        });
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
          logins.audit(
              tx, actor.community(), actor.actor(), suspended ? "suspend" : "restore", handle, why);
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

  void leave(Standing standing, Farewell farewell) {
    if (farewell == Farewell.COMMUNITY) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    change(
        standing.community(),
        standing.handle(),
        (tx, subject, now) ->
            gone(tx, subject, MembershipState.LEFT, farewell, standing.actorNo(), now));
  }

  void remove(Standing admin, String handle, Farewell farewell, @Nullable String reason) {
    String why = CommunityRules.words(reason == null ? "" : reason, 3, 500, "reason");
    change(
        admin.community(),
        handle,
        (tx, subject, now) -> {
          gone(tx, subject, MembershipState.REMOVED, farewell, admin.actorNo(), now);
          logins.audit(
              tx, admin.community(), admin.actor(), "remove." + farewell.name(), handle, why);
        });
  }

  private void gone(
      Tx tx, Membership subject, MembershipState state, Farewell farewell, int actor, Instant now) {
    CommunityId community = subject.community();
    CommunityRules.keepsAdmin(subject, CommunitiesStore.admins(tx, community));
    books.left(tx, subject, farewell, actor);
    if (subject.role() != Role.MEMBER) {
      CommunitiesStore.role(tx, community, subject.no(), Role.MEMBER);
    }
    CommunitiesStore.state(tx, community, subject.no(), state, now);
    tx.publish(new MemberLeft(community, subject.member(), subject.no(), state, actor, now));
  }

  void archive(Standing admin, Farewell farewell, String reason) {
    String why = CommunityRules.words(reason, 3, 500, "reason");
    database.write(tx -> {
      CommunitiesStore.Row row = CommunitiesStore.locked(tx, admin.community());
      if (row.archivedAt() != null) {
        return row;
      }
      books.archived(tx, admin.community(), farewell, admin.actorNo());
      CommunitiesStore.archive(tx, admin.community(), clock.instant());
      logins.audit(tx, admin.community(), admin.actor(), "archive", row.slug(), why);
      tx.publish(
          new CommunitiesEvent.CommunityArchived(
              admin.community(), row.slug(), admin.actorNo(), clock.instant()));
      return row;
    });
    lookups.forget(admin.community(), admin.slug());
  }
}
