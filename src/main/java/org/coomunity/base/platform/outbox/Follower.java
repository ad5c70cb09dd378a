package org.coomunity.base.platform.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears events as they come, in this process only; keeps its place in memory.
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int BATCH = 500;

  private final Database database;
  private final Map<String, Class<? extends Event>> types;
  private final Map<String, Consumer<Event>> listeners = new ConcurrentHashMap<>();
  private OutboxStore.@Nullable Place place;

  Follower(Database database, Map<String, Class<? extends Event>> types) {
    this.database = database;
    this.types = types;
  }

  void handle(String type, Consumer<Event> listener) {
    listeners.merge(type, listener, Consumer::andThen);
  }

  /// Takes its place: what is published from now on will be heard.
  synchronized void begin() {
    if (place == null) {
      place = database.read(OutboxStore::now);
    }
  }

  synchronized void catchUp() {
    begin();
    boolean more = true;
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
    Consumer<Event> listener = listeners.get(row.type());
    Class<? extends Event> type = types.get(row.type());
    if (listener == null || type == null || row.body() == null) {
      return;
    }
    try {
      listener.accept(Json.read(row.body(), type));
    } catch (RuntimeException failure) {
      LOG.error("a listener failed at {} {}", row.type(), row.id(), failure);
    }
  }
}
