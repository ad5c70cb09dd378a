package org.coomunity;

import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.live.TopicAccess;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.communities.Communities;

/// Who may hear what on an open page: `community:<slug>` its members, `member:<handle>` they
/// themselves, `trade:<id>` its sides and the moderators it was brought before, `metrics:<slug>`
/// the members of a community, `metrics:platform` operators.
record Topics(Communities communities, Trades trades) implements TopicAccess {
  @Override
  public boolean mayHear(Optional<Caller> caller, String topic) {
    int colon = topic.indexOf(':');
    if (caller.isEmpty() || colon < 0) {
      return false;
    }
    String name = topic.substring(colon + 1);
    return switch (topic.substring(0, colon)) {
      case "member" -> caller.get().handle().equals(name);
      case "metrics" ->
          name.equals("platform")
              ? caller.get().operator()
              : communities.standing(caller.get(), name, Optional.empty()).isPresent();
      case "community" -> communities.standing(caller.get(), name, Optional.empty()).isPresent();
      case "trade" -> concerned(caller.get(), name);
      default -> false;
    };
  }

  /// The topic does not say in which community the trade is: one of the caller's.
  private boolean concerned(Caller caller, String id) {
    UUID trade;
    try {
      trade = Json.uuid(id);
    } catch (IllegalArgumentException notAnId) {
      return false;
    }
    return communities.membershipsOf(caller.member()).stream()
        .flatMap(membership -> communities.community(membership.community()).stream())
        .flatMap(one -> communities.standing(caller, one.slug(), Optional.empty()).stream())
        .anyMatch(standing -> trades.concerns(standing, trade));
  }
}
