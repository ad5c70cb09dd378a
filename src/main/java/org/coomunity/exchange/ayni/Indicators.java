package org.coomunity.exchange.ayni;

import org.jspecify.annotations.Nullable;

/// What a community looks like as a whole over some days. Amounts are decimal strings in its unit,
/// shares and rates decimal strings.
///
/// @param from the first day (UTC)
/// @param to the last day
/// @param volume the worth of all exchanges
/// @param trades how many trades were completed
/// @param payments how many direct payments were made
/// @param gifts how many of both carried no amount
/// @param velocity the volume of the last 30 of the days over all positive balances of now; absent
///   while there are none
/// @param active members who gave or received
/// @param givers members who gave
/// @param receivers members who received
/// @param giversReceivers givers over receivers, ideally 1; absent with no receivers
/// @param giniBalance how unequal the balances are, apart from their sign: 0 all the same, 1 one
///   has all
/// @param strongComponentShare the share of the volume that moved inside groups in which everybody
///   can be reached from everybody: what can come around
public record Indicators(
    String from,
    String to,
    String volume,
    long trades,
    long payments,
    long gifts,
    @Nullable String velocity,
    long active,
    long givers,
    long receivers,
    @Nullable String giversReceivers,
    String giniBalance,
    String strongComponentShare) {}
