package org.coomunity.decisions.learning;

/// What an item is made of.
public enum ItemKind {
  /// Words to read.
  TEXT,
  /// A film at an address of somebody else, with words about it; the platform never fetches it.
  VIDEO,
  /// A few words on each of several slides.
  SLIDES
}
