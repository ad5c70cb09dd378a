package org.coomunity.exchange.ayni;

import org.jspecify.annotations.Nullable;

/// The Ayni of a member over the window of their community. Amounts are decimal strings in its
/// unit, shares decimal strings of the whole.
///
/// @param window how far back, for example `P90D`
/// @param given the worth of what others received from them
/// @param received the worth of what they received
/// @param timesGiven how often they gave; in gift mode the measures follow from it
/// @param timesReceived how often they received
/// @param ratio given over received; absent while nothing was received
/// @param reciprocity `1 - |G - R| / (G + R)`
/// @param partners with how many others
/// @param diversity 1 when all partners have the same share
/// @param continuity weeks with an exchange over all weeks of the window
/// @param ayni the cubic mean of the three, 0..1
/// @param standing `giving`, `balanced` or `receiving`
public record MemberAyni(
    String window,
    String given,
    String received,
    long timesGiven,
    long timesReceived,
    @Nullable String ratio,
    String reciprocity,
    int partners,
    String diversity,
    String continuity,
    String ayni,
    String standing) {}
