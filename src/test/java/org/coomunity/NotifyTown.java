package org.coomunity;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.mail.Laid;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Invitation;
import org.coomunity.people.logins.Hashing;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.NewMember;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.web.Web;

/// All modules as `main` builds them, worked by hand: nothing happens before it is told to. In
/// Pacha, in Colombia, Ana is admin and invited Ben.
final class NotifyTown implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");

  final TestClock clock = new TestClock();
  final Database database;
  final Outbox outbox;
  final Web.Modules modules;
  private final Storage storage;
  private final Ledger ledger;
  private final Path folder;

  NotifyTown() {
    this.folder = folder();
    Config config =
        Config.read(
            Path.of("").toAbsolutePath(),
            Map.of(
                "DATABASE_URL", TestDatabase.freshUrl(Storage.SCHEMAS.toArray(String[]::new)),
                "DATA_DIR", folder.toString(),
                "PUBLIC_URL", "https://pacha.example",
                "PUSH_ANYWHERE", "true",
                "DEMO", "false"),
            Map.of());
    this.storage = Storage.open(config);
    this.database = storage.pool();
    this.outbox = new Outbox(database, clock);
    this.ledger = new Ledger(database, clock);
    Caches caches = new Caches(new SimpleMeterRegistry());
    this.modules =
        new House(config, database, outbox, ledger, clock, Hashing.EASY, caches, new Messages())
            .modules();
    modules.notices().listen(outbox);
    Community pacha =
        modules
            .communities()
            .open(
                new Community.Draft(
                    "pacha",
                    "Pacha",
                    "CO",
                    "es",
                    null,
                    new Community.CurrencyWish("LUKA", "Lükas", "Ł", 2),
                    Map.of("creditStart", "3.00")))
            .value();
    join(
        "ana",
        modules
            .communities()
            .inviteFounder(pacha, new Invitation.Draft(null, null, null, null, "ADMIN"))
            .code());
    join(
        "ben",
        modules
            .communities()
            .invite(at("ana"), new Invitation.Draft(null, null, null, null, null))
            .code());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("notify");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void join(String handle, String code) {
    modules
        .communities()
        .register(
            new NewMember(
                code,
                handle,
                handle + "!",
                handle + "@example.org",
                "agua de panela con limon",
                "es",
                LocalDate.of(1980, 5, 17),
                Map.of("terms", true)));
  }

  Member member(String handle) {
    return modules.members().member(handle).orElseThrow();
  }

  /// Somebody with a log-in.
  Caller logIn(String handle, String device, String address) {
    Member member = member(handle);
    return new Caller(
        member.id(),
        handle,
        false,
        modules.logins().open(member.id(), device, address).session(),
        Language.ES);
  }

  Standing at(String handle) {
    Caller caller =
        new Caller(member(handle).id(), handle, false, Uuid7.at(clock.instant()), Language.ES);
    return modules
        .communities()
        .standing(caller, "pacha", java.util.Optional.empty())
        .orElseThrow();
  }

  /// Ben pays Ana a little, and everybody who listens has heard of it.
  void pay(String concept) {
    pay("ben", "ana", "0.10", concept);
  }

  void pay(String from, String to, String amount, String concept) {
    Payment.Draft draft =
        new Payment.Draft(Uuid7.at(clock.instant()), to, amount, concept, null, null);
    modules.lets().pay(at(from), draft);
    outbox.settle();
  }

  void choose(String handle, Map<String, String> settings) {
    modules.members().settings(member(handle).id(), settings);
    outbox.settle();
  }

  /// The address of somebody becomes theirs, by the link in the letter.
  void verify(String handle) {
    outbox.settle();
    Laid letter =
        letters().stream()
            .filter(one -> one.to().startsWith(handle + "@") && one.words().contains("/verify?"))
            .findFirst()
            .orElseThrow();
    modules.addresses().verify(token(letter));
    outbox.settle();
  }

  static String token(Laid letter) {
    Matcher found = TOKEN.matcher(letter.words());
    if (!found.find()) {
      throw new IllegalStateException(letter.words());
    }
    return found.group(1);
  }

  /// All letters that went, the newest first.
  List<Laid> letters() {
    modules.mail().carry(100);
    return modules.mail().laid(100);
  }

  /// Letters about notices.
  List<Laid> news() {
    return letters().stream().filter(one -> one.words().contains("/unsubscribe?")).toList();
  }

  /// The newest letter as it goes over the line.
  String raw() {
    try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
      return Files.readString(
          files.max(java.util.Comparator.comparing(Path::getFileName)).orElseThrow());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ledger.close();
    outbox.close();
    database.close();
    storage.close();
  }
}
