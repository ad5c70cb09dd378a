package org.coomunity.people.communities;

import java.util.Locale;

/// How somebody belongs to a community.
public enum MembershipState {
  ACTIVE,
  /// May read and nothing else, until a steward lets them back.
  SUSPENDED,
  /// Went of their own accord.
  LEFT,
  /// Was taken out by an admin.
  REMOVED;

  /// The word of the public surface, for example `active`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// True while they belong.
  public boolean inside() {
    return this == ACTIVE || this == SUSPENDED;
  }
}
