package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.UUID;

/// A completed trade that began at an offer.
///
/// @param seller their number in the community
/// @param at when it was completed, or rated
public record Sale(int seller, UUID listing, Instant at) {}
