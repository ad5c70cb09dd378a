package org.coomunity.story;

import java.util.UUID;

/// A listing that stands in the market of the story.
final class Stall {
  final Script.Item item;
  final UUID id;

  /// Minor units of one; 0 for a gift.
  final long price;

  /// How often it may still be traded.
  int left;

  Stall(Script.Item item, UUID id, long price, int left) {
    this.item = item;
    this.id = id;
    this.price = price;
    this.left = left;
  }
}
