package org.coomunity.exchange.ayni;

import org.jspecify.annotations.Nullable;

/// The Ayni of a community: how its newest trades moved it towards balance, and how giving and
/// receiving stand over its window. Amounts are decimal strings in its unit, shares decimal strings
/// of the whole.
///
/// @param ayniScore the mean of the trades of the last 24 hours, 0.5 with none
/// @param scoredTrades how many those were
/// @param window how far back the rest looks, for example `P90D`
/// @param given the worth of what was given; each exchange counts for one who gives
/// @param received the worth of what was received
/// @param ratio given over received; absent while nothing moved
/// @param active members who gave or received
/// @param reciprocity the mean of their reciprocity, weighted by volume
/// @param diversity 1 when all who are active have the same share in the volume
/// @param continuity weeks with an exchange over all weeks of the window
/// @param ayni the cubic mean of the three, 0..1
/// @param standing `balanced`, as a community gives what it receives
public record CommunityAyni(
    String ayniScore,
    long scoredTrades,
    String window,
    String given,
    String received,
    @Nullable String ratio,
    long active,
    String reciprocity,
    String diversity,
    String continuity,
    String ayni,
    String standing) {}
