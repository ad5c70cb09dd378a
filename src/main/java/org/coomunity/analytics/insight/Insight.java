package org.coomunity.analytics.insight;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;

/// What the figures of a community mean: estimates with their uncertainty, from facts that others
/// bring. Nothing about fewer than ten people comes out of it. Each night it learns, of those who
/// let it, who may be about to leave.
public final class Insight {
  /// No figure is about fewer people.
  public static final int FEWEST_PEOPLE = 10;

  private final long seed;
  private final @Nullable Departing departing;
  private final @Nullable Churns churns;

  /// Only what follows from facts that are brought; nothing is kept.
  ///
  /// @param seed of what is drawn by lot, so that the same facts give the same answer
  public Insight(long seed) {
    this.seed = seed;
    this.departing = null;
    this.churns = null;
  }

  /// @param seed of what is drawn by lot, so that the same facts give the same answer
  public Insight(Database database, InstantSource clock, InsightDoors doors, long seed) {
    this.seed = seed;
    this.departing = new Departing(database, clock, doors, seed);
    this.churns = new Churns(database, clock, doors);
  }

  private static <T> T kept(@Nullable T part) {
    return Objects.requireNonNull(part, "without a database nothing is kept");
  }

  /// The routes of who may need a hand.
  public List<Route> routes(RateLimits limits) {
    return new InsightHttp(this, limits).routes();
  }

  /// Learns and foretells of at most so many communities whose night has come; a job calls it.
  ///
  /// @return of how many
  public int night(int most) {
    return kept(departing).night(most);
  }

  /// How many of a community may be about to leave; empty where nothing may be said.
  public Optional<Health> health(CommunityId community) {
    return kept(churns).health(community);
  }

  /// The mean risk of active members over all communities; `NaN` where nothing may be said.
  public double risk() {
    return kept(churns).risk();
  }

  /// How a community is, and who of those who agreed to it may need a hand.
  ///
  /// @param language of the reasons
  /// @throws org.coomunity.base.kernel.Refused `not_allowed` for who does not look after it
  public Churn churn(
      Standing standing,
      Optional<Departures.Band> band,
      Language language,
      int limit,
      Optional<String> cursor) {
    return kept(churns).churn(standing, band, language, limit, cursor);
  }

  /// What people of a community usually do next.
  public Nexts nexts(Standing standing) {
    return kept(churns).nexts(standing);
  }

  /// Somebody did something kind for a member.
  ///
  /// @throws org.coomunity.base.kernel.Refused `not_allowed`, `not_found` for who is not foretold
  ///   of, `idempotency_conflict`
  public Made<Churn.Cared> cared(Standing standing, String handle, Churn.Act act) {
    return kept(churns).cared(standing, handle, act);
  }

  /// They did not, after all.
  public void uncared(Standing standing, String handle, UUID id) {
    kept(churns).uncared(standing, handle, id);
  }

  /// A member no longer lets themselves be noticed, or is not there any more: what was foretold of
  /// them goes at once, and the figures of all are made again without them.
  public void hushed(Tx tx, CommunityId community, int no) {
    DepartureStore.forget(tx, community, no);
    DepartureStore.forgetCare(tx, community, no);
    DepartureStore.again(tx, community);
  }

  /// A member took back what they had let be known: what was learned with them is unlearned too.
  public void unlearned(Tx tx, CommunityId community, int no) {
    hushed(tx, community, no);
    DepartureStore.unlearn(tx, community);
  }

  /// What insight keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }

  /// The content that people finish and act after, the surest first.
  public List<Content> engaging(List<Content.Seen> seen) {
    return Content.ranked(seen);
  }

  /// How far each member's doing goes with their vocation.
  ///
  /// @param skills all that the community knows
  public List<Calling> callings(List<Calling.Doing> members, Collection<String> skills) {
    return members.stream().map(doing -> Calling.of(doing, skills, seed)).toList();
  }

  /// What is asked for and hardly offered, and steps at which people get lost who need not be.
  public List<Opportunity> opportunities(
      List<Opportunity.Need> needs, List<Opportunity.Step> steps) {
    return Opportunity.of(needs, steps);
  }

  /// What goes with staying; only what is clear of chance.
  public List<Effect> recommended(List<Effect.Study> studies) {
    return studies.stream().map(study -> Effect.of(study, seed)).filter(Effect::clear).toList();
  }

  /// Who may be about to leave; nothing where there is too little to learn from, or so few members
  /// that a figure would be about somebody.
  ///
  /// @param today days since 1970
  public Optional<Departures> departures(List<Life> lives, int today) {
    return new DepartureModel(lives, today, seed)
        .departures()
        .filter(found -> found.members().size() >= FEWEST_PEOPLE);
  }
}
