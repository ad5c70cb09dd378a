package org.coomunity.exchange.market;

import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Place;
import org.jspecify.annotations.Nullable;

/// What somebody looks for in the market; what is null does not narrow.
///
/// @param text words, in any of the ten languages; the last one may be a beginning
/// @param side `offer` or `want`
/// @param category key of a shelf
/// @param near where distances are measured from
/// @param radiusKm only so far from `near`, 1..20,000
/// @param sort `match`, `newest`, `near` or `price`; null for `match` with words, else `newest`
/// @param owner handle; the own handle shows listings in every state
/// @param favourites true: only those that the one who looks keeps
/// @param language the language of the one who looks
public record ListingQuery(
    @Nullable String text,
    @Nullable String side,
    @Nullable ListingKind kind,
    @Nullable String category,
    @Nullable Place near,
    @Nullable Double radiusKm,
    @Nullable String sort,
    @Nullable String owner,
    boolean favourites,
    Language language) {
  /// Everything, newest first.
  public static ListingQuery all(Language language) {
    return new ListingQuery(null, null, null, null, null, null, null, null, false, language);
  }
}
