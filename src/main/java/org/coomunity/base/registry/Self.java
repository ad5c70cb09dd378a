package org.coomunity.base.registry;

import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;

/// The person whose data it is, with every place where they are known by a number.
///
/// @param seats the communities they are or were in
public record Self(MemberId member, List<Seat> seats) {
  public Self {
    seats = List.copyOf(seats);
  }

  /// A community in which they are, or were.
  ///
  /// @param no their number there
  /// @param book its book in the ledger
  /// @param account their account in that book; 0 for none
  public record Seat(CommunityId community, String slug, int no, int book, int account) {}
}
