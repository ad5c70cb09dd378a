package org.coomunity.exchange.market;

import java.util.List;
import org.coomunity.base.kernel.Place;
import org.jspecify.annotations.Nullable;

/// What the owner changes about a listing; what is absent stays.
///
/// @param price `0` makes it a gift
/// @param state `active`, `paused` or `closed`
/// @param renew true gives it a full life from now and makes it active
/// @param without what it is to have no longer: `place`, `quantity` (then there is no end of it)
public record ListingChange(
    @Nullable ListingKind kind,
    @Nullable String category,
    @Nullable String title,
    @Nullable String text,
    @Nullable String price,
    @Nullable Integer quantity,
    @Nullable Place place,
    @Nullable List<String> tags,
    @Nullable String language,
    @Nullable String state,
    @Nullable Boolean renew,
    @Nullable List<String> without) {
  /// Changes nothing.
  public static final ListingChange NONE =
      new ListingChange(null, null, null, null, null, null, null, null, null, null, null, null);

  /// A change of the state alone.
  public static ListingChange state(@Nullable String state, @Nullable Boolean renew) {
    return new ListingChange(
        null, null, null, null, null, null, null, null, null, state, renew, null);
  }

  boolean drops(String field) {
    return without != null && without.contains(field);
  }
}
