package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of votes in this process. Voters put their casts into a bounded queue and wait;
/// the booth takes all that wait, decides them in memory and commits them together, while the next
/// ones gather. Rows are locked in the database, so that another process may do the same.
final class Booth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Booth.class);
  private static final int QUEUE = 65_536;
  private static final int BATCH = 2_048;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(15);

  /// What became of a cast: a receipt, or the no.
  private record Order(Cast cast, CompletableFuture<Proposal.Receipt> answer) {}

  private record Decided(Proposal.@Nullable Receipt receipt, @Nullable Refused no) {}

  private final Database database;
  private final Charters charters;
  private final LinkedBlockingQueue<Order> queue = new LinkedBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;

  Booth(Database database, Charters charters) {
    this.database = database;
    this.charters = charters;
    this.thread = Thread.ofPlatform().daemon().name("governance-booth").unstarted(this::run);
    thread.start();
  }

  /// Casts, and waits until it is on disk.
  ///
  /// @throws Refused see `BallotBox.cast`; `busy` when too many wait
  Proposal.Receipt cast(Cast cast) {
    if (closed) {
      throw new IllegalStateException("the booth is closed");
    }
    Order order = new Order(cast, new CompletableFuture<>());
    if (!queue.offer(order)) {
      throw Refused.because(Refusal.BUSY);
    }
    try {
      return order.answer().get(ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a vote failed", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the answer", e);
    }
  }

  private void run() {
    while (!closed || !queue.isEmpty()) {
      List<Order> orders = new ArrayList<>();
      try {
        Order first = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        orders.add(first);
        queue.drainTo(orders, BATCH - 1);
      } catch (InterruptedException e) {
        closed = true;
      }
      Map<CommunityId, List<Order>> places = new LinkedHashMap<>();
      orders.forEach(order ->
          places.computeIfAbsent(order.cast().community(), place -> new ArrayList<>()).add(order));
      places.forEach(this::settle);
    }
  }

  /// Commits the orders of a community together; what fails together is tried one by one.
  private void settle(CommunityId community, List<Order> orders) {
    try {
      List<Cast> casts = orders.stream().map(Order::cast).toList();
      List<Decided> all = database.write(tx -> decide(tx, community, casts));
      for (int i = 0; i < all.size(); i++) {
        complete(orders.get(i), all.get(i));
      }
    } catch (RuntimeException failure) {
      if (orders.size() == 1) {
        orders.getFirst().answer().completeExceptionally(failure);
        return;
      }
      LOG.debug("{} votes go again one by one", orders.size(), failure);
      orders.forEach(order -> settle(community, List.of(order)));
    }
  }

  private static void complete(Order order, Decided decided) {
    Refused no = decided.no();
    if (no != null) {
      order.answer().completeExceptionally(no);
    } else {
      order.answer().complete(Objects.requireNonNull(decided.receipt()));
    }
  }

  private List<Decided> decide(Tx tx, CommunityId community, List<Cast> casts) {
    BallotBox box = new BallotBox(Trackers::fresh);
    CastStore.load(tx, community, casts, box);
    List<Decided> all = new ArrayList<>(casts.size());
    for (Cast cast : casts) {
      try {
        all.add(new Decided(box.cast(cast), null));
      } catch (Refused no) {
        all.add(new Decided(null, no));
      }
    }
    write(tx, community, box, casts.getLast().at());
    return all;
  }

  /// Writes what a box decided.
  void write(Tx tx, CommunityId community, BallotBox box, Instant now) {
    CastStore.write(tx, community, box);
    box.voters()
        .forEach((proposal, more) -> {
          if (CastStore.turnout(tx, community, proposal, more, now)) {
            reached(tx, community, box, proposal, now);
          }
        });
  }

  /// The quorum is reached: so late that the others should have time to answer, the vote goes on.
  private void reached(Tx tx, CommunityId community, BallotBox box, UUID id, Instant now) {
    BallotBox.Paper paper = box.paper(id);
    if (paper == null || paper.extended() || paper.closesAt() == null) {
      return;
    }
    Duration late = charters.of(tx, community, paper.charterVersion()).lateQuorum();
    if (!late.isZero() && paper.closesAt().minus(late).isBefore(now)) {
      Instant closes = now.plus(late);
      ProposalStore.closes(tx, community, id, closes, closes.plus(LifeCycle.GRACE), true);
    }
  }

  /// Takes no more votes, and ends when those that wait are answered.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Order order = queue.poll(); order != null; order = queue.poll()) {
      order.answer().completeExceptionally(new IllegalStateException("the booth is closed"));
    }
  }
}
