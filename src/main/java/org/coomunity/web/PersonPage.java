package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.decisions.merits.Reputation;
import org.coomunity.decisions.merits.TrustVote;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.trades.Rating;
import org.coomunity.people.communities.Organisation;
import org.coomunity.people.communities.Person;
import org.jspecify.annotations.Nullable;

/// A member of the community, as the others in it see them.
///
/// @param reputation what their partners say
/// @param merits what they have earned, and what the one who looks may say to it
/// @param votes the first who vouch for them
/// @param words the newest ratings that have words
/// @param scale null where the community keeps its books to itself
/// @param blocked true when the one who looks does not want to meet them
/// @param mine true for oneself
/// @param cares true when the one who looks may look after them
/// @param organisation who acts for it; null for a person
public record PersonPage(
    Person.Detail person,
    Unit unit,
    Rating.Summary reputation,
    Reputation merits,
    List<TrustVote> votes,
    List<Rating> words,
    List<Listing> listings,
    @Nullable ScaleView scale,
    boolean blocked,
    boolean mine,
    boolean cares,
    @Nullable Organisation organisation) {
  /// True when somebody acts for the organisation.
  public boolean actedBy(String handle) {
    return organisation != null && organisation.people().contains(handle);
  }
}
