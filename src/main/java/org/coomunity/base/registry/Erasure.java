package org.coomunity.base.registry;

/// What becomes of a class of data when somebody takes their leave for good.
public enum Erasure {
  /// Encrypted with a key of their own, which is destroyed: unreadable in backups as well.
  SHREDDED,
  /// Deleted from the tables; backups lose it as they are replaced.
  DELETED,
  /// The words are deleted, what happened stays under a name that says nobody.
  EMPTIED,
  /// It stays under a number and a name that says nobody: others need it, or the books do.
  DETACHED,
  /// It goes by itself when its time is over.
  LAPSES
}
