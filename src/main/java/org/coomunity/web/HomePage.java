package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.decisions.governance.Proposal;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.exchange.market.Listing;
import org.coomunity.people.announcements.Announcement;

/// The first page of a community: what is everybody's before what is one's own.
///
/// @param announcements the pinned ones, then the newest
/// @param steward true for those who may announce something
/// @param people how many belong
/// @param awaited true while the community asks something that one has not voted on
/// @param votes what is voted on and lacks one's own vote
/// @param wants what needs hands
/// @param offers the newest
/// @param tour the step of a first walk through the community; 0 without
public record HomePage(
    Unit unit,
    Policy policy,
    List<Announcement> announcements,
    boolean steward,
    FundView fund,
    long people,
    boolean awaited,
    List<Proposal.Waiting> votes,
    List<Listing> wants,
    List<Listing> offers,
    ScaleView scale,
    WalletView wallet,
    int tour) {}
