package org.coomunity.decisions.voting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.coomunity.decisions.voting.Delegations.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who speaks for whom.
class DelegationsTest {
  private final List<int[]> links = new ArrayList<>();
  private boolean[] direct = {};

  /// A town of so many members of whom some vote; each names the others in order.
  private Delegations town(int active, String voters, int[]... named) {
    links.clear();
    links.addAll(List.of(named));
    direct = new boolean[named.length];
    voters.chars().forEach(c -> direct[c - '0'] = true);
    return resolve(active);
  }

  private Delegations resolve(int active) {
    int[] starts = new int[links.size() + 1];
    for (int i = 0; i < links.size(); i++) {
      starts[i + 1] = starts[i] + links.get(i).length;
    }
    int[] delegates = links.stream().flatMapToInt(IntStream::of).toArray();
    long[] since = IntStream.range(0, delegates.length).mapToLong(i -> i * 7919L % 100).toArray();
    return Delegations.resolve(direct, starts, delegates, since, active);
  }

  private static int[] to(int... delegates) {
    return delegates;
  }

  private static List<Integer> voters(Delegations town, int members) {
    return IntStream.range(0, members).mapToObj(town::voter).toList();
  }

  @Test
  void a_way_goes_on_from_delegate_to_delegate_and_ones_own_ballot_comes_first() {
    Delegations town = town(100, "3", to(1), to(2), to(3), to(0), to());
    assertThat(voters(town, 5)).containsExactly(3, 3, 3, 3, -1);
    assertThat(town.behind(3)).isEqualTo(3);
    assertThat(town.chain(0)).containsExactly(0, 1, 2, 3);
    assertThat(town.fate(4)).isEqualTo(Fate.SILENT);
    town = town(100, "13", to(1), to(2), to(3), to(0), to());
    assertThat(voters(town, 5)).containsExactly(1, 1, 3, 3, -1);
    assertThat(town.fate(1)).isEqualTo(Fate.DIRECT);
  }

  @Test
  void a_delegate_who_leads_nowhere_is_passed_over() {
    Delegations town = town(100, "3", to(1, 3), to(2), to(), to());
    assertThat(voters(town, 4)).containsExactly(3, -1, -1, 3);
    assertThat(town.chain(0)).containsExactly(0, 3);
  }

  @Test
  void a_circle_is_left_by_the_next_delegate_and_told_when_it_cannot_be() {
    Delegations town = town(100, "23", to(1, 2), to(0, 3), to(), to());
    assertThat(voters(town, 4)).containsExactly(2, 3, 2, 3);
    town = town(100, "2", to(1), to(0, 2), to());
    assertThat(voters(town, 3)).containsExactly(2, 2, 2);
    assertThat(town.chain(0)).containsExactly(0, 1, 2);
    town = town(100, "3", to(1), to(0), to(0), to(), to(2, 3));
    assertThat(voters(town, 5)).containsExactly(-1, -1, -1, 3, 3);
    assertThat(town.fate(0)).isEqualTo(Fate.CIRCLE);
    assertThat(town.fate(2)).isEqualTo(Fate.CIRCLE);
  }

  @Test
  @Timeout(30)
  void a_ring_of_many_with_one_way_out_is_followed_in_one_pass() {
    int members = 300_001;
    int voter = members - 1;
    boolean[] votes = new boolean[members];
    votes[voter] = true;
    int[] starts = new int[members + 1];
    int[] delegates = new int[members];
    for (int member = 0; member < voter; member++) {
      delegates[starts[member]] = (member + 1) % voter;
      starts[member + 1] = starts[member] + 1;
    }
    delegates[starts[voter]] = voter;
    starts[voter] = starts[voter - 1] + 2;
    starts[members] = starts[voter];
    Delegations ring =
        Delegations.resolve(votes, starts, delegates, new long[members], 10 * members);
    assertThat(ring.behind(voter)).isEqualTo(members / 2);
    assertThat(ring.voter(0)).isEqualTo(voter);
    assertThat(ring.chain(0)).hasSize(members);
    assertThat(IntStream.range(0, members).filter(no -> ring.fate(no) == Fate.OVER_CAP).count())
        .isEqualTo(members - 1 - members / 2);
  }

  @Test
  void a_circle_without_a_way_out_does_not_draw_others_in() {
    Delegations town = town(100, "5", to(1), to(0), to(0, 3), to(5), to(2, 6), to(), to(5));
    assertThat(voters(town, 7)).containsExactly(-1, -1, 5, 5, 5, 5, 5);
    assertThat(town.chain(4)).containsExactly(4, 2, 3, 5);
  }

  @Test
  void behind_one_voter_count_those_who_came_first() {
    int[][] all = new int[41][];
    for (int i = 0; i < 40; i++) {
      all[i] = to(40);
    }
    all[40] = to();
    Delegations town = town(41, "", all);
    assertThat(town.fate(0)).isEqualTo(Fate.SILENT);
    direct[40] = true;
    town = resolve(41);
    assertThat(town.behind(40)).isEqualTo(2);
    Delegations capped = town;
    assertThat(IntStream.range(0, 40).filter(i -> capped.fate(i) == Fate.OVER_CAP)).hasSize(38);
    assertThat(IntStream.range(0, 40).filter(i -> capped.fate(i) == Fate.DELEGATED))
        .containsExactly(0, 37);
    assertThat(resolve(800).behind(40)).isEqualTo(40);
    assertThat(resolve(3).behind(40)).isEqualTo(1);
  }

  @Property(tries = 500)
  void every_voice_is_somewhere_once_no_way_is_a_circle_and_the_cap_holds(@ForAll long seed) {
    random(new Random(seed));
    int members = links.size();
    int active = new Random(seed + 1).nextInt(1, 200);
    Delegations town = resolve(active);
    int[] behind = new int[members];
    for (int i = 0; i < members; i++) {
      Fate fate = town.fate(i);
      assertThat(fate == Fate.DIRECT).isEqualTo(direct[i]);
      if (town.voter(i) >= 0) {
        int[] chain = town.chain(i);
        assertThat(chain).doesNotHaveDuplicates().endsWith(town.voter(i));
        assertThat(direct[town.voter(i)]).isTrue();
        behind[town.voter(i)] += fate == Fate.DELEGATED ? 1 : 0;
      }
      assertThat(town.voter(i) >= 0).isEqualTo(reaches(i, new boolean[members]));
      assertThat(fate == Fate.CIRCLE).isEqualTo(town.voter(i) < 0 && circles(i));
    }
    for (int i = 0; i < members; i++) {
      assertThat(town.behind(i)).isEqualTo(behind[i]).isLessThanOrEqualTo(Math.max(1, active / 20));
    }
  }

  @Property(tries = 300)
  void without_circles_each_has_their_first_delegate_who_leads_anywhere(@ForAll long seed) {
    random(new Random(seed));
    for (int i = 0; i < links.size(); i++) {
      int own = i;
      links.set(i, IntStream.of(links.get(i)).filter(d -> d > own).toArray());
    }
    Delegations town = resolve(10_000);
    for (int i = links.size() - 1; i >= 0; i--) {
      int first =
          IntStream.of(links.get(i)).map(town::voter).filter(v -> v >= 0).findFirst().orElse(-1);
      assertThat(town.voter(i)).isEqualTo(direct[i] ? i : first);
    }
  }

  @Property(tries = 200)
  void a_ballot_of_ones_own_takes_effect_at_once_and_so_does_taking_a_link_back(@ForAll long seed) {
    Random random = new Random(seed);
    random(random);
    int member = random.nextInt(links.size());
    boolean before = direct[member];
    direct[member] = true;
    assertThat(resolve(10_000).voter(member)).isEqualTo(member);
    direct[member] = before;
    links.set(member, to());
    assertThat(resolve(10_000).voter(member)).isEqualTo(before ? member : -1);
  }

  private void random(Random random) {
    int members = random.nextInt(2, 25);
    links.clear();
    direct = new boolean[members];
    for (int i = 0; i < members; i++) {
      int own = i;
      direct[i] = random.nextInt(4) == 0;
      links.add(
          random.ints(random.nextInt(4), 0, members).filter(d -> d != own).distinct().toArray());
    }
  }

  private boolean reaches(int member, boolean[] seen) {
    seen[member] = true;
    return direct[member]
        || IntStream.of(links.get(member)).anyMatch(d -> !seen[d] && reaches(d, seen));
  }

  /// A member who reaches nobody is in or behind a circle when their way never ends.
  private boolean circles(int member) {
    int at = member;
    for (int step = 0; step <= links.size(); step++) {
      int[] next = IntStream.of(links.get(at)).filter(this::endless).toArray();
      if (next.length == 0) {
        return false;
      }
      at = next[0];
    }
    return true;
  }

  private boolean endless(int member) {
    List<Integer> reach = new ArrayList<>(List.of(member));
    for (int i = 0; i < reach.size(); i++) {
      for (int delegate : links.get(reach.get(i))) {
        if (delegate == reach.get(i) || cycle(delegate, delegate, new boolean[links.size()])) {
          return true;
        }
        if (!reach.contains(delegate)) {
          reach.add(delegate);
        }
      }
    }
    return false;
  }

  private boolean cycle(int from, int goal, boolean[] seen) {
    for (int delegate : links.get(from)) {
      if (delegate == goal) {
        return true;
      }
      if (!seen[delegate]) {
        seen[delegate] = true;
        if (cycle(delegate, goal, seen)) {
          return true;
        }
      }
    }
    return false;
  }
}
