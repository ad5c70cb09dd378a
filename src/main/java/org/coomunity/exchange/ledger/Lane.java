package org.coomunity.exchange.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.LaneWriter.Written;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of a shard of books. Callers put their postings into a bounded queue and wait;
/// the lane decides many in memory and commits them together, while the next ones gather. What it
/// believes about the books is checked by the database with every batch, so that another node, or a
/// transaction that books in the plain way, can make it slower but never wrong.
final class Lane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int QUEUE = 65_536;

  /// Transfers in one batch.
  private static final int BATCH = 8_189;

  /// With more orders than this on their way, half of them are left for the next batch.
  private static final int SPLIT = 32;

  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(15);

  private static final int NO_BOOK = 0;

  /// Wakes the lane when a batch was written, or failed, while it waits for work.
  private static final Order WAKE =
      Order.of(Posting.of(NO_BOOK, Transfer.single(new UUID(0, 0), 0, 0, 0, 0, 0, "")));

  private final Database database;
  private final PlainWay plain;
  private final Desk desk;
  private final LaneWriter writer;
  private final LinkedBlockingQueue<Order> queue = new LinkedBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;
  private List<Order> deferred = new ArrayList<>();
  private @Nullable Flight flight;

  /// A batch that is being written.
  private record Flight(Draft draft, Future<Written> written) {}

  /// @param accountsMost how many accounts stay in memory between batches
  Lane(Database database, InstantSource clock, String name, int accountsMost) {
    this.database = database;
    this.plain = new PlainWay(clock);
    this.desk = new Desk(clock, accountsMost);
    this.writer = new LaneWriter(database, name);
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Books a posting and waits until it is on disk.
  ///
  /// @throws Refused `busy` when the queue is full; nothing is retired then
  Outcome submit(Posting posting) {
    return answer(queued(posting));
  }

  /// Books postings, each for itself, in their order, and waits until all are answered. An order
  /// never overtakes another of the same caller: neither in the queue nor when a batch goes again.
  List<Outcome> submit(List<Posting> postings) {
    return postings.stream().map(this::queued).toList().stream().map(Lane::answer).toList();
  }

  private Order queued(Posting posting) {
    Order order = Order.of(posting);
    if (posting.book() == NO_BOOK) {
      order.answer().complete(Verdict.No.because(Status.DEBIT_ACCOUNT_NOT_FOUND, 0).denied());
      return order;
    }
    if (closed) {
      throw new IllegalStateException("the ledger is closed");
    }
    if (!queue.offer(order)) {
      throw Refused.because(Refusal.BUSY);
    }
    return order;
  }

  private static Outcome answer(Order order) {
    try {
      return order.answer().get(ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LedgerFailure("a posting failed", e);
    } catch (TimeoutException e) {
      throw new LedgerFailure("no answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerFailure("interrupted before the answer", e);
    }
  }

  private void run() {
    while (!closed || !queue.isEmpty() || !deferred.isEmpty() || flight != null) {
      List<Order> orders = collect();
      try {
        round(orders);
      } catch (RuntimeException e) {
        LOG.error("a batch of {} failed", orders.size(), e);
        desk.forgetAll();
        orders.forEach(order -> order.answer().completeExceptionally(e));
      }
    }
  }

  /// Waits for orders. While a batch is being written it gathers the next one, up to half of all
  /// that is on its way: then both halves take turns, one written while the other gathers.
  private List<Order> collect() {
    List<Order> orders = deferred;
    deferred = new ArrayList<>();
    if (!orders.isEmpty()) {
      land();
    }
    int transfers = 0;
    while (transfers < BATCH - Posting.MOST && orders.size() < most(orders.size())) {
      Order order = next(orders.isEmpty() || underWay());
      if (order != null && order.posting().book() != NO_BOOK) {
        transfers += order.posting().transfers().size();
        orders.add(order);
      } else if (!underWay()) {
        land();
        if (order == null) {
          break;
        }
      }
    }
    return orders;
  }

  private boolean underWay() {
    return flight != null && !flight.written().isDone();
  }

  private int most(int gathered) {
    int all = gathered + queue.size() + (flight == null ? 0 : flight.draft().orders.size());
    return all > SPLIT ? Math.max(SPLIT / 2, all / 2) : BATCH;
  }

  private @Nullable Order next(boolean wait) {
    try {
      return wait ? queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS) : queue.poll();
    } catch (InterruptedException e) {
      closed = true;
      return null;
    }
  }

  private void round(List<Order> orders) {
    if (orders.isEmpty()) {
      return;
    }
    List<Order> left = orders;
    if (desk.mustRead(orders)) {
      land();
      try {
        writer.connection().setAutoCommit(true);
        left = desk.read(writer.connection(), orders, false);
      } catch (SQLException | RuntimeException e) {
        LOG.debug("reading failed", e);
        writer.rollback();
        desk.forgetAll();
        settle(orders);
        return;
      }
    }
    Draft draft = desk.decide(left, flight == null ? Set.of() : flight.draft().ids);
    deferred.addAll(draft.deferred);
    if (draft.orders.isEmpty()) {
      return;
    }
    if (land()) {
      flight = new Flight(draft, writer.launch(draft, () -> queue.offer(WAKE)));
    } else {
      desk.forgetAll();
      settle(draft.orders);
    }
  }

  /// Waits for the batch that is being written, and makes good for it when it failed.
  ///
  /// @return false when it failed: what was decided after it stood on sand
  private boolean land() {
    Flight landing = flight;
    if (landing == null) {
      return true;
    }
    flight = null;
    return accept(landing.draft(), LaneWriter.landed(landing.written()));
  }

  private boolean accept(Draft draft, Written written) {
    if (written instanceof Written.Done) {
      desk.written(draft);
      return true;
    }
    desk.forgetAll();
    List<Order> again = draft.orders;
    if (written instanceof Written.Unfit unfit) {
      again = new ArrayList<>();
      for (int i = 0; i < draft.orders.size(); i++) {
        Order order = draft.orders.get(i);
        if (unfit.orders().contains(i)) {
          order.answer().complete(Verdict.No.because(Status.RIDER_CONFLICT, 0).denied());
        } else {
          again.add(order);
        }
      }
    } else {
      LOG.debug("a batch of {} goes again: {}", draft.orders.size(), written);
    }
    settle(again);
    return false;
  }

  /// Books orders for which the fast way did not do: with the books locked, all read anew. What
  /// still fails is tried in halves, and at last one by one in the plain way.
  private void settle(List<Order> orders) {
    if (orders.isEmpty()) {
      return;
    }
    if (!writer.reconnected()) {
      LedgerFailure failure =
          new LedgerFailure("the database does not answer", new SQLException("no connection"));
      orders.forEach(order -> order.answer().completeExceptionally(failure));
      return;
    }
    Draft draft;
    try {
      writer.connection().setAutoCommit(false);
      List<Order> left = desk.read(writer.connection(), orders, true);
      draft = desk.decide(left, Set.of());
    } catch (SQLException | RuntimeException e) {
      writer.rollback();
      desk.forgetAll();
      settleApart(orders);
      return;
    }
    Written written = writer.write(draft, true);
    if (written instanceof Written.Failed) {
      desk.forgetAll();
      settleApart(draft.orders);
    } else if (accept(draft, written)) {
      draft.answer();
    }
    settle(draft.deferred);
  }

  private void settleApart(List<Order> orders) {
    if (orders.size() == 1) {
      plainly(orders.getFirst());
      return;
    }
    int half = orders.size() / 2;
    settle(orders.subList(0, half));
    settle(orders.subList(half, orders.size()));
  }

  private void plainly(Order order) {
    try {
      order.answer().complete(database.write(tx -> plain.book(tx, order.posting())));
    } catch (RuntimeException e) {
      order.answer().completeExceptionally(e);
    }
  }

  /// Takes no more orders, and ends when those that wait are answered.
  @Override
  public void close() {
    closed = true;
    if (thread.isAlive()) {
      try {
        thread.join(STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    writer.close();
    for (Order order = queue.poll(); order != null; order = queue.poll()) {
      order.answer().completeExceptionally(new IllegalStateException("the ledger is closed"));
    }
  }
}
