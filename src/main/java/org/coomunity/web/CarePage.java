package org.coomunity.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What those who look after a community did, newest first, and putting it to rest.
public record CarePage(Form form, List<Act> acts, @Nullable String next) {
  /// One privileged act.
  ///
  /// @param by how the one who acted calls themselves
  /// @param act the end of the key `act.…`
  /// @param subject whom or what it was done to
  /// @param reason why; may be empty
  public record Act(Instant at, String by, String act, String subject, String reason) {}
}
