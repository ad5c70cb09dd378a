package org.coomunity;

import java.time.InstantSource;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.people.logins.Hashing;
import org.coomunity.story.Stage;
import org.coomunity.web.Web;

/// Builds the modules that the demo story is told through: those of the platform once more, with a
/// clock of their own. They write into the outbox of the database, where the platform's own
/// consumers find everything afterwards.
final class Backstage {
  private static final int CONNECTIONS = 5;

  private Backstage() {}

  static Stage stage(Storage storage, Config config, InstantSource clock, Messages messages) {
    Database database = storage.pool(CONNECTIONS);
    Observe observe = new Observe();
    Outbox outbox = new Outbox(database, clock, observe);
    Ledger ledger = new Ledger(database, clock);
    Caches caches = new Caches(observe.registry());
    Web.Modules modules =
        new House(config, database, outbox, ledger, clock, Hashing.HARD, caches, messages)
            .modules();
    return stage(
        modules,
        () -> {
          Closing.quietly(modules.governance());
          Closing.quietly(ledger);
          Closing.quietly(outbox);
          Closing.quietly(observe);
          Closing.quietly(database);
        });
  }

  static Stage stage(Web.Modules modules, Runnable strike) {
    return new Stage(
        modules.members(),
        modules.communities(),
        modules.lets(),
        modules.market(),
        modules.trades(),
        modules.learning(),
        modules.commons(),
        modules.circles(),
        modules.merits(),
        modules.governance(),
        modules.journeys(),
        strike);
  }
}
