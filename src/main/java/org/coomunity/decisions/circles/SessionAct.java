package org.coomunity.decisions.circles;

/// What a member does about a session besides confirming it.
public enum SessionAct {
  /// Takes a place, or one on the waiting list.
  JOIN,
  /// Gives it back before it begins.
  LEAVE,
  /// Says that nobody came to teach.
  ABSENT,
  /// Calls it off.
  CANCEL
}
