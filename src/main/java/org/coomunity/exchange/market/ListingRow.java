package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A listing as it is stored.
///
/// @param tags one to a line
/// @param favourite whether the one who looks keeps it
/// @param distanceKm from the place of the search
/// @param rank how well its words fit, 0..1
record ListingRow(
    UUID id,
    int owner,
    Side side,
    ListingKind kind,
    Category category,
    String title,
    String body,
    @Nullable Long price,
    @Nullable Integer quantity,
    String tags,
    @Nullable Integer placeLatE2,
    @Nullable Integer placeLonE2,
    String language,
    ListingState state,
    String asked,
    Instant createdAt,
    Instant freshAt,
    Instant expiresAt,
    boolean favourite,
    @Nullable Double distanceKm,
    double rank) {
  List<String> tagList() {
    return tags.isEmpty() ? List.of() : List.of(tags.split("\n", -1));
  }

  boolean over(Instant now) {
    return !expiresAt.isAfter(now);
  }

  /// Whether others can see it.
  boolean seen(Instant now) {
    return state == ListingState.ACTIVE && !over(now);
  }
}
