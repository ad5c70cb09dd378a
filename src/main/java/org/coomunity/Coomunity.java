package org.coomunity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.coomunity.Config.ServerRole;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.pulse.Pulse;
import org.coomunity.base.audit.Audit;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.Doors;
import org.coomunity.base.platform.http.HealthCheck;
import org.coomunity.base.platform.http.HttpServer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.http.ServerSettings;
import org.coomunity.base.platform.jobs.Jobs;
import org.coomunity.base.platform.live.Live;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.observe.Tracing;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.exchange.komunitin.Komunitin;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.people.logins.Hashing;
import org.coomunity.people.privacy.Privacy;
import org.coomunity.story.Story;
import org.coomunity.web.Web;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform: all modules, constructed in order. It reads as the list of what the platform is.
public final class Coomunity implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Coomunity.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Route> routes;
  private final HttpServer server;
  private final Privacy privacy;
  private final Circles circles;
  private final Insight insight;
  private final Optional<Secret> operatorPassword;
  private final List<Story.LogIn> demo;

  /// Runs a command of the launcher.
  public static void main(String[] args) {
    System.exit(Commands.run(args));
  }

  /// Builds the platform and opens its doors. The caller holds the data folder.
  ///
  /// @param telling how much of the demo story is told on a new database
  Coomunity(Config config, Storage storage, Story.Telling telling) {
    this(config, storage, telling, InstantSource.system(), Hashing.HARD);
  }

  /// The same by another clock, which a test moves, and with passwords that cost a test little.
  Coomunity(
      Config config, Storage storage, Story.Telling telling, InstantSource clock, Hashing hashing) {
    boolean works = config.plays(ServerRole.WORK);
    CompletableFuture<Messages> texts = CompletableFuture.supplyAsync(Messages::new);
    Database database = kept(storage.database());
    Observe observe = kept(new Observe(tracing(config)));
    Outbox outbox = kept(new Outbox(database, clock, observe));
    Jobs jobs = kept(new Jobs(database.dataSource(), clock, observe));
    Caches caches = new Caches(observe.registry());
    Messages messages = texts.join();
    Ledger ledger = kept(new Ledger(database, clock));
    House house = new House(config, database, outbox, ledger, clock, hashing, caches, messages);
    Web.Modules modules = house.modules();
    kept(modules.governance());

    modules.members().leaving().fits();
    this.privacy = modules.privacy();
    this.circles = modules.circles();
    this.insight = modules.insight();
    RateLimits limits = new RateLimits(config.rateFactor());
    Topics topics = new Topics(modules.communities(), modules.trades());
    Live live = new Live(topics, limits, observe.registry());
    Watching watching = new Watching(config, modules, messages, live);
    Pulse pulse = kept(new Pulse(database, outbox, clock, observe, watching.doors()));
    Web web = web(config, clock, messages, limits, live, modules, pulse);
    modules.notices().listen(outbox);
    web.listen(outbox, live);
    Optional<Komunitin> komunitin = komunitin(config, database, clock, modules);

    this.demo = config.demo() ? told(modules, config, storage, messages, telling) : List.of();
    plan(jobs, modules, pulse, outbox, new Audit(database, clock));
    this.operatorPassword =
        modules.members().ensureOperator(config.operatorPassword(), config.language());
    outbox.start(works);
    pulse.start(live);
    if (works) {
      jobs.start();
    }
    this.routes =
        config.plays(ServerRole.API)
            ? routes(modules, pulse, live, web, limits, config, komunitin)
            : List.of();
    HttpServer.Parts served =
        new HttpServer.Parts(
            routes,
            config.plays(ServerRole.LIVE) ? live.sockets() : List.of(),
            doors(modules, messages, web),
            limits,
            List.of(new HealthCheck("database", database::ping)),
            observe);
    this.server = kept(HttpServer.start(settings(config), served));
    kept(live); // says goodbye before the doors close
  }

  private static Web web(
      Config config,
      InstantSource clock,
      Messages messages,
      RateLimits limits,
      Live live,
      Web.Modules modules,
      Pulse pulse) {
    return new Web(
        clock,
        messages,
        limits,
        config.publicUrl(),
        config.demo(),
        responsible(config),
        live::now,
        modules,
        pulse);
  }

  private static Tracing tracing(Config config) {
    return config
        .telling()
        .collector()
        .map(to -> Tracing.to(new Tracing.Settings(to, config.telling().percent(), version())))
        .orElseGet(Tracing::off);
  }

  private static Doors doors(Web.Modules modules, Messages messages, Web web) {
    return new Doors(
        modules.members()::caller,
        modules.communities()::standing,
        messages::sentence,
        web::faultPage,
        caller -> modules.factors().demand(caller.member(), caller.session()));
  }

  private static Web.Responsible responsible(Config config) {
    return new Web.Responsible(config.keeping().contact(), config.keeping().residence());
  }

  /// The contract of others, unless it is left out.
  private Optional<Komunitin> komunitin(
      Config config, Database database, InstantSource clock, Web.Modules modules) {
    Komunitin.Modules shown =
        new Komunitin.Modules(
            modules.members(), modules.communities(), modules.ledger(), modules.lets());
    return config
        .komunitin()
        .map(settings -> kept(new Komunitin(database, clock, shown, settings)));
  }

  private static List<Route> routes(
      Web.Modules modules,
      Pulse pulse,
      Live live,
      Web web,
      RateLimits limits,
      Config config,
      Optional<Komunitin> komunitin) {
    return Stream.of(
            live.routes(),
            modules.members().routes(limits, config.publicUrl()),
            modules.passkeys().routes(limits),
            modules.push().routes(limits),
            modules.addresses().routes(limits),
            modules.communities().routes(limits),
            modules.directory().routes(),
            modules.announcements().routes(limits),
            modules.ledger().routes(),
            modules.lets().routes(limits),
            modules.commons().routes(limits),
            modules.market().routes(limits),
            modules.trades().routes(limits),
            modules.ayni().routes(),
            modules.governance().routes(limits),
            modules.merits().routes(limits),
            modules.circles().routes(limits),
            modules.learning().routes(limits),
            pulse.routes(),
            modules.privacy().routes(limits),
            modules.notices().routes(),
            modules.journeys().routes(limits),
            modules.findings().routes(),
            modules.insight().routes(limits),
            modules.concepts().routes(),
            modules.translate().routes(limits),
            web.routes(),
            komunitin.map(contract -> contract.routes(limits)).orElse(List.of()))
        .flatMap(List::stream)
        .toList();
  }

  private static void plan(
      Jobs jobs, Web.Modules modules, Pulse pulse, Outbox outbox, Audit audit) {
    jobs.every("pulse.sample", Duration.ofSeconds(10), pulse::sample);
    jobs.every("pulse.watch", Duration.ofSeconds(5), pulse::watch);
    jobs.every("pulse.forget", Duration.ofMinutes(10), () -> pulse.forget(10_000));
    jobs.every("ledger.expire", Duration.ofSeconds(5), () -> modules.ledger().expireDue(1_000));
    jobs.every("mail.carry", Duration.ofSeconds(1), () -> modules.mail().carry(50));
    jobs.every("factors.forget", Duration.ofMinutes(10), () -> modules.factors().forget(10_000));
    jobs.every("passkeys.forget", Duration.ofMinutes(10), () -> modules.passkeys().forget(10_000));
    jobs.every(
        "addresses.forget", Duration.ofMinutes(10), () -> modules.addresses().forget(10_000));
    jobs.every("logins.forget", Duration.ofHours(1), () -> modules.logins().forgetOver(10_000));
    jobs.every(
        "communities.invitations",
        Duration.ofMinutes(10),
        () -> modules.communities().sweepInvitations(500));
    jobs.every(
        "communities.takeovers",
        Duration.ofMinutes(1),
        () -> modules.communities().sweepTakeovers(200));
    jobs.every("directory.mend", Duration.ofMinutes(5), () -> modules.directory().mend(500));
    jobs.every("lets.requests", Duration.ofMinutes(1), () -> modules.lets().sweepRequests(500));
    jobs.every("market.sweep", Duration.ofMinutes(5), () -> modules.market().sweep(500));
    jobs.every("trades.sweep", Duration.ofMinutes(1), () -> modules.trades().sweep(500));
    jobs.every("governance.sweep", Duration.ofSeconds(10), () -> modules.governance().sweep(200));
    jobs.every("circles.sweep", Duration.ofMinutes(10), () -> modules.circles().sweep(200));
    jobs.every("ayni.night", Duration.ofMinutes(10), () -> modules.ayni().night(1_000));
    jobs.every("push.carry", Duration.ofSeconds(1), () -> modules.push().carry(50));
    jobs.every("push.sweep", Duration.ofMinutes(10), () -> modules.push().sweep(500));
    jobs.every("notices.letters", Duration.ofSeconds(15), () -> modules.notices().letters(200));
    jobs.every("notices.forget", Duration.ofHours(1), () -> modules.notices().forget(10_000));
    jobs.every("journeys.pack", Duration.ofMinutes(10), () -> modules.journeys().pack(1_000));
    jobs.every("journeys.keep", Duration.ofHours(1), () -> modules.journeys().keep());
    jobs.every("insight.night", Duration.ofMinutes(1), () -> modules.insight().night(200));
    jobs.every("privacy.forget", Duration.ofMinutes(10), () -> modules.privacy().forget(100));
    jobs.every("privacy.lapse", Duration.ofHours(1), () -> modules.privacy().lapse(10_000));
    jobs.every("audit.words", Duration.ofHours(6), () -> audit.forgetWords(10_000));
    jobs.every("outbox.forget", Duration.ofHours(1), outbox::forget);
  }

  /// A fleet has better things to do than to tell stories: only a process that plays all roles
  /// does.
  private static List<Story.LogIn> told(
      Web.Modules modules,
      Config config,
      Storage storage,
      Messages messages,
      Story.Telling telling) {
    Story story = new Story(Backstage.stage(modules, () -> {}));
    if (config.roles().containsAll(EnumSet.allOf(ServerRole.class))) {
      try {
        story.tell(
            clock -> Backstage.stage(storage, config, clock, messages),
            InstantSource.system(),
            telling);
      } catch (RuntimeException interrupted) {
        LOG.warn("the demo story was interrupted; the next start goes on with it", interrupted);
      }
    }
    return story.logIns();
  }

  /// Log-ins to look around with, where the demo story was told.
  List<Story.LogIn> demo() {
    return demo;
  }

  /// The password of the log-in `operator` when it was made just now, to be told once.
  Optional<Secret> operatorPassword() {
    return operatorPassword;
  }

  private <T extends AutoCloseable> T kept(T part) {
    parts.push(part);
    return part;
  }

  private static ServerSettings settings(Config config) {
    return new ServerSettings(
        config.bind(),
        config.port(),
        config.tls().map(tls -> new ServerSettings.Tls(tls.certificate(), tls.key())),
        config.opsPort(),
        config.behindProxy(),
        version());
  }

  private static String version() {
    return Optional.ofNullable(Coomunity.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /// Groups and their sessions.
  Circles circles() {
    return circles;
  }

  /// What figures mean.
  Insight insight() {
    return insight;
  }

  /// What people can do about what is kept of them.
  Privacy privacy() {
    return privacy;
  }

  /// All routes, each with who may call it.
  List<Route> routes() {
    return routes;
  }

  /// The port it listens on.
  int port() {
    return server.port();
  }

  /// The port of health and metrics.
  int opsPort() {
    return server.opsPort();
  }

  /// Closes everything, the last first.
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Closing.quietly(parts.pop());
    }
  }
}
