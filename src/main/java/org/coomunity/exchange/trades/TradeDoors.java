package org.coomunity.exchange.trades;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What trades ask of the modules around them; `main` fills each with a method reference.
///
/// @param names who the numbers of a community are
/// @param traders who a handle is, while they may trade
/// @param blocked whether one of two people has blocked the other
/// @param terms what the community decided about trades
/// @param accounts the ledger account of a member
/// @param offers what a listing says
/// @param stock takes from a listing and gives back
public record TradeDoors(
    Names names,
    Traders traders,
    Blocked blocked,
    TermsOf terms,
    Accounts accounts,
    Offers offers,
    Stock stock) {
  /// A member by handle and name.
  public record Person(String handle, String name) {}

  /// A member who may trade.
  public record Trader(int no, MemberId member) {}

  /// What a community decided about its trades.
  ///
  /// @param book its book in the ledger
  /// @param fundAccount the account of the fund
  /// @param fundRatePpm the share of the fund in parts per million
  /// @param acceptWithin how long a proposal stands
  /// @param completeWithin how long an accepted trade waits for somebody to confirm
  /// @param giftMode true when exchanges carry no amounts
  /// @param tradeKind the kind of transfer that pays a seller
  /// @param fundKind the kind of transfer that brings the fund its share
  public record Terms(
      int book,
      Unit unit,
      int fundAccount,
      int fundRatePpm,
      FundSide fundSide,
      Duration acceptWithin,
      Duration completeWithin,
      boolean giftMode,
      int policyVersion,
      int tradeKind,
      int fundKind) {}

  /// A listing that a trade may come from.
  ///
  /// @param owner number of its owner
  /// @param offer true when its owner gives, false when they look for something
  /// @param price of one, in minor units; null for a gift
  /// @param left how many; null when they do not run out
  /// @param title its title
  public record Offer(
      int owner, boolean offer, @Nullable Long price, @Nullable Integer left, String title) {}

  /// Finds members of a community, former ones too.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Finds an active member of a community; null when there is none of that handle.
  @FunctionalInterface
  public interface Traders {
    @Nullable Trader of(CommunityId community, String handle);
  }

  /// True when one of two people has blocked the other.
  @FunctionalInterface
  public interface Blocked {
    boolean between(MemberId one, MemberId other);
  }

  /// Finds what a community decided.
  @FunctionalInterface
  public interface TermsOf {
    Terms of(CommunityId community);
  }

  /// Finds the ledger account of a member.
  @FunctionalInterface
  public interface Accounts {
    int of(CommunityId community, int member);
  }

  /// Finds an active listing; null when there is none.
  @FunctionalInterface
  public interface Offers {
    @Nullable Offer of(Tx tx, CommunityId community, UUID listing);
  }

  /// The statement that takes `quantity` from a listing, or gives it back when negative. It touches
  /// no row when so many are not left.
  @FunctionalInterface
  public interface Stock {
    Rider take(CommunityId community, UUID listing, int quantity);
  }
}
