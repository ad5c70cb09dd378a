package org.coomunity.people.communities;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Those who took their leave of the platform: for a while they may come back, then their places
/// stay under a handle that says nobody. Nothing of their balance is lost or hidden: it waits in
/// the account they had, and in the end goes to the fund, or the community takes it over.
public final class Absence {
  private final Database database;
  private final InstantSource clock;
  private final Books books;
  private final Roles roles;
  private final Lookups lookups;

  Absence(Database database, InstantSource clock, Books books, Roles roles, Lookups lookups) {
    this.database = database;
    this.clock = clock;
    this.books = books;
    this.roles = roles;
    this.lookups = lookups;
  }

  /// What this process knew of the places of somebody is old.
  public void refresh(MemberId member) {
    database
        .read(tx -> CommunitiesStore.places(tx, member))
        .forEach(place -> lookups.forget(place.community(), member, place.no()));
  }

  /// They are inside no community any more, under a handle that says nobody, and their account
  /// rests with its balance.
  ///
  /// @throws Refused `last_admin` with `community`, `balance_open` while something is reserved
  public void vanish(Tx tx, MemberId member, String handle) {
    Instant now = clock.instant();
    for (Membership place : CommunitiesStore.places(tx, member)) {
      CommunitiesStore.Row community = CommunitiesStore.locked(tx, place.community());
      Membership fresh = CommunitiesStore.membership(tx, place.community(), member).orElseThrow();
      if (fresh.state().inside()) {
        try {
          roles.vanished(tx, fresh, now);
        } catch (Refused no) {
          throw no.refusal() == Refusal.LAST_ADMIN && no.details().isEmpty()
              ? Refused.because(Refusal.LAST_ADMIN, "community", community.slug())
              : no;
        }
      }
      CommunitiesStore.handle(tx, place.community(), place.no(), handle);
      tx.publish(new CommunitiesEvent.MemberGone(place.community(), member, place.no(), now));
    }
  }

  /// They come back within their time to what they were; roles are given anew.
  public void reappear(Tx tx, MemberId member, String handle) {
    Instant now = clock.instant();
    for (Membership place : CommunitiesStore.places(tx, member)) {
      CommunitiesStore.Row community = CommunitiesStore.locked(tx, place.community());
      CommunitiesStore.handle(tx, place.community(), place.no(), handle);
      Optional<MembershipState> before =
          CommunitiesStore.goneFrom(tx, place.community(), place.no());
      if (before.isPresent()) {
        CommunitiesStore.goneFrom(tx, place.community(), place.no(), null);
        CommunitiesStore.state(tx, place.community(), place.no(), before.get(), null);
        if (community.archivedAt() == null) {
          books.returned(tx, place);
        }
        tx.publish(
            new CommunitiesEvent.MemberJoined(
                place.community(), member, place.no(), place.invitedByNo(), place.founder(), now));
      }
    }
  }

  /// Their time is over: what they have goes to the fund, what they owe is taken over.
  public void settle(Tx tx, MemberId member) {
    for (Membership place : CommunitiesStore.places(tx, member)) {
      CommunitiesStore.locked(tx, place.community());
      if (CommunitiesStore.goneFrom(tx, place.community(), place.no()).isPresent()) {
        CommunitiesStore.goneFrom(tx, place.community(), place.no(), null);
        long balance = books.balance(place.community(), place.no());
        books.left(tx, place, balance < 0 ? Farewell.COMMUNITY : Farewell.FUND, 0);
      }
    }
  }
}
