package org.coomunity.analytics.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.coomunity.analytics.findings.FindingsDoors.Balance;
import org.coomunity.analytics.findings.FindingsDoors.Commonwealth;
import org.coomunity.analytics.findings.FindingsDoors.Doings;
import org.coomunity.analytics.findings.FindingsDoors.Lessons;
import org.coomunity.analytics.findings.FindingsDoors.Market;
import org.coomunity.analytics.findings.FindingsDoors.Risk;
import org.coomunity.analytics.findings.FindingsDoors.Wanted;
import org.coomunity.analytics.insight.Calling;
import org.coomunity.analytics.insight.Content;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.journeys.Beginning;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Figures;
import org.coomunity.base.kernel.Unit;
import org.junit.jupiter.api.Test;

class FindingsRulesTest {
  private static final Unit LUKA = new Unit("LUKA", "Lükas", "Ł", 2);

  private final Insight insight = new Insight(1);

  private static List<String> kinds(List<Finding> found) {
    return found.stream().map(Finding::kind).toList();
  }

  @Test
  void nothing_is_said_of_fewer_than_ten_nor_of_those_who_are_left() {
    Commonwealth facts = new Commonwealth(LUKA, 12, 500, 100);
    assertThat(kinds(FindingsRules.common(facts, 9))).isEmpty();
    assertThat(kinds(FindingsRules.common(facts, 15)))
        .as("three did not contribute")
        .containsExactly("fund");
    assertThat(kinds(FindingsRules.common(facts, 12))).containsExactly("fund", "contributors");
    assertThat(kinds(FindingsRules.common(facts, 40))).containsExactly("fund", "contributors");
    assertThat(kinds(FindingsRules.common(new Commonwealth(LUKA, 0, 0, 0), 40))).isEmpty();
  }

  @Test
  void a_size_is_told_in_tens_where_the_rest_would_be_a_handful() {
    List<Finding> found = FindingsRules.balance(new Balance(17, 0.8, 17, 0.5), 20);
    assertThat(found).extracting(Finding::n).containsExactly(10L, 10L);
    found = FindingsRules.balance(new Balance(17, 0.8, 5, 0.5), 40);
    assertThat(found).extracting(Finding::n).containsExactly(17L);
    assertThat(FindingsRules.balance(new Balance(9, 0.8, 9, 0.5), 40)).isEmpty();
  }

  @Test
  void content_is_named_only_where_both_sides_of_each_figure_are_many() {
    Lessons facts =
        new Lessons(
            List.of(
                new Content.Seen("good", "item", 60, 40, 20),
                new Content.Seen("few_finish", "item", 60, 9, 0),
                new Content.Seen("few_left", "item", 45, 40, 20),
                new Content.Seen("few_acted", "item", 60, 40, 5)),
            Map.of("good", "Ayni"));
    List<Finding> found = FindingsRules.content(facts, insight);
    assertThat(found).hasSize(1);
    Finding one = found.getFirst();
    assertThat(one.words().get("what")).isEqualTo(Word.text("Ayni"));
    assertThat(one.n()).isEqualTo(60);
    assertThat(one.range()).isNotNull();
  }

  @Test
  void places_where_chance_would_lose_as_much_are_not_named() {
    Figures.DropOffs facts =
        new Figures.DropOffs(
            "trade_completed",
            Instant.EPOCH,
            List.of(
                new Figures.Place("search_made", 200, 0.2, 30, 0.001, true, 0.5),
                new Figures.Place("page_viewed", 200, 0.4, 10, 0.2, false, 0.5),
                new Figures.Place("vote_cast", 200, 0.9, 0, 0.001, true, 0.5)));
    List<Finding> found = FindingsRules.dropOff(facts);
    assertThat(kinds(found)).containsExactly("leaves");
    assertThat(found.getFirst().value()).isCloseTo(0.8, within(1e-9));
    Figures.Paths paths =
        new Figures.Paths(
            "trade_completed",
            Instant.EPOCH,
            List.of(
                new Figures.Path(List.of("search_made"), 0.9, new double[] {0.2, 1.6}, 40),
                new Figures.Path(List.of("vote_cast"), 0.9, new double[] {-0.2, 1.6}, 40)));
    assertThat(FindingsRules.paths(paths)).hasSize(1);
  }

  private static Doings doings(int aligned, int others) {
    List<Calling.Doing> members = new ArrayList<>();
    Map<String, Integer> baked = Map.of("bake", 15, "cook", 15);
    for (int i = 0; i < aligned + others; i++) {
      Set<String> vocation = i < aligned ? Set.of("bake", "cook") : Set.of("weld", "sew");
      members.add(new Calling.Doing(baked, vocation, 0.9, Double.NaN));
    }
    return new Doings(members, Set.of("bake", "cook", "weld", "sew", "sing", "teach"));
  }

  @Test
  void a_vocation_is_told_of_ten_who_have_one_and_not_of_two_who_stand_apart() {
    FindingsRules.Aligned facts = FindingsRules.aligned(doings(12, 12), insight);
    assertThat(facts).isEqualTo(new FindingsRules.Aligned(24, 12));
    Finding half = FindingsRules.vocation(facts).getFirst();
    assertThat(half.value()).isEqualTo(0.5);
    assertThat(half.confidence()).isEqualTo(Confidence.LOW);
    assertThat(FindingsRules.vocation(FindingsRules.aligned(doings(12, 2), insight))).isEmpty();
    assertThat(FindingsRules.vocation(FindingsRules.Aligned.NOBODY)).isEmpty();
  }

  @Test
  void over_all_communities_a_handful_on_either_side_counts_as_nobody() {
    assertThat(new Findings.Vocations(9, 9).share()).isNaN();
    assertThat(new Findings.Vocations(9, 9).told()).isZero();
    assertThat(new Findings.Vocations(40, 30).share()).isEqualTo(0.75);
    assertThat(new Findings.Vocations(40, 9).share()).isZero();
    assertThat(new Findings.Vocations(40, 31).share()).isEqualTo(1);
  }

  @Test
  void a_language_is_named_only_where_none_of_its_needs_is() {
    List<Wanted> wanted =
        List.of(
            new Wanted("food", "", "es", 14, 1),
            new Wanted("home", "5 -74", "es", 30, 20),
            new Wanted("health", "", "en", 9, 0),
            new Wanted("technology", "", "en", 9, 0),
            new Wanted("education", "", "fr", 9, 0),
            new Wanted("transport", "", "fr", 9, 0));
    Market facts = new Market(wanted, Map.of("es", 40, "en", 9, "fr", 18));
    List<Finding> found = FindingsRules.growth(facts, insight);
    assertThat(kinds(found)).containsExactly("need", "language");
    assertThat(found.get(0).n()).isEqualTo(14);
    assertThat(found.get(1).words().get("what")).isEqualTo(Word.need(List.of("", "", "fr")));
  }

  /// People of whom some use the market and stay with that chance, others with the other.
  private static List<Beginning> beginnings(int people, double with, double without) {
    Random chance = new Random(7);
    return IntStream.range(0, people)
        .mapToObj(i -> {
          boolean uses = i % 2 == 0;
          return new Beginning(
              1 + chance.nextInt(6),
              1 + chance.nextInt(3),
              i % 7 > 4,
              uses ? Set.of(EventType.OFFER_PUBLISHED) : Set.of(),
              chance.nextDouble() < (uses ? with : without));
        })
        .toList();
  }

  @Test
  void what_goes_with_staying_is_told_and_what_chance_makes_is_not() {
    List<Finding> found = FindingsRules.features(beginnings(400, 0.8, 0.4), insight);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().words().get("what"))
        .isEqualTo(Word.events(List.of("offer_published")));
    assertThat(found.getFirst().range()).isNotNull();
    assertThat(FindingsRules.features(beginnings(400, 0.5, 0.5), insight)).isEmpty();
    assertThat(FindingsRules.features(beginnings(400, 0.4, 0.8), insight))
        .as("what goes with leaving is no recommendation")
        .isEmpty();
    assertThat(FindingsRules.features(beginnings(18, 1, 0), insight)).isEmpty();
  }

  @Test
  void a_part_of_which_nothing_is_known_says_so() {
    Map<Part, List<Finding>> parts =
        FindingsRules.parts(FindingsRules.churn(Optional.of(new Risk(0.2, 0.1, 0.3, 50)), 50));
    assertThat(parts.keySet()).containsExactly(Part.values());
    assertThat(parts.get(Part.CHURN)).extracting(Finding::kind).containsExactly("leaving");
    assertThat(parts.get(Part.AYNI)).containsExactly(Finding.nothing(Part.AYNI));
    assertThat(Finding.nothing(Part.AYNI).confidence()).isEqualTo(Confidence.NONE);
    assertThat(FindingsRules.churn(Optional.of(new Risk(0.2, 0.1, 0.3, 9)), 50)).isEmpty();
  }

  @Test
  void people_are_told_in_tens_and_every_month_is_there() {
    assertThat(OpenRules.tens(9)).isNull();
    assertThat(OpenRules.tens(10)).isEqualTo(10);
    assertThat(OpenRules.tens(29)).isEqualTo(20);
    LocalDate first = LocalDate.of(2026, 1, 1);
    List<OpenBook.Month> months =
        OpenRules.months(
            LUKA,
            first,
            List.of(
                new OpenDoors.Flow(first.plusMonths(2), "fund_share", 250, 0),
                new OpenDoors.Flow(first.plusMonths(2), "fund", 100, 40)));
    assertThat(months).hasSize(OpenRules.MONTHS);
    assertThat(months.get(2).income()).isEqualTo("3.50");
    assertThat(months.get(2).payouts()).isEqualTo("0.40");
    assertThat(months.get(2).kinds()).hasSize(2);
    assertThat(months.get(3).income()).isEqualTo("0.00");
  }
}
