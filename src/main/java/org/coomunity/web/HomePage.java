package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.exchange.market.Listing;

/// The first page of a community: what is everybody's before what is one's own.
///
/// @param people how many belong
/// @param wants what needs hands
/// @param offers the newest
/// @param tour the step of a first walk through the community; 0 without
public record HomePage(
    Unit unit,
    Policy policy,
    FundView fund,
    long people,
    List<Listing> wants,
    List<Listing> offers,
    ScaleView scale,
    WalletView wallet,
    int tour) {}
