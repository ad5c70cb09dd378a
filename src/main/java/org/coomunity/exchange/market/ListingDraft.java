package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Place;
import org.jspecify.annotations.Nullable;

/// A listing that somebody wants to publish.
///
/// @param id made by the client; a repeat has one effect
/// @param side `offer` or `want`
/// @param category one of the thirteen keys
/// @param title 1..120 characters
/// @param text at most 4,000 characters
/// @param price in the unit of the community; absent or `0` for a gift
/// @param quantity 1..1,000,000; absent when it does not run out
/// @param tags at most 10 of at most 40 characters
/// @param language BCP 47 tag; absent for the language of the caller
/// @param expiresAt absent for as long as the policy of the community lets listings live
public record ListingDraft(
    @Nullable UUID id,
    String side,
    ListingKind kind,
    String category,
    String title,
    @Nullable String text,
    @Nullable String price,
    @Nullable Integer quantity,
    @Nullable Place place,
    @Nullable List<String> tags,
    @Nullable String language,
    @Nullable Instant expiresAt) {}
