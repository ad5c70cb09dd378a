package org.coomunity.base.platform.http;

import java.util.Optional;
import org.coomunity.base.kernel.Role;
import org.jspecify.annotations.Nullable;

/// Who may call a route. The server checks it before the handler runs: 401 without a log-in, 404
/// for a community the caller may not know, 403 when the role lacks it, and 403 `second_factor` for
/// writes of admins and operators who have a second step and did not take it a moment ago.
public enum Access {
  /// Anybody; a log-in is looked at when there is one.
  PUBLIC(null),
  /// Anybody with a log-in.
  SIGNED_IN(null),
  /// A member of the community of the path.
  MEMBER(Role.MEMBER),
  MODERATOR(Role.MODERATOR),
  STEWARD(Role.STEWARD),
  ADMIN(Role.ADMIN),
  /// An operator of the platform.
  OPERATOR(null);

  private final @Nullable Role role;

  Access(@Nullable Role role) {
    this.role = role;
  }

  /// The role asked for inside the community of the path.
  public Optional<Role> role() {
    return Optional.ofNullable(role);
  }
}
