package org.coomunity.base.kernel;

/// What a member may do inside one community; each role includes the ones before it.
public enum Role {
  MEMBER,
  MODERATOR,
  STEWARD,
  ADMIN;

  /// True when this role includes `needed`.
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
