package org.coomunity.base.platform.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// SQL of the outbox.
final class OutboxStore {
  static final String INSERT =
      """
      insert into platform.outbox (community_id, id, type, body, at, trace)
      values (?, ?, ?, ?::jsonb, ?, ?)
      """;

  /// A place between two events.
  record Place(String tx, long position) {}

  /// An event as it was written; the body is null when nobody asked for its type.
  ///
  /// @param trace `traceparent` of what published it, where that was recorded
  record Row(
      String tx,
      long position,
      UUID id,
      String type,
      @Nullable String body,
      Instant at,
      @Nullable String trace) {
    Place place() {
      return new Place(tx, position);
    }
  }

  private OutboxStore() {}

  static void register(Tx tx, String consumer) {
    tx.update(
            """
            insert into platform.consumer (name) values (:name) on conflict (name) do nothing
            """)
        .bind("name", consumer)
        .execute();
  }

  /// The consumers for whom something waits.
  static List<String> behind(Tx tx) {
    return tx.query(
            """
            select c.name
            from platform.consumer c
            where exists (
              select 1 from platform.outbox o
              where (o.tx, o.position) > (c.tx, c.position)
                and o.tx < pg_snapshot_xmin(pg_current_snapshot()))
            """)
        .mapTo(String.class)
        .list();
  }

  /// The cursor of a consumer, held by this transaction; empty while another node works it.
  static Optional<Place> lock(Tx tx, String consumer) {
    return tx.query(
            """
            select tx::text as tx, position from platform.consumer
            where name = :name for update skip locked
            """)
        .bind("name", consumer)
        .mapTo(Place.class)
        .findOne();
  }

  /// Events after a place, in order, below the oldest transaction that still runs: one that began
  /// earlier may commit later, and its events must not be passed over.
  static List<Row> after(Tx tx, Place place, Collection<String> types, int limit) {
    return tx.query(
            """
            select tx::text as tx, position, id, type,
              case when type = any(:types) then body::text end as body, at, trace
            from platform.outbox
            where (tx, position) > (cast(:tx as xid8), :position)
              and tx < pg_snapshot_xmin(pg_current_snapshot())
            order by outbox.tx, position
            limit :limit
            """)
        .bind("types", types.toArray(new String[0]))
        .bind("tx", place.tx())
        .bind("position", place.position())
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  /// The place that everything published from now on comes after.
  static Place now(Tx tx) {
    return tx.query(
            """
            select pg_snapshot_xmin(pg_current_snapshot())::text as tx, 0 as position
            """)
        .mapTo(Place.class)
        .one();
  }

  static void move(Tx tx, String consumer, Place place) {
    tx.update(
            """
            update platform.consumer
            set tx = cast(:tx as xid8), position = :position where name = :name
            """)
        .bind("name", consumer)
        .bind("tx", place.tx())
        .bind("position", place.position())
        .execute();
  }

  static void park(Tx tx, String consumer, Row row, String fault, int tries, Instant at) {
    tx.update(
            """
            insert into platform.parked (consumer, id, type, body, fault, tries, at)
            values (:consumer, :id, :type, cast(:body as jsonb), :fault, :tries, :at)
            on conflict (consumer, id) do nothing
            """)
        .bind("consumer", consumer)
        .bind("id", row.id())
        .bind("type", row.type())
        .bind("body", row.body())
        .bind("fault", fault)
        .bind("tries", tries)
        .bind("at", at)
        .execute();
  }

  static long parked(Tx tx, String consumer) {
    return tx.query(
            """
            select count(*) from platform.parked where consumer = :consumer
            """)
        .bind("consumer", consumer)
        .mapTo(Long.class)
        .one();
  }

  /// When the oldest event that a consumer has not passed was written.
  static Optional<Instant> oldestWaiting(Tx tx, String consumer) {
    return tx.query(
            """
            select o.at
            from platform.consumer c cross join lateral (
              select at from platform.outbox
              where (tx, position) > (c.tx, c.position) order by outbox.tx, position limit 1) o
            where c.name = :consumer
            """)
        .bind("consumer", consumer)
        .mapTo(Instant.class)
        .findOne();
  }

  static int forget(Tx tx, Instant before, List<String> consumers) {
    return tx.update(
            """
            delete from platform.outbox
            where (tx, position) in (
              select o.tx, o.position from platform.outbox o
              where o.at < :before and o.tx < pg_snapshot_xmin(pg_current_snapshot())
                and not exists (
                  select 1 from platform.consumer c
                  where c.name = any(:consumers) and (c.tx, c.position) < (o.tx, o.position))
              order by o.tx, o.position
              limit 10000)
            """)
        .bind("before", before)
        .bind("consumers", consumers.toArray(new String[0]))
        .execute();
  }
}
