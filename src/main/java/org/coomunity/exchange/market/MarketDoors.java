package org.coomunity.exchange.market;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.jspecify.annotations.Nullable;

/// What the market asks of the modules around it; `main` fills each with a method reference.
///
/// @param names who the numbers of a community are
/// @param numbers which number a handle has in a community
/// @param hidden who and the one who looks do not want to see each other
/// @param terms what the community decided
/// @param needs whose turn it is to give or to receive
public record MarketDoors(Names names, Numbers numbers, Hidden hidden, TermsOf terms, Needs needs) {
  /// A member by handle and name.
  public record Person(String handle, String name) {}

  /// What a community decided about its market.
  ///
  /// @param listingLife how long a listing lives without renewal
  public record Terms(Unit unit, Duration listingLife) {}

  /// Finds members of a community, former ones too.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Finds the number of a handle; null when nobody in the community has it.
  @FunctionalInterface
  public interface Numbers {
    @Nullable Integer of(CommunityId community, String handle);
  }

  /// Finds the numbers of those whom `standing` has blocked or who have blocked them.
  @FunctionalInterface
  public interface Hidden {
    Set<Integer> from(Standing standing);
  }

  /// Finds what a community decided.
  @FunctionalInterface
  public interface TermsOf {
    Terms of(CommunityId community);
  }

  /// Says for the account of each member how far it is out of balance, from -1 (has received as
  /// much as their credit allows: it helps to buy from them) to 1 (has given a lot: it helps to
  /// give to them). Absent means balanced.
  @FunctionalInterface
  public interface Needs {
    Map<Integer, Double> of(CommunityId community, Collection<Integer> numbers);
  }
}
