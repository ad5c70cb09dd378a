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
/// @param pictures makes photos fit to be shown
public record CommonsDoors(Names names, Slugs slugs, Seats seats, Pictures pictures) {
  /// A member by handle and name.
  public record Person(String handle, String name) {}

  /// A member by number, with that of whoever invited them.
  public record Seat(int no, @Nullable Integer invitedBy) {}

  /// A photo ready to be shown.
  ///
  /// @param hash of `large`
  /// @param width of `large`
  @SuppressWarnings("ArrayRecordComponent") // handed on to the store, never compared
  public record Picture(String hash, int width, int height, byte[] large, byte[] thumb) {}

  /// Makes of what somebody sent a photo that others may see.
  @FunctionalInterface
  public interface Pictures {
    Picture of(byte[] sent);
  }

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
