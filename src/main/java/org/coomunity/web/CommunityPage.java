package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.ayni.Indicators;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Person;
import org.jspecify.annotations.Nullable;

/// What is everybody's: fund, figures, people, what was agreed.
///
/// @param indicators what it looked like in the last 30 days
/// @param size how many belong
/// @param people those who joined first, or after the cursor
/// @param admin true for those who look after it
/// @param next the cursor of the next page of people; null on the last
public record CommunityPage(
    Community community,
    Unit unit,
    Policy policy,
    FundView fund,
    Indicators indicators,
    long size,
    List<Person> people,
    boolean admin,
    @Nullable String next) {}
