package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;

/// The funnels of a community: those that are ready, and its own, which may replace them.
final class Funnels {
  private static final int MOST = 50;

  private Funnels() {}

  static List<Figures.FunnelView> all(Tx tx, CommunityId community) {
    Map<String, Figures.FunnelView> views = new TreeMap<>();
    FunnelDefinition.READY.forEach(
        (name, definition) -> views.put(name, new Figures.FunnelView(name, definition, 0, true)));
    for (FunnelStore.Kept kept : FunnelStore.funnels(tx, community)) {
      views.put(
          kept.name(),
          new Figures.FunnelView(
              kept.name(),
              Json.read(kept.definition(), FunnelDefinition.class),
              kept.version(),
              false));
    }
    return List.copyOf(views.values());
  }

  /// @throws Refused `not_found`
  static Figures.FunnelView one(Tx tx, CommunityId community, String name) {
    return all(tx, community).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// Writes one down.
  ///
  /// @throws Refused `funnel_invalid` for one too many
  static Figures.FunnelView put(
      Tx tx, Standing standing, String name, FunnelDefinition definition, Instant now) {
    CommunityId community = standing.community();
    List<FunnelStore.Kept> kept = FunnelStore.funnels(tx, community);
    if (kept.size() >= MOST && kept.stream().noneMatch(one -> one.name().equals(name))) {
      throw Refused.field(Refusal.FUNNEL_INVALID, "name");
    }
    FunnelStore.funnel(tx, community, name, Json.write(definition), standing.actorNo(), now);
    return one(tx, community, name);
  }
}
