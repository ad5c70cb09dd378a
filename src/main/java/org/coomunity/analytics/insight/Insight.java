package org.coomunity.analytics.insight;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What the figures of a community mean: estimates with their uncertainty, from facts that others
/// bring. Nothing about fewer than ten people comes out of it.
public final class Insight {
  /// No figure is about fewer people.
  public static final int FEWEST_PEOPLE = 10;

  private final long seed;

  /// @param seed of what is drawn by lot, so that the same facts give the same answer
  public Insight(long seed) {
    this.seed = seed;
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
