package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlowsTest {
  private static final double DAY = 86_400;

  private static Move move(String from, String to, double amount) {
    return new Move(from, to, amount, Double.NaN);
  }

  private static FlowReport report(List<Move> moves) {
    return Trials.reciprocity(moves, Double.NaN, 0, one -> {});
  }

  private static List<AccountFlow> accounts(List<Move> moves) {
    List<AccountFlow> found = new ArrayList<>();
    double last = moves.stream().mapToDouble(Move::time).max().orElseThrow();
    Trials.reciprocity(moves, last, 90, found::add);
    return found;
  }

  private static List<Move> drawn(int seed) {
    Random chance = new Random(seed);
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      moves.add(
          new Move(
              "p" + chance.nextInt(12),
              "p" + chance.nextInt(12),
              1 + chance.nextInt(50),
              1e9 + chance.nextInt(60) * DAY));
    }
    return moves;
  }

  @Test
  void a_closed_ring_of_equal_amounts_is_whole_and_short_rings_clear() {
    FlowReport ring =
        report(List.of(move("a", "b", 5), move("b", "c", 5), move("c", "d", 5), move("d", "a", 5)));
    assertThat(ring.reciprocityIndex()).isEqualTo(1);
    assertThat(ring.stronglyConnectedShare()).isEqualTo(1);
    assertThat(ring.cycleShare()).isEqualTo(1);
    assertThat(ring.bilateralReciprocity()).isZero();
    assertThat(ring.edgeReciprocity()).isZero();
    assertThat(ring.giniNet()).isZero();
  }

  @Test
  void giving_only_to_those_who_never_give_is_none() {
    FlowReport gifts = report(List.of(move("a", "x", 3), move("b", "y", 4), move("a", "y", 1)));
    assertThat(gifts.reciprocityIndex()).isZero();
    assertThat(gifts.stronglyConnectedShare()).isZero();
    assertThat(gifts.cycleShare()).isZero();
  }

  @Test
  void a_small_network_is_reckoned_by_hand() {
    FlowReport found =
        report(
            List.of(
                move("a", "b", 6),
                move("a", "b", 4),
                move("b", "a", 4),
                move("b", "c", 2),
                move("c", "a", 1),
                move("c", "d", 3),
                move("d", "d", 9)));
    assertThat(found.transfers()).isEqualTo(7);
    assertThat(found.accounts()).isEqualTo(4);
    assertThat(found.edges()).isEqualTo(5);
    assertThat(found.volume()).isEqualTo(20);
    assertThat(found.reciprocityIndex()).isCloseTo(1 - 14.0 / 40, within(1e-12));
    assertThat(found.bilateralReciprocity()).isCloseTo(8.0 / 20, within(1e-12));
    assertThat(found.edgeReciprocity()).isCloseTo(2.0 / 5, within(1e-12));
    assertThat(found.stronglyConnectedShare()).isCloseTo(17.0 / 20, within(1e-12));
    assertThat(found.cycleShare()).isCloseTo((8 + 3) / 20.0, within(1e-12));
    assertThat(found.giniNet())
        .isCloseTo(FlowReport.gini(new double[] {5, 4, 2, 3}), within(1e-12));
  }

  @Property(tries = 100)
  void scale_names_and_time_change_nothing(@ForAll @IntRange(max = 100_000) int seed) {
    List<Move> moves = drawn(seed);
    FlowReport one = report(moves);
    assertThat(one.reciprocityIndex()).isBetween(0.0, 1.0);
    assertThat(one.cycleShare()).isBetween(one.bilateralReciprocity() - 1e-9, 1.0);
    assertThat(one.cycleShare()).isLessThanOrEqualTo(one.stronglyConnectedShare() + 1e-9);
    List<Move> other =
        moves.stream()
            .map(move ->
                new Move(
                    "z" + move.from().hashCode(),
                    "z" + move.to().hashCode(),
                    move.amount() * 8,
                    move.time() + 7))
            .toList();
    FlowReport two = report(other);
    assertThat(two.volume()).isEqualTo(8 * one.volume());
    assertThat(two)
        .usingRecursiveComparison()
        .ignoringFields("volume")
        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
        .isEqualTo(one);
  }

  @Property(tries = 100)
  void ayni_is_the_same_for_giving_and_receiving(@ForAll @IntRange(max = 100_000) int seed) {
    List<Move> moves = drawn(seed);
    List<Move> turned =
        moves.stream()
            .map(move -> new Move(move.to(), move.from(), move.amount(), move.time()))
            .toList();
    for (AccountFlow one : accounts(moves)) {
      AccountFlow other =
          accounts(turned).stream()
              .filter(found -> found.account().equals(one.account()))
              .findFirst()
              .orElseThrow();
      assertThat(other.ayni()).isCloseTo(one.ayni(), within(1e-9));
      assertThat(other.given()).isEqualTo(one.received());
    }
  }

  @Property(tries = 50)
  void a_trade_split_in_two_in_the_same_week_raises_nothing(
      @ForAll @IntRange(max = 100_000) int seed) {
    List<Move> moves = drawn(seed);
    List<Move> split = new ArrayList<>();
    for (Move move : moves) {
      Move half = new Move(move.from(), move.to(), move.amount() / 2, move.time());
      split.add(half);
      split.add(half);
    }
    List<AccountFlow> before = accounts(moves);
    List<AccountFlow> after = accounts(split);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).ayni()).isCloseTo(before.get(i).ayni(), within(1e-9));
    }
  }

  @Property(tries = 50)
  void a_ring_without_flow_from_outside_steers_nobody_far(
      @ForAll @IntRange(min = 2, max = 9) int size,
      @ForAll @IntRange(min = 1, max = 40) int turns) {
    List<Move> moves = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < size; i++) {
        moves.add(new Move("p" + i, "p" + (i + 1) % size, 10, turn * DAY + i));
      }
    }
    for (int i = 0; i < size; i++) {
      assertThat(Steering.index("p" + i, moves, turns * DAY)).isBetween(0.999, 1.001);
    }
  }

  @Test
  void only_what_lies_in_the_window_counts() {
    List<Move> moves = List.of(new Move("a", "b", 5, 0), new Move("b", "a", 7, 100 * DAY));
    assertThat(Trials.reciprocity(moves, 100 * DAY, 90, one -> {}).volume()).isEqualTo(7);
    assertThat(Trials.reciprocity(moves, 100 * DAY, 0, one -> {}).volume()).isEqualTo(12);
    assertThat(Trials.reciprocity(moves, 50 * DAY, 0, one -> {}).volume()).isEqualTo(5);
  }
}
