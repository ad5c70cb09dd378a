package org.coomunity.exchange.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.platform.db.Rider;

/// Orders that were decided together: what is to be written, and what is to be answered when it is.
final class Draft {
  final Batch batch = new Batch();
  final List<Order> orders = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  final Set<UUID> ids = new HashSet<>();

  /// Orders whose identifier is also another one's, on its way right now: they wait for its answer.
  final List<Order> deferred = new ArrayList<>();

  void add(Order order, Outcome outcome) {
    orders.add(order);
    outcomes.add(outcome);
  }

  boolean hasRiders() {
    for (int i = 0; i < orders.size(); i++) {
      if (!ridersOf(i).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Riders of each order: none where it was denied.
  List<List<Rider>> riders() {
    List<List<Rider>> riders = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size(); i++) {
      riders.add(ridersOf(i));
    }
    return riders;
  }

  private List<Rider> ridersOf(int i) {
    return outcomes.get(i) instanceof Outcome.Booked ? orders.get(i).posting().riders() : List.of();
  }

  void answer() {
    for (int i = 0; i < orders.size(); i++) {
      orders.get(i).answer().complete(outcomes.get(i));
    }
  }
}
