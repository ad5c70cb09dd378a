package org.coomunity.base.platform.live;

import java.util.Optional;
import java.util.Set;
import org.coomunity.base.kernel.Caller;

/// One open connection.
interface Listener {
  /// Who listens; empty for strangers.
  Optional<Caller> caller();

  /// What they listen to. A concurrent set, changed only by `Live`.
  Set<String> topics();

  /// Takes a message without waiting; too many of them are dropped and become a reset.
  void tell(String topic, String cursor, String message);

  /// Says goodbye.
  ///
  /// @param byeMillis when to come back; 0 for not at all
  void end(int byeMillis);
}
