package org.coomunity.people.privacy;

import java.util.Collection;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.registry.Self;
import org.coomunity.people.communities.Membership;

/// What privacy asks of the modules of the exchange; `main` fills each with a method reference.
///
/// @param seats where somebody stands in the books of a community
/// @param units the unit of a community
/// @param owners which member has which accounts
/// @param trades ends the open trades of somebody who goes
public record PrivacyDoors(Seats seats, Units units, Owners owners, Trades trades) {
  /// Finds book and account of a membership.
  @FunctionalInterface
  public interface Seats {
    Self.Seat of(Membership membership);
  }

  /// Finds the unit in which a community counts.
  @FunctionalInterface
  public interface Units {
    Unit of(CommunityId community);
  }

  /// Finds the numbers of members by their accounts.
  @FunctionalInterface
  public interface Owners {
    Map<Integer, Integer> of(CommunityId community, Collection<Integer> accounts);
  }

  /// Ends the open trades of a member.
  @FunctionalInterface
  public interface Trades {
    void end(CommunityId community, int no);
  }
}
