package org.coomunity.base.kernel;

import java.time.Instant;

/// A fact that a module tells the others about, published through the outbox in the transaction
/// that made it true. Implementations are records in past tense inside a sealed `XEvent` of their
/// module.
public interface Event {
  /// The community in which it happened.
  CommunityId community();

  /// When it happened.
  Instant at();
}
