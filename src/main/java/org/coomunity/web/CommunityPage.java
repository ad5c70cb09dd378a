package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.ayni.Indicators;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.people.communities.Community;
import org.coomunity.people.directory.Card;

/// What is everybody's: fund, figures, people, what was agreed.
///
/// @param indicators what it looked like in the last 30 days
/// @param size how many belong
/// @param people those who joined last
/// @param steward true for those who look after its people and words
/// @param admin true for those who look after it
public record CommunityPage(
    Community community,
    Unit unit,
    Policy policy,
    FundView fund,
    Indicators indicators,
    long size,
    List<Card> people,
    boolean steward,
    boolean admin) {}
