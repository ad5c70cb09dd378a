package org.coomunity.analytics.insight;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where a community could grow.
///
/// @param what a skill, a language or a step of a funnel
/// @param people how many it is about: who waits, or who could be won back; 10 at least
public record Opportunity(Kind kind, String what, double people) {
  static final int ENOUGH_OFFERS = 3;

  public enum Kind {
    UNMET_NEED,
    LANGUAGE,
    FUNNEL_STEP
  }

  /// Who asks and who offers, of one skill in one region and language.
  public record Need(String skill, String region, String language, int waiting, int offers) {}

  /// How many reached a step and how many of those the next.
  ///
  /// @param best the same step in the best of comparable communities
  public record Step(String name, int reached, int passed, Reached best) {}

  /// So many of so many.
  public record Reached(int of, int passed) {}

  /// The largest first.
  static List<Opportunity> of(List<Need> needs, List<Step> steps) {
    Stream<Opportunity> unmet =
        needs.stream()
            .filter(need -> need.offers() < ENOUGH_OFFERS)
            .map(need ->
                new Opportunity(
                    Kind.UNMET_NEED,
                    need.skill() + " · " + need.region() + " · " + need.language(),
                    need.waiting()));
    Stream<Opportunity> languages =
        needs.stream().map(Need::language).distinct().map(language -> language(language, needs));
    Stream<Opportunity> lost = steps.stream().map(Opportunity::recoverable);
    return Stream.of(unmet, languages, lost)
        .flatMap(some -> some)
        .filter(one -> one.people() >= Insight.FEWEST_PEOPLE)
        .sorted(
            Comparator.comparingDouble((Opportunity one) -> -one.people())
                .thenComparing(Opportunity::kind)
                .thenComparing(Opportunity::what))
        .toList();
  }

  /// Those who ask in a language beyond what is offered in it.
  private static Opportunity language(String language, List<Need> needs) {
    int beyond =
        needs.stream()
            .filter(need -> need.language().equals(language))
            .mapToInt(need -> need.waiting() - need.offers())
            .sum();
    return new Opportunity(Kind.LANGUAGE, language, beyond);
  }

  /// As many as would pass if it went as well as it surely goes elsewhere.
  private static Opportunity recoverable(Step step) {
    if (step.reached() < Insight.FEWEST_PEOPLE || step.best().of() < Insight.FEWEST_PEOPLE) {
      return new Opportunity(Kind.FUNNEL_STEP, step.name(), 0);
    }
    double own = (double) step.passed() / step.reached();
    double sure = Wilson.of(step.best().passed(), step.best().of()).low();
    return new Opportunity(Kind.FUNNEL_STEP, step.name(), step.reached() * Math.max(0, sure - own));
  }
}
