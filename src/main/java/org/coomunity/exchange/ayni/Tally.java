package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An exchange to be counted.
///
/// @param id what it is counted under, once
/// @param giver who gave something: the payee
/// @param receiver who received it: the payer
/// @param worth in minor units; below zero when it is taken back
/// @param paid what reached the payee
/// @param times 1; 0 for what is taken back
/// @param trade true for a trade, false for a payment
/// @param scoreE4 the score of a trade times 10,000; null without one
record Tally(
    UUID id,
    int giver,
    int receiver,
    long worth,
    long paid,
    int times,
    boolean trade,
    @Nullable Integer scoreE4,
    Instant at) {}
