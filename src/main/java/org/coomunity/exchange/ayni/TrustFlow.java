package org.coomunity.exchange.ayni;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much extra credit may stand on what others paid: the bound that a ring of made-up members
/// cannot pass.
///
/// One maximum flow: source -> anchor (500 hours each), payer -> payee (what was paid in 365 days,
/// 10 hours at most), member -> sink (what their trust would allow). What reaches the sink from a
/// member is their extra. Every group without an anchor gets its flow over what outsiders paid into
/// it, so all extra of the group together is at most that. The arcs into the sink are widened an
/// hour at a time, so that what is scarce is spread before anybody has much.
///
/// Anchors have no arc into the sink: they have in full what their trust allows.
final class TrustFlow {
  /// What an anchor can vouch for, in hours.
  static final int ANCHOR_HOURS = 500;

  /// What one may vouch for another, in hours.
  static final int PAIR_HOURS = 10;

  /// In so many steps at most: with a cap beyond all measure they become longer than an hour.
  private static final int STEPS_MOST = 1_000;

  private static final int SOURCE = 0;
  private static final int SINK = 1;
  private static final int OTHERS = 2;

  /// A member.
  ///
  /// @param most the extra that their trust would allow, in minor units
  record Node(int no, boolean anchor, long most) {}

  /// What a member paid another.
  record Edge(int payer, int payee, long paid) {}

  private TrustFlow() {}

  /// The extra of each member who is no anchor.
  ///
  /// @param nodes in the order of their numbers
  /// @param edges at most one for a payer and a payee, in order; those of unknown members are left
  ///   out
  /// @param hour minor units of an hour
  static Map<Integer, Long> extras(List<Node> nodes, List<Edge> edges, long hour) {
    Map<Integer, Integer> places = new HashMap<>();
    for (Node node : nodes) {
      places.put(node.no(), OTHERS + places.size());
    }
    Network network = new Network(OTHERS + nodes.size(), nodes.size() + edges.size());
    int[] sinks = new int[nodes.size()];
    long most = 0;
    for (int i = 0; i < sinks.length; i++) {
      Node node = nodes.get(i);
      if (node.anchor()) {
        network.arc(SOURCE, OTHERS + i, ANCHOR_HOURS * hour);
      } else {
        sinks[i] = network.arc(OTHERS + i, SINK, 0);
        most = Math.max(most, node.most());
      }
    }
    for (Edge edge : edges) {
      Integer payer = places.get(edge.payer());
      Integer payee = places.get(edge.payee());
      if (payer != null && payee != null && edge.paid() > 0) {
        network.arc(payer, payee, Math.min(edge.paid(), PAIR_HOURS * hour));
      }
    }
    raise(network, nodes, sinks, most, hour);
    Map<Integer, Long> extras = new HashMap<>();
    for (int i = 0; i < sinks.length; i++) {
      if (!nodes.get(i).anchor()) {
        extras.put(nodes.get(i).no(), network.carried(sinks[i]));
      }
    }
    return extras;
  }

  private static void raise(Network network, List<Node> nodes, int[] sinks, long most, long hour) {
    long step = Math.max(hour, most / STEPS_MOST + 1);
    for (long height = 0; height < most; height += step) {
      for (int i = 0; i < sinks.length; i++) {
        Node node = nodes.get(i);
        if (!node.anchor() && node.most() > height) {
          network.widen(sinks[i], Math.min(step, node.most() - height));
        }
      }
      if (network.push(SOURCE, SINK) == 0) {
        return; // nobody who has room is reached, and later steps reach only fewer
      }
    }
  }
}
