package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What governance asks of the modules around it; `main` fills each with a method reference.
///
/// @param citizens who members are, as far as it matters for deciding
/// @param handles who a handle is, while they are active
/// @param activity who of some members did anything lately
/// @param weights the Méritos of members at a moment
/// @param funds the fund of a community
/// @param accounts the ledger account of a member
/// @param policies changes what the community decided about its exchange
/// @param limits changes how far a member may go below zero
/// @param roles gives a member another role
/// @param payouts says on the page of the fund which proposal a payment follows
public record GovernanceDoors(
    Citizens citizens,
    Handles handles,
    Activity activity,
    Weights weights,
    Funds funds,
    Accounts accounts,
    Policies policies,
    CreditLimits limits,
    RoleGrants roles,
    Payouts payouts) {
  /// A member, as far as it matters for deciding.
  ///
  /// @param handle their name in addresses, and `name` the one people read
  /// @param person false for organisations, which have no voice of their own
  /// @param inside false once they left
  /// @param held true while there is an open violation: suspended, or being looked at
  /// @param level 0 joined, 1 vouched for, 2 seen in person
  public record Citizen(
      int no,
      String handle,
      String name,
      boolean person,
      boolean inside,
      boolean held,
      int level,
      Instant joinedAt,
      Role role) {}

  /// The fund of a community.
  ///
  /// @param account its account in the book
  /// @param free what it holds and has not promised, in minor units
  /// @param kind the kind of transfer of what is paid from it
  public record Purse(int book, int account, long free, Unit unit, int kind) {}

  /// Finds members by number, former ones too; unknown numbers are left out.
  @FunctionalInterface
  public interface Citizens {
    Map<Integer, Citizen> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Finds an active member by handle; null when there is none.
  @FunctionalInterface
  public interface Handles {
    @Nullable Integer of(CommunityId community, String handle);
  }

  /// Who of these did anything since a moment.
  @FunctionalInterface
  public interface Activity {
    Set<Integer> since(CommunityId community, Collection<Integer> numbers, Instant since);
  }

  /// The Méritos of these at a moment; who has none is left out.
  @FunctionalInterface
  public interface Weights {
    Map<Integer, Long> of(CommunityId community, Collection<Integer> numbers, Instant at);
  }

  /// Finds the fund.
  @FunctionalInterface
  public interface Funds {
    Purse of(CommunityId community);
  }

  /// Finds the ledger account of a member.
  @FunctionalInterface
  public interface Accounts {
    int of(CommunityId community, int no);
  }

  /// Changes a key of the community's policy inside a transaction.
  @FunctionalInterface
  public interface Policies {
    void set(Tx tx, CommunityId community, String key, String value, UUID proposal);
  }

  /// Sets how far a member may go below zero, decimal string, inside a transaction.
  @FunctionalInterface
  public interface CreditLimits {
    void set(Tx tx, CommunityId community, int no, String limit, UUID proposal);
  }

  /// Gives a member a role inside a transaction.
  @FunctionalInterface
  public interface RoleGrants {
    void give(Tx tx, CommunityId community, int no, Role role, UUID proposal);
  }

  /// What travels with the reservation of a payment, so that the page of the fund names the
  /// proposal.
  @FunctionalInterface
  public interface Payouts {
    Rider of(CommunityId community, UUID transfer, UUID proposal);
  }
}
