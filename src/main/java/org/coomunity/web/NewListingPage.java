package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.market.Listing;
import org.jspecify.annotations.Nullable;

/// Publishing an offer or a want, or changing one.
///
/// @param placed true when the one who publishes has said about where they are
/// @param listing the one that is changed; null for a new one
public record NewListingPage(
    Form form,
    Unit unit,
    boolean giftMode,
    List<String> kinds,
    List<String> categories,
    boolean placed,
    @Nullable Listing listing) {}
