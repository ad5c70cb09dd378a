package org.coomunity.decisions.merits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is earned by what, and why it is not more.
class AwardsTest {
  private static final int BEN = 2;
  private static final int CARO = 3;

  private final MeritsTown town = new MeritsTown();

  @AfterEach
  void close() {
    assertThat(town.sound()).as("balances are the sums of their rows").isTrue();
    town.close();
  }

  private List<@Nullable String> notes(int no) {
    List<@Nullable String> notes = new ArrayList<>();
    town.of(no).items().forEach(row -> notes.add(row.note()));
    return notes;
  }

  @Test
  void the_rules_give_what_the_domain_says() {
    assertThat(Rule.TRADE.gives(0)).isEqualTo(3);
    assertThat(Rule.TRADE.gives(0) + Rule.TRADE_PRAISED.gives(0)).isEqualTo(5);
    assertThat(Rule.CONTRIBUTION.gives(10)).isEqualTo(15);
    assertThat(Rule.CONTRIBUTION.gives(3 * 60)).isEqualTo(25);
    assertThat(Rule.CONTRIBUTION.gives(100_000)).isEqualTo(50);
    assertThat(Rule.KNOWLEDGE_SESSION.gives(Rule.session(90, 400))).isEqualTo(12);
    assertThat(Rule.KNOWLEDGE_SESSION.gives(Rule.session(95, 500))).isEqualTo(15);
    assertThat(Rule.KNOWLEDGE_SESSION.gives(Rule.session(-5, 900))).isZero();
    assertThat(List.of(Rule.ATTENTION.gives(-1), Rule.ATTENTION.gives(2), Rule.ATTENTION.gives(9)))
        .containsExactly(1, 2, 3);
    assertThat(Rule.PROFILING.gives(Long.MAX_VALUE)).isEqualTo(5);
    assertThat(Rule.DISCOVERY.gives(Long.MIN_VALUE)).isEqualTo(5);
    for (Rule rule : Rule.values()) {
      assertThat(Rule.of(rule.code())).isEqualTo(rule);
    }
  }

  @Test
  void a_trade_gives_both_sides_three_and_five_once_both_praise_it() {
    UUID trade = town.cause();
    town.publish(town.completed(trade, BEN, CARO), town.rated(trade, BEN, CARO, BEN, 1, 5));
    assertThat(town.meritos(BEN)).isEqualTo(3);
    town.publish(town.rated(trade, BEN, CARO, CARO, 1, 5));
    assertThat(List.of(town.meritos(BEN), town.meritos(CARO))).containsExactly(5L, 5L);
    town.publish(town.rated(trade, BEN, CARO, BEN, 2, 4));
    assertThat(List.of(town.meritos(BEN), town.meritos(CARO))).containsExactly(3L, 3L);
    town.publish(town.rated(trade, BEN, CARO, BEN, 3, 5), town.completed(trade, BEN, CARO));
    assertThat(List.of(town.meritos(BEN), town.meritos(CARO))).containsExactly(5L, 5L);
    assertThat(notes(BEN)).startsWith("changed", "taken_back");
    assertThat(town.of(BEN).badges()).extracting(Badge::key).containsExactly("first_trade");
    UUID other = town.cause();
    town.publish(
        town.rated(other, BEN, 4, BEN, 1, 5),
        town.rated(other, BEN, 4, 4, 1, 5),
        town.completed(other, BEN, 4));
    assertThat(town.meritos(4)).as("the words were heard before the deed").isEqualTo(5);
  }

  @Test
  void repeats_of_the_same_two_are_halved_for_thirty_days() {
    for (int n = 0; n < 4; n++) {
      town.award(town.fact(Rule.MENTORING, BEN, CARO, 0));
      town.clock.advance(Duration.ofDays(2));
    }
    assertThat(town.meritos(BEN)).isEqualTo(10 + 5 + 2 + 1);
    assertThat(notes(BEN)).containsExactly("repeat", "repeat", "repeat", null);
    town.award(town.fact(Rule.MENTORING, BEN, 4, 0));
    assertThat(town.meritos(BEN)).as("somebody else").isEqualTo(28);
    town.clock.advance(Duration.ofDays(30));
    town.award(town.fact(Rule.MENTORING, BEN, CARO, 0));
    assertThat(town.meritos(BEN)).isEqualTo(38);
  }

  @Test
  void told_a_thousand_times_and_years_late_it_is_one_award_with_its_own_time() {
    Instant then = town.clock.instant().minus(Duration.ofDays(2_000));
    Fact fact = new Fact(MeritsTown.PACHA, Rule.MENTORING, BEN, CARO, town.cause(), 0, then);
    for (int n = 0; n < 10; n++) {
      town.award(Collections.nCopies(100, fact));
    }
    Reputation told = town.of(BEN);
    assertThat(told.meritos()).isEqualTo(10);
    assertThat(told.items())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.at()).isEqualTo(then);
          assertThat(row.recordedAt()).isEqualTo(town.clock.instant());
          assertThat(row.with()).isEqualTo("m3");
        });
  }

  @Test
  void nothing_is_earned_from_oneself() {
    town.award(town.fact(Rule.MENTORING, BEN, BEN, 0));
    assertThat(town.of(BEN).items()).isEmpty();
  }

  @Test
  void with_a_member_of_ones_own_making_nothing_counts_until_they_are_there_for_others() {
    town.invited(CARO, BEN);
    town.award(town.fact(Rule.MENTORING, BEN, CARO, 0), town.fact(Rule.MENTORING, CARO, BEN, 0));
    assertThat(List.of(town.meritos(BEN), town.meritos(CARO))).containsExactly(0L, 0L);
    assertThat(notes(BEN)).containsExactly("closed");
    town.award(town.fact(Rule.TRADE, CARO, 4, 0));
    assertThat(List.of(town.meritos(BEN), town.meritos(CARO))).containsExactly(10L, 13L);
    town.invited(5, MeritsTown.ANA);
    town.award(town.fact(Rule.MENTORING, 5, MeritsTown.ANA, 0));
    assertThat(town.meritos(5)).as("who began it all has nobody else to bring").isEqualTo(10);
  }

  @Test
  void what_did_not_happen_is_taken_back_and_never_comes_again() {
    Fact fact = town.fact(Rule.MENTORING, BEN, CARO, 0);
    town.award(fact);
    town.takeBack(fact);
    town.takeBack(fact);
    town.award(fact);
    assertThat(town.meritos(BEN)).isZero();
    assertThat(town.of(BEN).items()).extracting(Reputation.Row::amount).containsExactly(-10, 10);
    Fact early = town.fact(Rule.MENTORING, 4, CARO, 0);
    town.takeBack(early);
    town.award(early);
    assertThat(town.meritos(4)).isZero();
  }

  @Test
  void a_day_brings_so_much_whoever_is_at_work() throws Exception {
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int n = 0; n < 8; n++) {
        List<Fact> facts = new ArrayList<>();
        for (int with = 0; with < 10; with++) {
          facts.add(town.fact(Rule.TRADE, BEN, 100 + 10 * n + with, 0));
          facts.add(town.fact(Rule.TRADE, 100 + 10 * n + with, BEN, 0));
        }
        all.add(
            workers.submit(() -> {
              for (Fact fact : facts) {
                town.award(fact);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(town.meritos(BEN)).isEqualTo(Source.INTERACTION.most(Kind.MERITO));
    assertThat(town.meritos(137)).isEqualTo(3);
    assertThat(notes(BEN)).contains("day");
    town.clock.advance(Duration.ofDays(1));
    town.award(town.fact(Rule.TRADE, BEN, 900, 0));
    assertThat(town.meritos(BEN)).isEqualTo(43);
  }

  @Test
  void awards_weigh_half_after_a_year_and_nothing_on_their_first_day() {
    town.enrich(BEN, 100, 0);
    town.award(town.fact(Rule.MENTORING, CARO, BEN, 0));
    Instant now = town.clock.instant();
    assertThat(town.merits.weights(MeritsTown.PACHA, List.of(BEN, CARO), now)).isEmpty();
    Map<Integer, Long> soon =
        town.merits.weights(
            MeritsTown.PACHA, List.of(BEN, CARO, 77), now.plus(Duration.ofHours(25)));
    assertThat(soon.get(BEN)).isBetween(9_950L, 10_000L);
    assertThat(soon).containsEntry(CARO, 998L).doesNotContainKey(77);
    assertThat(town.merits.weights(MeritsTown.PACHA, List.of(CARO), now.plus(Duration.ofDays(365))))
        .as("only those who are asked for")
        .containsExactly(Map.entry(CARO, 500L));
    List<Integer> many = IntStream.rangeClosed(1, 1_001).boxed().toList();
    assertThatThrownBy(() -> town.merits.weights(MeritsTown.PACHA, many, now))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rows_are_read_page_by_page_and_by_kind() {
    town.enrich(BEN, 200, 30);
    Reputation page =
        town.merits.reputation(
            MeritsTown.standing(BEN), "m2", Optional.of(Kind.ONDA), 2, Optional.empty());
    assertThat(page.items()).extracting(Reputation.Row::kind).containsOnly(Kind.ONDA).hasSize(2);
    Reputation next =
        town.merits.reputation(
            MeritsTown.standing(BEN),
            "m2",
            Optional.of(Kind.ONDA),
            2,
            Optional.ofNullable(page.next()));
    assertThat(next.items()).hasSize(1);
    assertThat(next.next()).isNull();
    assertThat(
            town.merits
                .reputation(
                    MeritsTown.standing(CARO), "m2", Optional.empty(), 100, Optional.empty())
                .items())
        .as("others see why, and not with whom")
        .allMatch(row -> row.with() == null);
  }
}
