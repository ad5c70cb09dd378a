package org.coomunity.exchange.komunitin;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.registry.DataClass;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.members.Members;
import org.jspecify.annotations.Nullable;

/// The accounting contract of Komunitin for the currencies of this platform: programs that speak it
/// read accounts and pay here as they do with a Komunitin server. Every act goes through the same
/// use cases as our own surface; what is kept here is only what those do not know (drafts).
public final class Komunitin implements AutoCloseable {
  /// Where it is served and who may sign tokens for it.
  ///
  /// @param prefix the path in front of all addresses, for example `/komunitin`
  /// @param publicUrl where people reach the platform, for links
  /// @param issuer a foreign issuer of access tokens; our own tokens are always good
  public record Settings(String prefix, URI publicUrl, Optional<Issuer> issuer) {
    /// The address in front of every link.
    String root() {
      return publicUrl + prefix;
    }
  }

  /// A foreign issuer of access tokens (JWT). It is trusted with every member: the subject of a
  /// token is a member's identifier or handle.
  ///
  /// @param name the claim `iss`
  /// @param audience what the claim `aud` must hold
  /// @param keys where its public keys are (JWKS)
  public record Issuer(String name, String audience, URI keys) {}

  /// The modules it shows.
  public record Modules(Members members, Communities communities, Ledger ledger, Lets lets) {}

  private final Database database;
  private final InstantSource clock;
  private final Modules modules;
  private final Settings settings;
  private final @Nullable Tickets tickets;

  public Komunitin(Database database, InstantSource clock, Modules modules, Settings settings) {
    this.database = database;
    this.clock = clock;
    this.modules = modules;
    this.settings = settings;
    this.tickets = settings.issuer().map(issuer -> new Tickets(issuer, clock)).orElse(null);
  }

  /// The routes of the contract.
  public List<Route> routes(RateLimits limits) {
    Doorkeeper door = new Doorkeeper(modules, tickets);
    Links links = new Links(settings);
    Currencies currencies = new Currencies(modules, door, links);
    Holdings holdings = new Holdings(modules, links, currencies);
    HoldingSettings wishes = new HoldingSettings(modules, links);
    Finder finder = new Finder(database, modules);
    Transfers transfers = new Transfers(finder, modules, links, holdings, currencies);
    TransferActs acts =
        new TransferActs(
            database, clock, modules, finder, transfers, new Wishes(clock, holdings), limits);
    Statistics statistics = new Statistics(modules, clock, links);
    return new KomunitinHttp(
            settings.prefix(),
            door,
            new KomunitinHttp.Parts(currencies, holdings, wishes, transfers, acts, statistics))
        .routes();
  }

  @Override
  public void close() {
    if (tickets != null) {
      tickets.close();
    }
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
