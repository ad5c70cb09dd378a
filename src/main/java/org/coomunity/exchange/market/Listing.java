package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Place;
import org.jspecify.annotations.Nullable;

/// An offer or a want, as a member of its community sees it.
///
/// @param side `offer` or `want`
/// @param category the key of its shelf
/// @param price what it costs in the unit of the community; null for a gift
/// @param quantity how many are left; null when they do not run out
/// @param place about where, rounded to one kilometre
/// @param distanceKm from the place of the search; null without one
/// @param language BCP 47 tag of the language it is written in
/// @param owner handle
/// @param state `active`, `paused`, `expired` or `closed`
/// @param mine true for its owner
/// @param favourite true when the one who looks keeps it
public record Listing(
    UUID id,
    String side,
    ListingKind kind,
    String category,
    String title,
    String text,
    @Nullable String price,
    @Nullable Integer quantity,
    List<String> tags,
    @Nullable Place place,
    @Nullable Double distanceKm,
    String language,
    String owner,
    String ownerName,
    String state,
    Instant createdAt,
    Instant expiresAt,
    List<Photo> photos,
    boolean mine,
    boolean favourite) {}
