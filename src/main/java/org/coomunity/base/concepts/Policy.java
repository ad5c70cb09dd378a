package org.coomunity.base.concepts;

/// What may become of a concept in another language.
public enum Policy {
  /// It is written alike everywhere.
  KEEP,
  /// It is written alike everywhere, with a short gloss where it stands first.
  KEEP_WITH_GLOSS,
  /// Each language has one form for it, and no other.
  FIXED
}
