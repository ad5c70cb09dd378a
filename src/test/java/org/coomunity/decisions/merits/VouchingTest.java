package org.coomunity.decisions.merits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who is known to be a person by the word of others: member 1 began the community, 2 to 9 were
/// invited by them.
class VouchingTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<Integer, MeritsDoors.Person> people = new HashMap<>();
  private final List<TrustStore.Stands> votes = new ArrayList<>();

  VouchingTest() {
    person(1, null, true);
    for (int no = 2; no <= 9; no++) {
      person(no, 1, true);
    }
  }

  private void person(int no, @Nullable Integer by, boolean active) {
    people.put(no, new MeritsDoors.Person(no, "m" + no, BEGAN, by, no == 1, false, active));
  }

  private void voto(int from, int to) {
    votes.add(new TrustStore.Stands(from, to, BEGAN.plus(Duration.ofHours(votes.size()))));
  }

  private Set<Integer> vouched() {
    return VouchGraph.vouched(votes, people);
  }

  @Test
  void two_from_different_branches_let_somebody_in_and_one_branch_does_not() {
    person(20, 2, true);
    person(21, 2, true);
    person(22, 3, true);
    person(30, 2, true);
    voto(2, 20);
    assertThat(vouched()).as("one voto").isEmpty();
    voto(3, 20);
    assertThat(vouched()).containsExactly(20);
    voto(2, 21);
    voto(20, 21);
    assertThat(vouched()).as("20 came by 2").containsExactly(20);
    voto(5, 21);
    voto(20, 22);
    voto(4, 22);
    assertThat(vouched()).containsExactlyInAnyOrder(20, 21, 22);
    person(2, 1, false);
    assertThat(vouched()).as("the votos of somebody suspended rest").doesNotContain(20);
  }

  @Test
  void what_is_not_known_of_an_inviter_is_no_branch() {
    person(2, 77, true);
    person(20, 5, true);
    voto(2, 20);
    voto(3, 20);
    assertThat(vouched()).isEmpty();
    voto(4, 20);
    assertThat(vouched()).containsExactly(20);
  }

  @Test
  void each_passes_on_ten_votos_a_year() {
    for (int no = 20; no < 32; no++) {
      person(no, 9, true);
      voto(2, no);
      voto(3, no);
    }
    assertThat(vouched()).hasSize(10).doesNotContain(30, 31);
    Instant later = BEGAN.plus(VouchGraph.YEAR).plus(Duration.ofDays(3));
    votes.add(new TrustStore.Stands(2, 30, later));
    votes.add(new TrustStore.Stands(3, 30, later));
    assertThat(vouched()).hasSize(11).contains(30);
  }

  /// However accounts that somebody made up vouch for each other, no more of them get in than they
  /// were given votos by others; and nobody who was let in goes out when others come.
  @Test
  void made_up_accounts_get_in_at_most_as_often_as_others_gave_them_votos() {
    int let = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      people.keySet().removeIf(no -> no > 9);
      votes.clear();
      int honest = 10 + random.nextInt(15);
      int all = honest + 5 + random.nextInt(25);
      for (int no = 10; no < all; no++) {
        int by = no < honest ? 2 + random.nextInt(no - 2) : random.nextInt(4) == 0 ? 2 : no - 1;
        person(no, no == honest ? Integer.valueOf(9) : Integer.valueOf(by), true);
      }
      int given = 0;
      Set<Integer> before = Set.of();
      for (int n = 0; n < 250; n++) {
        int from = 1 + random.nextInt(all - 1);
        int to = 10 + random.nextInt(all - 10);
        boolean crosses = from < honest && to >= honest;
        if (from == to || (crosses && random.nextInt(6) > 0)) {
          continue;
        }
        given += crosses ? 1 : 0;
        voto(from, to);
        if (n % 25 == 0) {
          Set<Integer> now = vouched();
          assertThat(now).as("seed %d", seed).containsAll(before);
          before = now;
        }
      }
      Set<Integer> puppets =
          vouched().stream().filter(no -> no >= honest).collect(Collectors.toSet());
      assertThat(puppets.size()).as("seed %d", seed).isLessThanOrEqualTo(given);
      let += puppets.size();
    }
    assertThat(let).as("some of them do get in").isPositive();
  }

  @Test
  void a_voto_counts_once_it_is_given_and_no_more_once_it_is_taken_back() {
    try (MeritsTown town = new MeritsTown()) {
      town.invited(2, 1);
      town.invited(3, 1);
      town.invited(20, 2);
      town.enrich(2, 200, 0);
      town.enrich(3, 200, 0);
      Set<Integer> known = new HashSet<>();
      for (int no = 2; no <= 3; no++) {
        known.addAll(town.merits.vouched(MeritsTown.PACHA, List.of(2, 20)));
        town.merits.trust(MeritsTown.standing(no), "m20", new TrustVote.Draft("la conozco"));
        town.outbox.settle();
      }
      assertThat(known).isEmpty();
      assertThat(town.merits.vouched(MeritsTown.PACHA, List.of(2, 20))).containsExactly(20);
      town.merits.revoke(MeritsTown.standing(3), "m20");
      town.outbox.settle();
      assertThat(town.merits.vouched(MeritsTown.PACHA, List.of(20))).isEmpty();
    }
  }
}
