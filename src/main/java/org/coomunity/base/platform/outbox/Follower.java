package org.coomunity.base.platform.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears events as they come, in this process only, for all its listeners; keeps its place in
/// memory.
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int BATCH = 500;

  private final Database database;
  private final Map<String, Class<? extends Event>> types;
  private final Map<String, List<Consumer<Event>>> listeners = new ConcurrentHashMap<>();
  private OutboxStore.@Nullable Place place;

  Follower(Database database, Map<String, Class<? extends Event>> types) {
    this.database = database;
    this.types = types;
  }

  void handle(String type, Consumer<Event> listener) {
    listeners.computeIfAbsent(type, name -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /// Takes its place: what is published from now on will be heard.
  synchronized void begin() {
    if (place == null) {
      place = database.read(OutboxStore::now);
    }
  }

  synchronized void catchUp() {
    begin();
    boolean more = !listeners.isEmpty();
    while (more && place != null) {
      OutboxStore.Place from = place;
      List<OutboxStore.Row> rows =
          database.read(tx -> OutboxStore.after(tx, from, listeners.keySet(), BATCH));
      for (OutboxStore.Row row : rows) {
        place = row.place();
        tell(row);
      }
      more = rows.size() == BATCH;
    }
  }

  private void tell(OutboxStore.Row row) {
    List<Consumer<Event>> told = listeners.get(row.type());
    Class<? extends Event> type = types.get(row.type());
    if (told == null || type == null || row.body() == null) {
      return;
    }
    Event event;
    try {
      event = Json.read(row.body(), type);
    } catch (RuntimeException failure) {
      LOG.error("unreadable: {} {}", row.type(), row.id(), failure);
      return;
    }
    for (Consumer<Event> listener : told) {
      try {
        listener.accept(event);
      } catch (RuntimeException failure) {
        LOG.error("a listener failed at {} {}", row.type(), row.id(), failure);
      }
    }
  }
}
