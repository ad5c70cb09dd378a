package org.coomunity.analytics.findings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coomunity.analytics.findings.Finding.Range;
import org.coomunity.analytics.findings.FindingsDoors.Balance;
import org.coomunity.analytics.findings.FindingsDoors.Commonwealth;
import org.coomunity.analytics.findings.FindingsDoors.Doings;
import org.coomunity.analytics.findings.FindingsDoors.Lessons;
import org.coomunity.analytics.findings.FindingsDoors.Market;
import org.coomunity.analytics.findings.FindingsDoors.Risk;
import org.coomunity.analytics.findings.FindingsDoors.Wanted;
import org.coomunity.analytics.insight.Calling;
import org.coomunity.analytics.insight.Content;
import org.coomunity.analytics.insight.Effect;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.insight.Opportunity;
import org.coomunity.analytics.insight.Wilson;
import org.coomunity.analytics.journeys.Beginning;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Figures;

/// What follows from the facts. Nothing is said about fewer than ten people, also not of those who
/// are left when one figure is taken from another.
final class FindingsRules {
  /// How many findings a part shows.
  static final int SHOWN = 3;

  private static final int LEAST = Insight.FEWEST_PEOPLE;
  private static final double NOT_BY_CHANCE = 0.05;
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double Z = 1.959963984540054;

  private FindingsRules() {}

  /// Nobody, or enough.
  static boolean may(long people) {
    return people == 0 || people >= LEAST;
  }

  /// Whether a part may be told beside its whole.
  static boolean may(long part, long whole) {
    return whole >= LEAST && may(part) && may(whole - part);
  }

  /// How many it is about: where those who are left would be a handful, only in tens.
  static long about(long people, long all) {
    return may(all - people) ? people : people - people % LEAST;
  }

  static List<Finding> common(Commonwealth facts, long members) {
    List<Finding> found = new ArrayList<>();
    if (members >= LEAST && (facts.income() > 0 || facts.payouts() > 0)) {
      found.add(
          new Finding(
              Part.BIEN_COMUN,
              "fund",
              (double) (facts.income() - facts.payouts())
                  / Math.max(facts.income(), facts.payouts()),
              members,
              null,
              Map.of(
                  "income", Word.amount(facts.unit(), facts.income()),
                  "payouts", Word.amount(facts.unit(), facts.payouts()))));
    }
    if (facts.contributors() > 0 && may(facts.contributors(), members)) {
      double share = (double) facts.contributors() / members;
      found.add(
          new Finding(
              Part.BIEN_COMUN,
              "contributors",
              share,
              members,
              null,
              Map.of("share", Word.share(share))));
    }
    return found;
  }

  static List<Finding> balance(Balance facts, long members) {
    List<Finding> found = new ArrayList<>();
    if (facts.active() >= LEAST) {
      found.add(
          new Finding(
              Part.AYNI,
              "reciprocity",
              facts.reciprocity(),
              about(facts.active(), members),
              null,
              Map.of("share", Word.share(facts.reciprocity()))));
    }
    if (facts.recent() >= LEAST && may(facts.active() - facts.recent())) {
      found.add(
          new Finding(
              Part.AYNI,
              "around",
              facts.around(),
              about(facts.recent(), members),
              null,
              Map.of("share", Word.share(facts.around()))));
    }
    return found;
  }

  static List<Finding> content(Lessons facts, Insight insight) {
    Map<String, Content.Seen> seen =
        facts.seen().stream().collect(Collectors.toMap(Content.Seen::id, Function.identity()));
    return insight.engaging(facts.seen()).stream()
        .filter(
            one -> Optional.ofNullable(seen.get(one.id())).filter(FindingsRules::many).isPresent())
        .limit(SHOWN)
        .map(one ->
            new Finding(
                Part.CONTENT,
                "content",
                one.value(),
                one.starts(),
                new Range(one.low(), Math.min(1, 2 * one.value() - one.low())),
                Map.of(
                    "what", Word.text(facts.titles().getOrDefault(one.id(), "")),
                    "share", Word.share(one.value()))))
        .toList();
  }

  private static boolean many(Content.Seen one) {
    return may(one.finishes(), one.starts())
        && one.finishes() >= LEAST
        && may(one.acted(), one.finishes())
        && one.acted() > 0;
  }

  static List<Finding> dropOff(Figures.DropOffs facts) {
    return facts.rows().stream()
        .filter(place -> place.significant() && place.loss() > 0 && place.visits() >= LEAST)
        .limit(SHOWN)
        .map(place -> {
          Wilson gets = Wilson.of(place.goal() * (double) place.visits(), (double) place.visits());
          return new Finding(
              Part.DROP_OFF,
              "leaves",
              1 - gets.share(),
              place.visits(),
              new Range(1 - gets.high(), 1 - gets.low()),
              Map.of(
                  "what", Word.events(List.of(place.event())),
                  "n", Word.count((double) Math.round(place.loss()))));
        })
        .toList();
  }

  static List<Finding> paths(Figures.Paths facts) {
    return facts.rows().stream()
        .filter(path -> path.interval()[0] > 0 && path.support() >= LEAST)
        .limit(SHOWN)
        .map(path ->
            new Finding(
                Part.PATHS,
                "path",
                path.lift(),
                path.support(),
                new Range(path.interval()[0], path.interval()[1]),
                Map.of(
                    "what", Word.events(path.events()),
                    "times", Word.count(Math.exp(path.lift())))))
        .toList();
  }

  /// Whose vocation is known, and how many of them are aligned with it.
  record Aligned(long known, long aligned) {
    static final Aligned NOBODY = new Aligned(0, 0);
  }

  static Aligned aligned(Doings facts, Insight insight) {
    List<Calling> known =
        insight.callings(facts.members(), facts.skills()).stream()
            .filter(calling -> !Double.isNaN(calling.alignment()))
            .toList();
    return new Aligned(known.size(), known.stream().filter(Calling::aligned).count());
  }

  static List<Finding> vocation(Aligned facts) {
    if (!may(facts.aligned(), facts.known())) {
      return List.of();
    }
    Wilson share = Wilson.of((double) facts.aligned(), (double) facts.known());
    return List.of(
        new Finding(
            Part.VOCATION,
            "aligned",
            share.share(),
            facts.known(),
            new Range(share.low(), share.high()),
            Map.of("share", Word.share(share.share()))));
  }

  static List<Finding> churn(Optional<Risk> facts, long members) {
    return facts
        .filter(risk -> risk.members() >= LEAST)
        .map(risk ->
            new Finding(
                Part.CHURN,
                "leaving",
                risk.risk(),
                about(risk.members(), members),
                new Range(risk.low(), risk.high()),
                Map.of("share", Word.share(risk.risk()))))
        .stream()
        .toList();
  }

  /// Needs are apart from each other; a language is named only where none of its needs is, so that
  /// nobody can take one from the other.
  static List<Finding> growth(Market facts, Insight insight) {
    Map<String, Wanted> needs = new HashMap<>();
    List<Opportunity.Need> asked = new ArrayList<>();
    for (Wanted one : facts.wanted()) {
      Opportunity.Need need =
          new Opportunity.Need(
              one.category(), one.region(), one.language(), one.people(), one.offers());
      asked.add(need);
      needs.put(need.skill() + " · " + need.region() + " · " + need.language(), one);
    }
    List<Opportunity> found = insight.opportunities(asked, List.of());
    Set<String> named = new HashSet<>();
    List<Finding> growth = new ArrayList<>();
    for (Opportunity one : found) {
      Wanted wanted = needs.get(one.what());
      if (one.kind() == Opportunity.Kind.UNMET_NEED && wanted != null) {
        named.add(wanted.language());
        growth.add(need("need", wanted.people(), one, wanted));
      }
    }
    for (Opportunity one : found) {
      int speakers = facts.speakers().getOrDefault(one.what(), 0);
      if (one.kind() == Opportunity.Kind.LANGUAGE
          && !named.contains(one.what())
          && speakers >= LEAST) {
        growth.add(
            new Finding(
                Part.GROWTH,
                "language",
                speakers,
                speakers,
                null,
                Map.of("what", Word.need(List.of("", "", one.what())), "n", Word.count(speakers))));
      }
    }
    return growth.stream().limit(SHOWN).toList();
  }

  private static Finding need(String kind, int people, Opportunity one, Wanted wanted) {
    return new Finding(
        Part.GROWTH,
        kind,
        one.people(),
        people,
        null,
        Map.of(
            "what",
            Word.need(List.of(wanted.category(), wanted.region(), wanted.language())),
            "n",
            Word.count(people)));
  }

  /// What goes with staying. Many things are looked at, so each must be so much surer (Bonferroni).
  static List<Finding> features(List<Beginning> facts, Insight insight) {
    if (facts.size() < 2 * LEAST) {
      return List.of();
    }
    double[][] before = new double[facts.size()][];
    boolean[] stayed = new boolean[facts.size()];
    for (int i = 0; i < before.length; i++) {
      Beginning one = facts.get(i);
      before[i] = new double[] {Math.log1p(one.acts()), one.kinds(), one.weekend() ? 1 : 0};
      stayed[i] = one.stayed();
    }
    List<Effect.Study> studies = new ArrayList<>();
    for (EventType type : EventType.values()) {
      if (type.act() && type != EventType.JOINED) {
        boolean[] used = new boolean[stayed.length];
        for (int i = 0; i < used.length; i++) {
          used[i] = facts.get(i).used().contains(type);
        }
        studies.add(new Effect.Study(type.word(), before, used, stayed));
      }
    }
    return insight.recommended(studies).stream()
        .filter(effect -> effect.low() > 0 && sure(effect, studies.size()))
        .sorted((one, other) -> Double.compare(other.low(), one.low()))
        .limit(SHOWN)
        .map(effect ->
            new Finding(
                Part.FEATURES,
                "feature",
                effect.effect(),
                effect.n(),
                new Range(effect.low(), effect.high()),
                Map.of(
                    "what", Word.events(List.of(effect.feature())),
                    "share", Word.share(effect.effect()))))
        .toList();
  }

  private static boolean sure(Effect effect, int looked) {
    double error = (effect.high() - effect.low()) / (2 * Z);
    return error > 0 && tails(effect.effect() / error) * looked < NOT_BY_CHANCE;
  }

  /// How often chance goes so far on either side: the complementary error function after Abramowitz
  /// and Stegun, 7.1.26.
  private static double tails(double z) {
    double x = Math.abs(z) / SQRT_2;
    double t = 1 / (1 + 0.3275911 * x);
    double sum =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return sum * Math.exp(-x * x);
  }

  /// Each part with what was found, or with nothing.
  static Map<Part, List<Finding>> parts(List<Finding> found) {
    Map<Part, List<Finding>> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      List<Finding> own = found.stream().filter(one -> one.part() == part).toList();
      parts.put(part, own.isEmpty() ? List.of(Finding.nothing(part)) : own);
    }
    return parts;
  }
}
