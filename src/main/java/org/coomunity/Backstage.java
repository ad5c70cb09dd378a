package org.coomunity;

import java.net.URI;
import java.time.InstantSource;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Members;
import org.coomunity.story.Stage;

/// Builds the modules that the demo story is told through: those of the platform once more, with a
/// clock of their own. They write into the outbox of the database, where the platform's own
/// consumers find everything afterwards.
final class Backstage {
  private static final int CONNECTIONS = 5;

  private Backstage() {}

  static Stage stage(Storage storage, URI publicUrl, InstantSource clock) {
    Database database = storage.pool(CONNECTIONS);
    Observe observe = new Observe();
    Outbox outbox = new Outbox(database, clock);
    Caches caches = new Caches(observe.registry());
    Logins logins = new Logins(database, outbox, clock, caches);
    Members members = new Members(database, outbox, clock, caches, logins);
    Ledger ledger = new Ledger(database, clock);
    Doorways doorways = new Doorways(members);
    Lets lets =
        new Lets(
            database,
            ledger,
            outbox,
            clock,
            caches,
            doorways.lets(Doorways::unmeasured),
            publicUrl);
    Communities communities =
        doorways.lead(
            new Communities(
                database, outbox, clock, caches, logins, members, lets.books(), publicUrl));
    Market market = new Market(database, clock, doorways.market(lets));
    Trades trades = new Trades(database, ledger, outbox, clock, doorways.trades(lets, market));
    return new Stage(
        members,
        communities,
        lets,
        market,
        trades,
        () -> {
          Closing.quietly(ledger);
          Closing.quietly(outbox);
          Closing.quietly(observe);
          Closing.quietly(database);
        });
  }
}
