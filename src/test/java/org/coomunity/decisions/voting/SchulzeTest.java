package org.coomunity.decisions.voting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What Schulze's method promises.
class SchulzeTest {
  private static Choice order(String letters) {
    return Choice.ranking(letters.chars().mapToObj(c -> List.of(Character.toString(c))).toList());
  }

  private static Pairwise count(List<String> options, List<Choice> choices) {
    Pairwise pairwise = new Pairwise(options);
    choices.forEach(pairwise::add);
    return pairwise;
  }

  private static List<Choice> choices(Random random, List<String> options) {
    List<Choice> choices = new ArrayList<>();
    int count = random.nextInt(1, 12);
    for (int i = 0; i < count; i++) {
      choices.add(choice(random, options));
    }
    return choices;
  }

  /// Some of the options, some of them equally liked.
  private static Choice choice(Random random, List<String> options) {
    List<String> mixed = new ArrayList<>(options);
    Collections.shuffle(mixed, random);
    List<List<String>> ranking = new ArrayList<>();
    for (String option : mixed.subList(0, random.nextInt(mixed.size() + 1))) {
      if (!ranking.isEmpty() && random.nextInt(4) == 0) {
        List<String> group = new ArrayList<>(ranking.removeLast());
        group.add(option);
        ranking.add(group);
      } else {
        ranking.add(List.of(option));
      }
    }
    return Choice.ranking(ranking);
  }

  @Test
  void the_example_of_schulzes_paper_comes_out_as_there() {
    List<Choice> choices = new ArrayList<>();
    for (String lines : "5ACBED 5ADECB 8BEDAC 3CABED 7CAEBD 2CBADE 7DCEBA 8EBADC".split(" ", -1)) {
      choices.addAll(Collections.nCopies(lines.charAt(0) - '0', order(lines.substring(1))));
    }
    Pairwise pairwise = count(List.of("A", "B", "C", "D", "E"), choices);
    assertThat(pairwise.above("A", "B")).isEqualTo(20);
    assertThat(pairwise.above("D", "C")).isEqualTo(28);
    assertThat(Schulze.ranking(pairwise))
        .containsExactly(List.of("E"), List.of("A"), List.of("C"), List.of("B"), List.of("D"));
    int[] fromE = Schulze.paths(pairwise.matrix())[4];
    assertThat(fromE).containsExactly(25, 28, 28, 31, 0);
  }

  @Property(tries = 300)
  void who_beats_each_other_one_wins_and_winners_are_in_the_smith_set(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> options = List.of("a", "b", "c", "d", "e");
    Pairwise pairwise = count(options, choices(random, options));
    List<String> first = Schulze.ranking(pairwise).getFirst();
    for (String one : options) {
      if (options.stream().allMatch(o -> o.equals(one) || beats(pairwise, one, o))) {
        assertThat(first).containsExactly(one);
      }
    }
    assertThat(smith(pairwise, options)).containsAll(first);
  }

  private static boolean beats(Pairwise pairwise, String one, String other) {
    return pairwise.above(one, other) > pairwise.above(other, one);
  }

  /// The smallest set of options that each beat all outside, by trying all sets.
  private static List<String> smith(Pairwise pairwise, List<String> options) {
    List<String> smallest = options;
    for (int set = 1; set < 1 << options.size(); set++) {
      List<String> in = new ArrayList<>();
      List<String> out = new ArrayList<>();
      for (int i = 0; i < options.size(); i++) {
        (((set >> i) & 1) == 1 ? in : out).add(options.get(i));
      }
      boolean dominates =
          in.stream().allMatch(i -> out.stream().allMatch(o -> beats(pairwise, i, o)));
      if (dominates && in.size() < smallest.size()) {
        smallest = in;
      }
    }
    return smallest;
  }

  @Property(tries = 300)
  void ballots_turned_round_turn_the_order_of_a_clear_result(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> options = List.of("a", "b", "c", "d");
    List<Choice> choices = choices(random, options);
    List<Choice> turned = choices.stream().map(c -> turned(c, options)).toList();
    List<List<String>> one = Schulze.ranking(count(options, choices));
    List<List<String>> other = Schulze.ranking(count(options, turned));
    if (one.stream().allMatch(group -> group.size() == 1)) {
      assertThat(other).isEqualTo(one.reversed());
    }
  }

  private static Choice turned(Choice choice, List<String> options) {
    List<String> unnamed = new ArrayList<>(options);
    choice.ranking().forEach(unnamed::removeAll);
    List<List<String>> ranking = new ArrayList<>();
    if (!unnamed.isEmpty()) {
      ranking.add(unnamed);
    }
    ranking.addAll(choice.ranking().reversed());
    return Choice.ranking(ranking);
  }

  @Property(tries = 300)
  void to_like_the_winner_better_never_harms_them(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> options = List.of("a", "b", "c", "d");
    Pairwise pairwise = count(options, choices(random, options));
    List<String> first = Schulze.ranking(pairwise).getFirst();
    String winner = first.getFirst();
    Choice choice = choice(random, options);
    pairwise.add(choice);
    if (Schulze.ranking(pairwise).getFirst().contains(winner)) {
      pairwise.remove(choice);
      List<List<String>> better = new ArrayList<>(List.of(List.of(winner)));
      choice
          .ranking()
          .forEach(group -> better.add(group.stream().filter(o -> !o.equals(winner)).toList()));
      better.removeIf(List::isEmpty);
      pairwise.add(Choice.ranking(better));
      assertThat(Schulze.ranking(pairwise).getFirst()).contains(winner);
    }
  }

  @Property(tries = 300)
  void an_option_put_up_twice_changes_nothing_for_the_others(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> options = List.of("a", "b", "c", "d");
    List<Choice> choices = choices(random, options);
    List<Choice> cloned = choices.stream().map(c -> cloned(c, random)).toList();
    List<String> before = Schulze.ranking(count(options, choices)).getFirst();
    List<String> more = List.of("a", "b", "c", "d", "e");
    List<String> after = Schulze.ranking(count(more, cloned)).getFirst();
    for (String other : List.of("b", "c", "d")) {
      assertThat(after.contains(other)).isEqualTo(before.contains(other));
    }
    assertThat(after.contains("a") || after.contains("e")).isEqualTo(before.contains("a"));
  }

  /// With "e" beside "a": before it, after it, or liked equally.
  private static Choice cloned(Choice choice, Random random) {
    List<List<String>> ranking = new ArrayList<>();
    for (List<String> group : choice.ranking()) {
      if (!group.contains("a")) {
        ranking.add(group);
      } else if (group.size() > 1 || random.nextInt(3) == 0) {
        List<String> both = new ArrayList<>(group);
        both.add("e");
        ranking.add(both);
      } else {
        boolean first = random.nextBoolean();
        ranking.add(List.of(first ? "e" : "a"));
        ranking.add(List.of(first ? "a" : "e"));
      }
    }
    return Choice.ranking(ranking);
  }

  @Property(tries = 100)
  void ballots_that_were_taken_back_leave_no_trace(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> options = List.of("a", "b", "c", "d");
    List<Choice> choices = choices(random, options);
    List<Choice> gone = choices(random, options);
    Pairwise pairwise = count(options, gone);
    choices.forEach(pairwise::add);
    gone.forEach(pairwise::remove);
    assertThat(pairwise.digest()).isEqualTo(count(options, choices).digest());
    assertThat(pairwise.ballots()).isEqualTo(choices.size());
  }
}
