package org.coomunity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.analytics.findings.Findings;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Community;
import org.jspecify.annotations.Nullable;

/// How many members of all communities have a vocation that is known, and how many are aligned with
/// it. A few communities are looked at each time, one after the other, so that asking stays cheap.
final class Alignment {
  private static final int AT_ONCE = 10;
  private static final int COMMUNITIES_MOST = 10_000;

  private final Communities communities;
  private final Findings findings;
  private final Map<CommunityId, Findings.Vocations> known = new HashMap<>();
  private @Nullable String last;

  Alignment(Communities communities, Findings findings) {
    this.communities = communities;
    this.findings = findings;
  }

  /// The sums so far; a community that was not looked at yet is not in them.
  synchronized Findings.Vocations now() {
    List<Community> next = communities.communities(Optional.ofNullable(last), AT_ONCE).items();
    for (Community community : next) {
      Findings.Vocations own = findings.vocations(community.id());
      if (own.known() == 0) {
        known.remove(community.id());
      } else if (known.size() < COMMUNITIES_MOST) {
        known.put(community.id(), own);
      }
    }
    last = next.size() < AT_ONCE ? null : next.getLast().slug();
    return new Findings.Vocations(
        known.values().stream().mapToLong(Findings.Vocations::known).sum(),
        known.values().stream().mapToLong(Findings.Vocations::aligned).sum());
  }
}
