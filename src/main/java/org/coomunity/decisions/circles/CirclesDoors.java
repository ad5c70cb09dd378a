package org.coomunity.decisions.circles;

import java.util.Collection;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;
import org.jspecify.annotations.Nullable;

/// What circles ask of the modules around them; `main` fills each with a method reference.
///
/// @param names who the numbers of a community are
/// @param seats who a handle is, while they are active
/// @param purses how a community counts
/// @param accounts the ledger account of a member
/// @param shares what becomes of a price
public record CirclesDoors(
    Names names, Seats seats, Purses purses, Accounts accounts, Shares shares) {
  /// A member by handle and name.
  public record Person(String handle, String name) {}

  /// How a community counts.
  ///
  /// @param kind the kind of transfer of what is paid for a session
  /// @param fund the account of the Fondo del Bien Común
  /// @param fundKind the kind of transfer of what the fund has of it
  /// @param gifts true where nothing is paid
  public record Purse(int book, Unit unit, int kind, int fund, int fundKind, boolean gifts) {}

  /// What becomes of a price, in minor units.
  ///
  /// @param levy to the fund
  /// @param received by the teacher
  public record Share(long levy, long received) {}

  /// Finds members of a community, former ones too.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Finds an active member by handle; null when there is none.
  @FunctionalInterface
  public interface Seats {
    @Nullable Integer of(CommunityId community, String handle);
  }

  /// Finds how a community counts.
  @FunctionalInterface
  public interface Purses {
    Purse of(CommunityId community);
  }

  /// Splits a price as a trade of the community is split now.
  @FunctionalInterface
  public interface Shares {
    Share of(CommunityId community, long price);
  }

  /// Finds the ledger account of a member.
  @FunctionalInterface
  public interface Accounts {
    int of(CommunityId community, int no);
  }
}
