package org.coomunity.exchange.ayni;

import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// What Ayni asks of the modules around it; `main` fills each with a method reference.
///
/// @param numbers who a handle is
/// @param admins who looks after a community
public record AyniDoors(Numbers numbers, Admins admins) {
  /// Finds the number of a member who is inside; null when there is none of that handle.
  @FunctionalInterface
  public interface Numbers {
    @Nullable Integer of(CommunityId community, String handle);
  }

  /// True when a member is an admin.
  @FunctionalInterface
  public interface Admins {
    boolean is(CommunityId community, int no);
  }
}
