package org.coomunity.exchange.ayni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coomunity.exchange.ayni.TrustFlow.Edge;
import org.coomunity.exchange.ayni.TrustFlow.Node;
import org.junit.jupiter.api.Test;

/// Flows and groups against the slowest way to find them, and what trust that flows may never do.
class NetworkTest {
  private static final long HOUR = 100;

  /// Ford and Fulkerson: any way with room, until there is none.
  private static long naiveFlow(long[][] room, int source, int sink) {
    long all = 0;
    while (true) {
      int[] from = new int[room.length];
      Arrays.fill(from, -1);
      from[source] = source;
      Deque<Integer> waiting = new ArrayDeque<>(List.of(source));
      while (!waiting.isEmpty()) {
        int node = waiting.removeLast();
        for (int to = 0; to < room.length; to++) {
          if (from[to] < 0 && room[node][to] > 0) {
            from[to] = node;
            waiting.add(to);
          }
        }
      }
      if (from[sink] < 0) {
        return all;
      }
      long most = Long.MAX_VALUE;
      for (int node = sink; node != source; node = from[node]) {
        most = Math.min(most, room[from[node]][node]);
      }
      for (int node = sink; node != source; node = from[node]) {
        room[from[node]][node] -= most;
        room[node][from[node]] += most;
      }
      all += most;
    }
  }

  @Property(tries = 300)
  void as_much_flows_as_the_slow_way_finds(
      @ForAll @IntRange(min = 2, max = 9) int nodes, @ForAll long seed) {
    Random random = new Random(seed);
    long[][] room = new long[nodes][nodes];
    Network network = new Network(nodes, nodes * nodes);
    Map<Integer, Long> capacities = new HashMap<>();
    long[] surplus = new long[nodes];
    Map<Integer, int[]> ends = new HashMap<>();
    for (int from = 0; from < nodes; from++) {
      for (int to = 0; to < nodes; to++) {
        if (from != to && random.nextInt(3) > 0) {
          long capacity = random.nextInt(20);
          room[from][to] = capacity;
          int arc = network.arc(from, to, capacity);
          capacities.put(arc, capacity);
          ends.put(arc, new int[] {from, to});
        }
      }
    }
    long pushed = network.push(0, nodes - 1);
    assertThat(pushed).isEqualTo(naiveFlow(room, 0, nodes - 1));
    capacities.forEach((arc, capacity) -> {
      long carried = network.carried(arc);
      assertThat(carried).isBetween(0L, capacity);
      surplus[ends.getOrDefault(arc, new int[2])[0]] -= carried;
      surplus[ends.getOrDefault(arc, new int[2])[1]] += carried;
    });
    for (int node = 1; node < nodes - 1; node++) {
      assertThat(surplus[node]).isZero();
    }
    assertThat(surplus[nodes - 1]).isEqualTo(pushed);
  }

  /// A community that random numbers made.
  private record Town(List<Node> nodes, List<Edge> edges) {
    static Town of(Random random, int size, boolean anchors) {
      List<Node> nodes = new ArrayList<>();
      for (int no = 1; no <= size; no++) {
        nodes.add(new Node(no, anchors && random.nextInt(4) == 0, random.nextInt(48) * HOUR));
      }
      List<Edge> edges = new ArrayList<>();
      for (int payer = 1; payer <= size; payer++) {
        for (int payee = 1; payee <= size; payee++) {
          if (payer != payee && random.nextInt(3) == 0) {
            edges.add(new Edge(payer, payee, random.nextInt(2_000)));
          }
        }
      }
      return new Town(nodes, edges);
    }

    Map<Integer, Long> extras() {
      return new TreeMap<>(TrustFlow.extras(nodes, edges, HOUR));
    }
  }

  @Property(tries = 300)
  void a_group_without_anchors_gets_at_most_what_outsiders_paid_into_it(
      @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
    Random random = new Random(seed);
    Town town = Town.of(random, size, true);
    Map<Integer, Long> extras = town.extras();
    boolean[] inside = new boolean[size + 1];
    long extra = 0;
    for (Node node : town.nodes()) {
      inside[node.no()] = !node.anchor() && random.nextBoolean();
      long one = extras.getOrDefault(node.no(), 0L);
      assertThat(one).isBetween(0L, node.most());
      extra += inside[node.no()] ? one : 0;
    }
    long inflow =
        town.edges().stream()
            .filter(edge -> inside[edge.payee()] && !inside[edge.payer()])
            .mapToLong(Edge::paid)
            .sum();
    assertThat(extra).isLessThanOrEqualTo(inflow);
  }

  @Property(tries = 100)
  void a_ring_of_puppets_without_inflow_gains_nothing(
      @ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
    Town puppets = Town.of(new Random(seed), size, false);
    List<Node> nodes = new ArrayList<>(puppets.nodes());
    List<Edge> edges = new ArrayList<>(puppets.edges());
    int anchor = size + 1;
    nodes.add(new Node(anchor, true, 47 * HOUR));
    edges.add(new Edge(1, anchor, 1_000)); // paying outsiders lifts nobody
    assertThat(TrustFlow.extras(nodes, edges, HOUR).values()).allMatch(extra -> extra == 0);
  }

  @Property(tries = 100)
  void the_same_town_gets_the_same_and_other_numbers_get_as_much_together(
      @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
    Random random = new Random(seed);
    Town town = Town.of(random, size, true);
    Map<Integer, Long> extras = town.extras();
    assertThat(town.extras()).isEqualTo(extras);
    List<Integer> names = new ArrayList<>();
    for (int no = 1; no <= size; no++) {
      names.add(no);
    }
    Collections.shuffle(names, random);
    List<Node> nodes =
        town.nodes().stream()
            .map(n -> new Node(names.get(n.no() - 1), n.anchor(), n.most()))
            .sorted(Comparator.comparingInt(Node::no))
            .toList();
    List<Edge> edges =
        town.edges().stream()
            .map(e -> new Edge(names.get(e.payer() - 1), names.get(e.payee() - 1), e.paid()))
            .sorted(Comparator.comparingInt(Edge::payer).thenComparingInt(Edge::payee))
            .toList();
    assertThat(TrustFlow.extras(nodes, edges, HOUR).values().stream().mapToLong(e -> e).sum())
        .isEqualTo(extras.values().stream().mapToLong(e -> e).sum());
  }

  @Test
  void what_is_scarce_is_spread_before_anybody_has_much() {
    List<Node> nodes =
        List.of(
            new Node(1, true, 0),
            new Node(2, false, 2_000),
            new Node(3, false, 2_000),
            new Node(4, false, 2_000));
    List<Edge> edges = List.of(new Edge(1, 2, 600), new Edge(2, 3, 900), new Edge(2, 4, 900));
    assertThat(TrustFlow.extras(nodes, edges, HOUR)).isEqualTo(Map.of(2, 200L, 3, 200L, 4, 200L));
  }

  @Test
  void one_vouches_for_another_up_to_ten_hours_and_an_anchor_for_five_hundred_in_all() {
    List<Node> nodes = new ArrayList<>(List.of(new Node(1, true, 0)));
    List<Edge> edges = new ArrayList<>();
    for (int no = 2; no <= 61; no++) {
      nodes.add(new Node(no, false, 4_000));
      edges.add(new Edge(1, no, 30_000));
    }
    Map<Integer, Long> extras = TrustFlow.extras(nodes, edges, HOUR);
    assertThat(extras.values()).allMatch(extra -> extra <= 10 * HOUR);
    assertThat(extras.values().stream().mapToLong(e -> e).sum()).isEqualTo(500 * HOUR);
  }

  @Test
  void a_cap_beyond_all_measure_is_still_counted_in_a_thousand_steps() {
    List<Node> nodes = List.of(new Node(1, true, 0), new Node(2, false, 100_000_000_000L));
    assertThat(TrustFlow.extras(nodes, List.of(new Edge(1, 2, 900)), HOUR))
        .isEqualTo(Map.of(2, 900L));
  }

  @Test
  void ten_thousand_members_with_a_hundred_thousand_pairs_are_counted_in_seconds() {
    Random random = new Random(7);
    List<Node> nodes = new ArrayList<>();
    for (int no = 1; no <= 10_000; no++) {
      nodes.add(new Node(no, no % 50 == 0, 100L * (20 + random.nextInt(27))));
    }
    Map<Long, Edge> edges = new TreeMap<>();
    while (edges.size() < 100_000) {
      int payer = 1 + random.nextInt(10_000);
      int payee = 1 + random.nextInt(10_000);
      if (payer != payee) {
        edges.put(payer * 100_000L + payee, new Edge(payer, payee, 1 + random.nextInt(1_500)));
      }
    }
    long began = System.nanoTime();
    Map<Integer, Long> extras = TrustFlow.extras(nodes, List.copyOf(edges.values()), HOUR);
    long tookMillis = (System.nanoTime() - began) / 1_000_000;
    long all = extras.values().stream().mapToLong(e -> e).sum();
    assertThat(extras).as("took %d ms", tookMillis).hasSize(9_800);
    assertThat(all).isBetween(1L, 200L * 500 * HOUR);
    System.getLogger("ayni").log(System.Logger.Level.INFO, "flow of 10,000 in {0} ms", tookMillis);
  }

  @Property(tries = 300)
  void groups_are_those_in_which_all_reach_all(
      @ForAll @IntRange(min = 1, max = 10) int nodes, @ForAll long seed) {
    Random random = new Random(seed);
    boolean[][] reach = new boolean[nodes][nodes];
    List<int[]> arcs = new ArrayList<>();
    for (int i = random.nextInt(3 * nodes); i > 0; i--) {
      int[] arc = {random.nextInt(nodes), random.nextInt(nodes)};
      arcs.add(arc);
      reach[arc[0]][arc[1]] = true;
    }
    for (int via = 0; via < nodes; via++) {
      for (int from = 0; from < nodes; from++) {
        for (int to = 0; to < nodes; to++) {
          reach[from][to] |= reach[from][via] && reach[via][to];
        }
      }
    }
    int[] tails = arcs.stream().mapToInt(arc -> arc[0]).toArray();
    int[] heads = arcs.stream().mapToInt(arc -> arc[1]).toArray();
    int[] group = Components.of(nodes, tails, heads);
    for (int one = 0; one < nodes; one++) {
      for (int other = 0; other < nodes; other++) {
        boolean together = one == other || (reach[one][other] && reach[other][one]);
        assertThat(group[one] == group[other]).isEqualTo(together);
      }
    }
  }
}
