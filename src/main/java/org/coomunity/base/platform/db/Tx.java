package org.coomunity.base.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Event;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.postgresql.PGConnection;

/// One database transaction (or, for reads, one connection). Stores take it as their first
/// argument; it lives only inside the lambda that received it.
public final class Tx {
  /// Writes an event into the outbox; filled by `Outbox`.
  @FunctionalInterface
  public interface Publisher {
    void publish(Tx tx, Event event);

    /// A transaction that published has been committed.
    default void committed() {}
  }

  private final Handle handle;
  private final Publisher publisher;
  private final Map<String, List<Rider>> later = new LinkedHashMap<>();
  private final Map<Object, Gathered<?>> gathered = new LinkedHashMap<>();
  private boolean published;

  Tx(Handle handle, Publisher publisher) {
    this.handle = handle;
    this.publisher = publisher;
  }

  /// A query with named parameters (`:name`); a record is read by `mapTo(TheRecord.class)`, its
  /// components matched to snake_case columns.
  public Query query(String sql) {
    return handle.createQuery(sql);
  }

  /// An insert, update or delete with named parameters.
  public Update update(String sql) {
    return handle.createUpdate(sql);
  }

  /// One statement for many rows, sent in one round trip.
  public PreparedBatch batch(String sql) {
    return handle.prepareBatch(sql);
  }

  /// Writes many rows in one go.
  ///
  /// @param sql `copy a.b (c, d) from stdin (format binary)`
  /// @return how many
  public long copy(String sql, CopyRows.Writing writing) {
    try {
      return CopyRows.write(connection().unwrap(PGConnection.class), sql, writing);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The bare JDBC connection, for the ledger's hot path.
  public Connection connection() {
    return handle.getConnection();
  }

  /// Runs a rider here and now.
  ///
  /// @return the rows it touched
  public int run(Rider rider) {
    try (Update update = handle.createUpdate(rider.sql())) {
      for (int i = 0; i < rider.parameters().size(); i++) {
        update.bind(i, rider.parameters().get(i));
      }
      return update.execute();
    }
  }

  /// Runs a rider at the end of the transaction, together with others of the same text: for what is
  /// written often and not read before the commit.
  public void later(Rider rider) {
    later.computeIfAbsent(rider.sql(), sql -> new ArrayList<>()).add(rider);
  }

  private record Gathered<T>(List<T> things, Consumer<List<T>> act) {
    void finish() {
      act.accept(List.copyOf(things));
    }
  }

  /// Keeps things that are said one by one, and does something with all of them at the end of the
  /// transaction, once.
  ///
  /// @param about what belongs together; the first `act` said of it counts
  @SuppressWarnings("unchecked") // what is kept about a thing is kept by one caller
  public <T> void gather(Object about, T thing, Consumer<List<T>> act) {
    Gathered<T> all =
        (Gathered<T>) gathered.computeIfAbsent(about, a -> new Gathered<>(new ArrayList<>(), act));
    all.things().add(thing);
  }

  /// Runs what was left for later. The end of a transaction does it by itself.
  ///
  /// @throws IllegalStateException when a rider touched another number of rows than it must
  public void flush() {
    List.copyOf(gathered.values()).forEach(Gathered::finish);
    gathered.clear();
    for (List<Rider> riders : later.values()) {
      try (PreparedBatch batch = handle.prepareBatch(riders.getFirst().sql())) {
        for (Rider rider : riders) {
          for (int i = 0; i < rider.parameters().size(); i++) {
            batch.bind(i, rider.parameters().get(i));
          }
          batch.add();
        }
        int[] counts = batch.execute();
        for (int i = 0; i < counts.length; i++) {
          if (counts[i] != riders.get(i).rows() && counts[i] != Statement.SUCCESS_NO_INFO) {
            throw new IllegalStateException("rows: " + counts[i] + " by " + riders.get(i).sql());
          }
        }
      }
    }
    later.clear();
  }

  /// Tells the other modules, when and only when this transaction commits.
  public void publish(Event event) {
    publisher.publish(this, event);
    published = true;
  }

  /// True once something was published.
  boolean published() {
    return published;
  }
}
