package org.coomunity.decisions.voting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.coomunity.decisions.voting.Outcome.Result;
import org.coomunity.decisions.voting.Quorum.Turnout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sums, and what follows from them.
class TallyTest {
  private static final List<String> YES_NO = List.of("for", "against");
  private static final Turnout ALL = new Turnout(10, 10, 10);

  private static List<Choice> choices(Random random, List<String> options, int count) {
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Integer> votes = new HashMap<>();
      options.forEach(option -> votes.put(option, random.nextInt(-3, 6)));
      choices.add(Choice.votes(votes));
    }
    return choices;
  }

  private static Tally tally(List<String> options, List<Choice> choices) {
    Tally tally = new Tally(Method.QUADRATIC, options);
    choices.forEach(tally::add);
    return tally;
  }

  @Property(tries = 200)
  void sums_depend_neither_on_the_order_nor_on_ballots_that_were_taken_back(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> options = List.of("a", "b", "c");
    List<Choice> choices = choices(random, options, 20);
    List<Choice> others = new ArrayList<>(choices);
    Collections.shuffle(others, random);
    Tally changed = tally(options, choices(random, options, 0));
    List<Choice> gone = choices(random, options, 10);
    gone.forEach(changed::add);
    others.forEach(changed::add);
    gone.forEach(changed::remove);
    Tally plain = tally(options, choices);
    assertThat(changed.counts()).isEqualTo(plain.counts());
    assertThat(changed.choosing()).isEqualTo(plain.choosing());
    for (Threshold threshold : Threshold.values()) {
      Terms terms = new Terms(0, threshold);
      assertThat(changed.decide(terms, ALL)).isEqualTo(plain.decide(terms, ALL));
    }
    Tally kept = Tally.of(Method.QUADRATIC, plain.counts(), plain.ballots(), plain.choosing());
    assertThat(kept.decide(DecisionClass.CONSTITUTION, ALL))
        .isEqualTo(plain.decide(DecisionClass.CONSTITUTION, ALL));
  }

  @Property(tries = 200)
  void other_names_change_nothing_and_for_and_against_exchanged_turn_the_result(@ForAll long seed) {
    Random random = new Random(seed);
    List<Choice> choices = choices(random, List.of("a", "b", "c"), 9);
    Map<String, String> names = Map.of("a", "z", "b", "y", "c", "x");
    Outcome plain = tally(List.of("a", "b", "c"), choices).decide(DecisionClass.ORDINARY, ALL);
    Outcome named =
        tally(List.of("x", "y", "z"), choices.stream().map(c -> renamed(c, names)).toList())
            .decide(DecisionClass.ORDINARY, ALL);
    assertThat(named.winners()).isEqualTo(plain.winners().stream().map(names::get).toList());
    assertThat(named.result()).isEqualTo(plain.result());

    List<Choice> yes = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      yes.add(Choice.votes(Map.of(YES_NO.get(random.nextInt(2)), random.nextInt(4))));
    }
    Map<String, String> turned = Map.of("for", "against", "against", "for");
    Outcome one = tally(YES_NO, yes).decide(DecisionClass.ORDINARY, ALL);
    Outcome other =
        tally(YES_NO, yes.stream().map(c -> renamed(c, turned)).toList())
            .decide(DecisionClass.ORDINARY, ALL);
    assertThat(other.tied()).isEqualTo(one.tied());
    if (!one.tied()) {
      assertThat(other.result()).isNotEqualTo(one.result());
    }
  }

  private static Choice renamed(Choice choice, Map<String, String> names) {
    Map<String, Integer> votes = new HashMap<>();
    choice.votes().forEach((option, v) -> votes.put(names.getOrDefault(option, option), v));
    return Choice.votes(votes);
  }

  /// One person with all votes for, the others with one vote against each.
  private static Tally against(int votes, int heads, int others) {
    Tally tally = new Tally(Method.QUADRATIC, YES_NO);
    for (int i = 0; i < heads; i++) {
      tally.add(Choice.votes(Map.of("for", votes)));
    }
    for (int i = 0; i < others; i++) {
      tally.add(Choice.votes(Map.of("against", 1)));
    }
    return tally;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 6, 5, ORDINARY, SUCCEEDED, false, false",
    "1, 5, 5, ORDINARY, DEFEATED, true, false",
    "1, 5, 6, TREASURY, DEFEATED, false, false",
    "5, 2, 9, ORDINARY, SUCCEEDED, false, true",
    "5, 2, 9, CONSTITUTION, DEFEATED, false, true",
    "1, 6, 3, CONSTITUTION, SUCCEEDED, false, false",
    "1, 6, 4, CONSTITUTION, DEFEATED, false, false"
  })
  void each_class_needs_its_part(
      int votes,
      int heads,
      int others,
      DecisionClass weight,
      Result result,
      boolean tied,
      boolean disagree) {
    Outcome outcome = against(votes, heads, others).decide(weight, ALL);
    assertThat(outcome.result()).isEqualTo(result);
    assertThat(outcome.tied()).isEqualTo(tied);
    assertThat(outcome.disagree()).isEqualTo(disagree);
    assertThat(outcome.winners())
        .isEqualTo(result == Result.SUCCEEDED ? List.of("for") : List.of());
  }

  @Test
  void without_enough_people_nothing_is_decided() {
    assertThat(against(1, 4, 0).decide(DecisionClass.ORDINARY, new Turnout(50, 4, 4)).result())
        .isEqualTo(Result.NO_QUORUM);
  }

  @Test
  void among_many_options_the_most_votes_win_if_they_are_above_zero() {
    List<String> options = List.of("a", "b");
    Tally tally = tally(options, List.of(Choice.votes(Map.of("a", -1, "b", -2))));
    assertThat(tally.decide(DecisionClass.ORDINARY, ALL).result()).isEqualTo(Result.DEFEATED);
    tally.add(Choice.votes(Map.of("b", 4)));
    assertThat(tally.decide(DecisionClass.ORDINARY, ALL).winners()).containsExactly("b");
  }

  @Test
  void who_approves_of_several_is_one_person_still() {
    Tally tally = new Tally(Method.APPROVAL, List.of("a", "b", "c"));
    tally.add(Choice.votes(Map.of("a", 1, "b", 1)));
    tally.add(Choice.votes(Map.of("a", 1, "c", 1)));
    tally.add(Choice.votes(Map.of("b", 1)));
    tally.add(Choice.votes(Map.of("a", 1)));
    assertThat(tally.decide(DecisionClass.CONSTITUTION, ALL).winners()).containsExactly("a");
  }
}
