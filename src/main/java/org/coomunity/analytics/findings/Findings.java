package org.coomunity.analytics.findings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;

/// What figures mean for those who look after a community: nine parts of findings, each a sentence
/// with its size, how sure it is, how it is reckoned and what could be done. And what everybody may
/// read of a community. Nothing is said about fewer than ten people.
public final class Findings {
  /// Of how findings are reckoned.
  static final int VERSION = 1;

  private static final int COMMUNITIES = 1_000;
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration SHOWN = Duration.ofMinutes(1);

  private record Reckoned(Instant at, Map<Part, List<Finding>> parts) {}

  private final InstantSource clock;
  private final Insight insight;
  private final FindingsDoors doors;
  private final OpenDoors open;
  private final Telling telling;
  private final Kept<CommunityId, Reckoned> reckoned;
  private final Kept<CommunityId, FindingsRules.Aligned> aligned;
  private final Kept<String, OpenBook> books;

  public Findings(
      InstantSource clock,
      Caches caches,
      Messages messages,
      Insight insight,
      FindingsDoors doors,
      OpenDoors open) {
    this.clock = clock;
    this.insight = insight;
    this.doors = doors;
    this.open = open;
    this.telling = new Telling(messages);
    this.reckoned = caches.bounded("findings", COMMUNITIES, KEPT);
    this.aligned = caches.bounded("findings.aligned", COMMUNITIES, KEPT);
    this.books = caches.bounded("findings.open", COMMUNITIES, SHOWN);
  }

  /// The routes of insights and of what everybody may read.
  public List<Route> routes() {
    return new FindingsHttp(this).routes();
  }

  /// What is found about a community, reckoned at most every ten minutes.
  public Insights insights(Standing steward, Language reader) {
    Reckoned now = reckoned.get(steward.community(), this::reckon);
    return telling.told(reader, now.at(), VERSION, now.parts());
  }

  private Reckoned reckon(CommunityId community) {
    long members = doors.size().of(community);
    List<Finding> found = new ArrayList<>();
    found.addAll(FindingsRules.common(doors.common().of(community), members));
    found.addAll(FindingsRules.balance(doors.balance().of(community), members));
    if (members >= Insight.FEWEST_PEOPLE) {
      found.addAll(FindingsRules.growth(doors.needs().of(community), insight));
      found.addAll(FindingsRules.content(doors.learned().of(community), insight));
      var ways = doors.ways().of(community);
      found.addAll(FindingsRules.paths(ways.paths()));
      found.addAll(FindingsRules.dropOff(ways.dropOffs()));
      found.addAll(FindingsRules.vocation(kept(community)));
      found.addAll(FindingsRules.features(doors.beginnings().of(community), insight));
      found.addAll(FindingsRules.churn(doors.leaving().of(community), members));
    }
    return new Reckoned(clock.instant(), FindingsRules.parts(found));
  }

  /// How many members have a vocation that is known, and how many of those are aligned with it; for
  /// sums over many communities, so also where a community has few.
  public Vocations vocations(CommunityId community) {
    FindingsRules.Aligned known = kept(community);
    return new Vocations(known.known(), known.aligned());
  }

  private FindingsRules.Aligned kept(CommunityId community) {
    return aligned.get(community, one -> FindingsRules.aligned(doors.doings().of(one), insight));
  }

  /// How many there are.
  ///
  /// @param known members whose vocation is known
  /// @param aligned those of them who do much of what they feel called to
  public record Vocations(long known, long aligned) {
    /// How many have one that is known; nobody below ten.
    public long told() {
      return known < Insight.FEWEST_PEOPLE ? 0 : known;
    }

    /// The share that is aligned; NaN below ten. A handful on either side counts as nobody, so that
    /// nothing is told of it.
    public double share() {
      if (told() == 0) {
        return Double.NaN;
      }
      if (aligned < Insight.FEWEST_PEOPLE) {
        return 0;
      }
      return known - aligned < Insight.FEWEST_PEOPLE ? 1 : (double) aligned / known;
    }
  }

  /// The same findings as a table.
  Answer.Stream csv(Standing steward, Language reader) {
    return FindingsCsv.of(insights(steward, reader));
  }

  /// What everybody may read of a community.
  ///
  /// @throws Refused `community_unknown`, also for one that keeps it to its members
  public OpenBook open(String slug) {
    OpenDoors.Place place =
        open.places()
            .of(slug)
            .filter(one -> !one.membersOnly())
            .orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
    return books.get(slug, key -> OpenRules.book(place, open, clock.instant()));
  }

  /// The same as a table.
  Answer.Stream openCsv(String slug) {
    return FindingsCsv.of(open(slug));
  }
}
