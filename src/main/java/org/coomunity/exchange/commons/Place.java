package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.json.Json;

/// Where a list by time goes on.
record Place(Instant at, UUID id) {
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  String text() {
    return at + "_" + id;
  }

  /// @throws Refused `field_format` for a cursor that is not ours
  static Optional<Place> of(Optional<String> cursor) {
    return cursor.map(Place::parse);
  }

  private static Place parse(String text) {
    try {
      String[] parts = text.split("_", 2);
      Instant at = Instant.parse(parts[0]);
      if (at.isBefore(Instant.EPOCH) || at.isAfter(FAR)) {
        throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
      }
      return new Place(at, Json.uuid(parts[1]));
    } catch (RuntimeException notOurs) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }
}
