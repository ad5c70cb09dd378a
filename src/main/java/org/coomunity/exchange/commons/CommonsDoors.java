package org.coomunity.exchange.commons;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// What commons ask of the modules around them; `main` fills each with a method reference.
///
/// @param names who the numbers of a community are
/// @param slugs which community an address means
/// @param seats who a handle is
public record CommonsDoors(Names names, Slugs slugs, Seats seats) {
  /// A member by handle and name.
  public record Person(String handle, String name) {}

  /// A member by number, with that of whoever invited them.
  public record Seat(int no, @Nullable Integer invitedBy) {}

  /// Finds members of a community, former ones too.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Finds a community by the name in its address.
  @FunctionalInterface
  public interface Slugs {
    Optional<CommunityId> of(String slug);
  }

  /// Finds an active member by handle; null when there is none.
  @FunctionalInterface
  public interface Seats {
    @Nullable Seat of(CommunityId community, String handle);
  }
}
