package org.coomunity.decisions.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.coomunity.decisions.voting.BallotFault.Kind;
import org.coomunity.decisions.voting.Quorum.Turnout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ballots, voice, quorum, receipts and lots.
class BallotsTest {
  private static final List<String> MANY = List.of("a", "b", "c");
  private static final List<String> YES_NO = List.of("for", "against");

  private static String fault(
      Method method, Choice choice, List<String> options, boolean negative) {
    return Ballots.check(method, choice, options, negative)
        .map(f -> f.kind() + " " + f.field())
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "QUADRATIC, 20, ''",
    "QUADRATIC, 0, ''",
    "QUADRATIC, 21, CHOICE votes.a",
    "QUADRATIC, -1, CHOICE votes.a",
    "ONE_PERSON, 1, ''",
    "ONE_PERSON, 2, CHOICE votes.a",
    "ONE_PERSON, 0, CHOICE votes.a",
    "APPROVAL, 1, ''",
    "APPROVAL, 5, CHOICE votes.a",
    "SCORE, 5, ''",
    "SCORE, 6, CHOICE votes.a",
    "SCORE, -1, CHOICE votes.a",
    "EQUAL_SHARES, 5, ''",
    "RANKED, 1, CHOICE votes",
    "STV, 1, CHOICE votes"
  })
  void each_method_takes_its_own_numbers(Method method, int votes, String fault) {
    assertThat(fault(method, Choice.votes(Map.of("a", votes)), MANY, false)).isEqualTo(fault);
    assertThat(Ballots.check(method, Choice.ABSTAINS, MANY, false)).isEmpty();
  }

  @Test
  void votes_that_contradict_each_other_and_options_that_are_none_are_refused() {
    Choice both = Choice.votes(Map.of("for", 1, "against", 2));
    assertThat(fault(Method.QUADRATIC, both, YES_NO, false)).isEqualTo("VOTES_CONFLICT votes");
    assertThat(fault(Method.QUADRATIC, Choice.votes(Map.of("for", 0, "against", 2)), YES_NO, false))
        .isEmpty();
    assertThat(fault(Method.ONE_PERSON, Choice.votes(Map.of("a", 1, "b", 1)), MANY, false))
        .isEqualTo("VOTES_CONFLICT votes");
    assertThat(fault(Method.APPROVAL, Choice.votes(Map.of("a", 1, "z", 1)), MANY, false))
        .isEqualTo("CHOICE votes.z");
    assertThat(fault(Method.QUADRATIC, Choice.votes(Map.of("a", -20)), MANY, true)).isEmpty();
    assertThat(fault(Method.QUADRATIC, Choice.votes(Map.of("for", -1)), YES_NO, true))
        .isEqualTo("CHOICE votes.for");
  }

  @Test
  void an_order_names_each_option_once_and_for_seats_without_ties() {
    Choice ties = Choice.ranking(List.of(List.of("c"), List.of("a", "b")));
    assertThat(fault(Method.RANKED, ties, MANY, false)).isEmpty();
    assertThat(fault(Method.STV, ties, MANY, false)).isEqualTo("CHOICE ranking");
    assertThat(fault(Method.SCORE, ties, MANY, false)).isEqualTo("CHOICE ranking");
    assertThat(fault(Method.RANKED, Choice.ranking(List.of(List.of("z"))), MANY, false))
        .isEqualTo("CHOICE ranking");
    assertThat(fault(Method.RANKED, Choice.ranking(List.of(List.of())), MANY, false))
        .isEqualTo("CHOICE ranking");
    Choice twice = Choice.ranking(List.of(List.of("a"), List.of("a")));
    assertThat(Ballots.check(Method.STV, twice, MANY, false))
        .contains(new BallotFault(Kind.VOTES_CONFLICT, "ranking"));
  }

  @Test
  void votes_cost_their_squares() {
    assertThat(Ballots.cost(Method.QUADRATIC, Choice.votes(Map.of("a", 3, "b", -4)))).isEqualTo(25);
    assertThat(Ballots.cost(Method.SCORE, Choice.votes(Map.of("a", 5)))).isZero();
  }

  @Property(tries = 300)
  void a_copied_choice_is_the_largest_part_that_can_be_paid_for(
      @ForAll @IntRange(min = -20, max = 20) int one,
      @ForAll @IntRange(min = -20, max = 20) int other,
      @ForAll @IntRange(max = 900) int left) {
    Choice choice = Choice.votes(Map.of("a", one, "b", other));
    Choice copied = Ballots.copied(choice, left);
    assertThat(Ballots.cost(Method.QUADRATIC, copied)).isLessThanOrEqualTo(left);
    if (Ballots.cost(Method.QUADRATIC, choice) <= left) {
      assertThat(copied).isEqualTo(choice);
    }
    assertThat(copied.votes().getOrDefault("a", 0) * one).isNotNegative();
    assertThat(Ballots.copied(copied, left)).isEqualTo(copied);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 50, 100",
    "50, 50, 200",
    "150, 50, 300",
    "350, 50, 400",
    "99999, 50, 400",
    "1, 0, 200",
    "-5, 10, 100",
    "9223372036854775807, 1, 400",
    "25, 50, 158"
  })
  void voice_grows_with_the_logarithm_of_merits(long merits, long median, int budget) {
    assertThat(Voice.budget(merits, median)).isEqualTo(budget);
  }

  @Property(tries = 500)
  void voice_is_what_the_formula_says_never_falls_and_weighs_at_most_twice_that_of_another(
      @ForAll @LongRange(max = 1L << 40) long merits,
      @ForAll @LongRange(max = 1L << 30) long median) {
    int budget = Voice.budget(merits, median);
    double exact =
        100 * Math.min(4, 1 + Math.log1p((double) merits / Math.max(1, median)) / Math.log(2));
    assertThat((double) budget).isBetween(exact - 1.000_01, exact + 0.000_01);
    assertThat(Voice.budget(merits + 1, median)).isGreaterThanOrEqualTo(budget);
    assertThat(Math.sqrt(budget) / Math.sqrt(Voice.BASE)).isBetween(1.0, 2.0);
  }

  @Test
  void the_median_leaves_out_those_without_merits() {
    assertThat(Voice.median(new long[] {0, 9, 0, 3, 5})).isEqualTo(5);
    assertThat(Voice.median(new long[] {8, 2})).isEqualTo(2);
    assertThat(Voice.median(new long[] {0, 0})).isEqualTo(1);
  }

  @Property(tries = 500)
  void more_turnout_never_loses_a_quorum(
      @ForAll @IntRange(max = 500) int active,
      @ForAll @IntRange(max = 500) int direct,
      @ForAll @IntRange(max = 500) int others,
      @ForAll @IntRange(max = 1_000_000) int ppm) {
    if (new Turnout(active, direct + others, direct).reaches(ppm)) {
      assertThat(new Turnout(active, direct + others + 1, direct + 1).reaches(ppm)).isTrue();
      assertThat(new Turnout(active, direct + others + 1, direct).reaches(ppm)).isTrue();
      assertThat(2 * direct).isGreaterThanOrEqualTo(Quorum.need(active, ppm));
    }
  }

  @Test
  void a_quorum_is_rounded_up_and_half_of_it_is_direct() {
    assertThat(Quorum.need(41, 100_000)).isEqualTo(5);
    assertThat(new Turnout(41, 4, 4).reaches(100_000)).isFalse();
    assertThat(new Turnout(41, 5, 2).reaches(100_000)).isFalse();
    assertThat(new Turnout(41, 5, 3).reaches(100_000)).isTrue();
    assertThatThrownBy(() -> new Turnout(10, 3, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void a_late_quorum_puts_the_close_off_once_and_by_at_most_the_window(
      @ForAll @LongRange(max = 1_000_000) long reachedBefore, @ForAll boolean extended) {
    Instant closes = Instant.parse("2026-06-10T12:00:00Z");
    Duration window = Duration.ofDays(2);
    Instant reached = closes.minusSeconds(reachedBefore);
    Instant after = Quorum.closes(closes, reached, window, extended);
    boolean late = reachedBefore > 0 && reachedBefore < window.toSeconds();
    assertThat(after).isEqualTo(late && !extended ? reached.plus(window) : closes);
    assertThat(after).isBetween(closes, closes.plus(window));
    assertThat(Quorum.closes(closes, reached, Duration.ZERO, false)).isEqualTo(closes);
  }

  @Test
  void a_receipt_is_the_first_hundred_bits_in_base_32() {
    UUID proposal = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    String tracker = Tracker.of(new byte[16], proposal);
    byte[] hash = Sha256.of(new byte[16], Sha256.utf8(proposal.toString()));
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < tracker.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(tracker.charAt(i));
      bits.append(Integer.toBinaryString(32 + value).substring(1));
    }
    assertThat(new java.math.BigInteger(bits.toString(), 2))
        .isEqualTo(new java.math.BigInteger(1, hash).shiftRight(156));
    assertThat(Tracker.of(new byte[17], proposal)).isNotEqualTo(tracker);
  }

  @Test
  void a_lot_is_repeated_by_anybody_and_changes_with_the_head_of_the_record() {
    Lot lot = new Lot("ab".repeat(32), "p");
    List<String> order = lot.order(List.of("ana", "beto", "carla", "dora"));
    assertThat(lot.order(List.of("dora", "ana", "carla", "beto"))).isEqualTo(order);
    assertThat(
            java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> new Lot("%064x".formatted(i), "p").order(order).getFirst())
                .distinct())
        .hasSizeGreaterThan(2);
    assertThatThrownBy(() -> new Lot("ab", "p")).isInstanceOf(IllegalArgumentException.class);
  }
}
