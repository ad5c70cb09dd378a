package org.coomunity.exchange.market;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Database;
import org.jspecify.annotations.Nullable;

/// What a community looks for and offers as a whole: how many, never who.
public final class Demand {
  private static final int GROUPS_MOST = 2_000;
  private static final int LISTINGS_MOST = 1_000;

  private final Database database;
  private final InstantSource clock;

  Demand(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Listings of one shelf, language and region that are there now.
  ///
  /// @param lat of the region, whole degrees; null where no place was said
  /// @param people how many look for it
  /// @param offers how many offers there are
  public record Group(
      String category,
      String language,
      @Nullable Integer lat,
      @Nullable Integer lon,
      int people,
      int offers) {}

  /// How many people look for something in a language, each counted once.
  public record Spoken(String language, int people) {}

  /// What an offer is about.
  public record Skill(String category, List<String> tags) {}

  /// What is there now, the most wanted first, at most 2,000.
  public List<Group> groups(CommunityId community) {
    return database.read(tx -> DemandStore.groups(tx, community, clock.instant(), GROUPS_MOST));
  }

  /// The languages in which people look for something.
  public List<Spoken> spoken(CommunityId community) {
    return database.read(tx -> DemandStore.spoken(tx, community, clock.instant(), GROUPS_MOST));
  }

  /// What offers are or were about; at most 1,000.
  public Map<UUID, Skill> skills(CommunityId community, Collection<UUID> listings) {
    if (listings.size() > LISTINGS_MOST) {
      throw new IllegalArgumentException("listings: " + listings.size());
    }
    Map<UUID, Skill> skills = new HashMap<>();
    database
        .read(tx -> DemandStore.about(tx, community, listings))
        .forEach(row ->
            skills.put(
                row.id(),
                new Skill(
                    Category.valueOf(row.category()).key(),
                    row.tags().lines().filter(tag -> !tag.isBlank()).toList())));
    return skills;
  }
}
