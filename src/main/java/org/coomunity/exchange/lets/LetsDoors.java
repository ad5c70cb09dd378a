package org.coomunity.exchange.lets;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Standing;
import org.jspecify.annotations.Nullable;

/// What the exchange asks of the modules around it; `main` fills each with a method reference.
///
/// @param names who the numbers of a community are
/// @param payees who a handle is, while they may be paid
/// @param blocked whether one of two people has blocked the other
/// @param trusts how far a member is trusted, and why
/// @param listings whether a payment can be for a listing
/// @param steps asks for a second step
public record LetsDoors(
    Names names, Payees payees, Blocked blocked, Trusts trusts, Listings listings, Steps steps) {
  /// Where there is no market and nobody has a second step.
  public LetsDoors(Names names, Payees payees, Blocked blocked, Trusts trusts) {
    this(names, payees, blocked, trusts, (community, listing) -> false, payer -> {});
  }

  /// A member by handle and name.
  public record Person(String handle, String name) {}

  /// A member who may be paid.
  public record Payee(int no, MemberId member) {}

  /// How far a member is trusted.
  ///
  /// @param trust 0..1
  /// @param standing `giving`, `balanced` or `receiving`
  /// @param because keys of sentences that say why the limit is what it is
  public record Trust(double trust, String standing, List<String> because) {}

  /// Finds members of a community, former ones too.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Finds an active member of a community; null when there is none of that handle.
  @FunctionalInterface
  public interface Payees {
    @Nullable Payee of(CommunityId community, String handle);
  }

  /// True when one of two people has blocked the other.
  @FunctionalInterface
  public interface Blocked {
    boolean between(MemberId one, MemberId other);
  }

  /// Finds how far a member is trusted.
  @FunctionalInterface
  public interface Trusts {
    Trust of(CommunityId community, int no);
  }

  /// Whether a community has a listing, shown or not.
  @FunctionalInterface
  public interface Listings {
    boolean known(CommunityId community, UUID listing);
  }

  /// Refuses (`second_factor`) whoever has a second step and did not take it a moment ago.
  @FunctionalInterface
  public interface Steps {
    void demand(Standing payer);
  }
}
