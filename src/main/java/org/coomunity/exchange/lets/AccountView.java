package org.coomunity.exchange.lets;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account as people read it. Amounts are decimal strings in the unit of the community.
///
/// @param available what may still be spent, credit included
/// @param reservedOut what is promised to others in open trades
/// @param reservedIn what others have promised
/// @param maxBalance the most it may hold; absent without a ceiling
/// @param trust 0..1
/// @param standing `giving`, `balanced` or `receiving`
/// @param limitBecause keys of sentences that say why the limit is what it is
/// @param turnover all that was given and received
/// @param daysSinceZero how long the balance has been on its side of zero; absent at zero
/// @param at the moment asked for, when it was not now
/// @param seq grows with every entry
public record AccountView(
    String handle,
    String balance,
    String available,
    String reservedOut,
    String reservedIn,
    String creditLimit,
    @Nullable String maxBalance,
    double trust,
    String standing,
    List<String> limitBecause,
    String turnover,
    @Nullable Long daysSinceZero,
    @Nullable Instant at,
    long seq) {}
