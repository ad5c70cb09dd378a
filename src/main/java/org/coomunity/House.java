package org.coomunity;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.coomunity.analytics.findings.Findings;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.analytics.pulse.Pulse;
import org.coomunity.base.audit.Audit;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.translate.Translate;
import org.coomunity.base.translate.TranslateDoors;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.komunitin.Komunitin;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.addresses.Addresses;
import org.coomunity.people.announcements.Announcements;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.directory.Directory;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Hashing;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Members;
import org.coomunity.people.notices.Notices;
import org.coomunity.people.passkeys.Passkeys;
import org.coomunity.people.privacy.Privacy;
import org.coomunity.people.privacy.PrivacyDoors;
import org.coomunity.people.push.Push;
import org.coomunity.people.push.PushSettings;
import org.coomunity.web.Web;

/// What all modules stand on, and the modules on it, constructed in order. The platform builds one;
/// the demo story and the import of transfers build their own.
record House(
    Config config,
    Database database,
    Outbox outbox,
    Ledger ledger,
    InstantSource clock,
    Hashing hashing,
    Caches caches,
    Messages messages) {

  /// The modules that know persons, and nothing of communities yet.
  private record Persons(
      Mail mail,
      Logins logins,
      Factors factors,
      Members members,
      Passkeys passkeys,
      Push push,
      Addresses addresses) {}

  private Persons persons() {
    URI url = config.publicUrl();
    Mail mail = new Mail(database, clock, messages, config.mail());
    Logins logins = new Logins(database, outbox, clock, caches, hashing);
    Factors factors = new Factors(database, clock, secret("factors"));
    Members members =
        new Members(database, outbox, clock, caches, logins, factors, secret("personal"));
    Passkeys passkeys =
        new Passkeys(database, clock, logins, factors, members, url, secret("passkeys"));
    Push push = new Push(database, outbox, clock, logins, pushes());
    Addresses addresses = new Addresses(database, outbox, clock, mail, logins, members, url);
    return new Persons(mail, logins, factors, members, passkeys, push, addresses);
  }

  /// The modules in which members decide, learn and earn.
  private record Civics(Merits merits, Governance governance, Circles circles, Learning learning) {}

  private Civics civics(CivicDoorways doorways, Lets lets, Commons commons) {
    Merits merits = new Merits(database, outbox, clock, caches, doorways.merits());
    Governance governance =
        new Governance(
            database,
            outbox,
            clock,
            caches,
            ledger,
            doorways.governance(ledger, lets, merits, commons),
            secret("governance"));
    Circles circles = new Circles(database, ledger, outbox, clock, doorways.circles(lets));
    Learning learning = new Learning(database, clock, doorways.learning());
    return new Civics(merits, governance, circles, learning);
  }

  /// The modules in which members exchange.
  private record Exchanges(Lets lets, Market market, Commons commons, Trades trades, Ayni ayni) {}

  private Exchanges exchanges(Doorways doorways, Lets lets) {
    Market market = doorways.lead(new Market(database, clock, doorways.market(lets)));
    Commons commons = new Commons(database, ledger, lets, outbox, clock, doorways.commons());
    Trades trades = new Trades(database, ledger, outbox, clock, doorways.trades(lets, market));
    Ayni ayni =
        doorways.measure(new Ayni(database, outbox, clock, caches, ledger, lets, doorways.ayni()));
    return new Exchanges(lets, market, commons, trades, ayni);
  }

  private Findings findings(
      Communities communities,
      Members members,
      Exchanges all,
      Civics civics,
      Journeys journeys,
      Insight insight) {
    OpenDoorways open =
        new OpenDoorways(communities, all.lets(), all.commons(), all.ayni(), civics.governance());
    return new InsightDoorways(
            clock,
            communities,
            members,
            all.lets(),
            all.trades(),
            all.market(),
            all.commons(),
            all.ayni(),
            civics.learning(),
            journeys)
        .findings(caches, messages, insight, open);
  }

  /// All modules.
  Web.Modules modules() {
    URI url = config.publicUrl();
    Persons who = persons();
    Members members = who.members();
    Doorways doorways = new Doorways(who.factors(), members);
    Lets lets = new Lets(database, ledger, outbox, clock, caches, doorways.lets(), url);
    Communities communities =
        doorways.lead(
            new Communities(
                database, outbox, clock, caches, who.logins(), members, lets.books(), url));
    Directory directory = new Directory(database, outbox, clock, members, communities);
    Announcements announcements =
        new Announcements(database, outbox, clock, caches, members, communities);
    Exchanges all = exchanges(doorways, lets);
    Civics civics = civics(new CivicDoorways(doorways, members), lets, all.commons());
    PrivacyDoors parts = doorways.privacy(lets, all.trades(), civics.circles());
    Privacy privacy =
        new Privacy(database, clock, messages, who.logins(), members, communities, parts, data());
    Journeys journeys =
        new Journeys(
            database, clock, caches, new CivicDoorways(doorways, members).journeys(messages::zone));
    Sightings.listen(outbox, journeys);
    Insight insight =
        new Caring(communities, members, journeys, messages, clock).insight(database, outbox);
    listen(all.market(), civics);
    Earnings.exchanged(outbox, all.ayni());
    Findings findings = findings(communities, members, all, civics, journeys, insight);
    Notices notices = notices(who, communities, announcements, lets);
    Concepts concepts = new Concepts();
    TranslateDoors texts = doorways.translate(all.market(), announcements);
    Translate translate = new Translate(database, clock, concepts, texts, config.translate());
    return new Web.Modules(
        concepts,
        translate,
        who.mail(),
        who.logins(),
        who.factors(),
        members,
        who.passkeys(),
        who.addresses(),
        communities,
        directory,
        announcements,
        ledger,
        lets,
        all.commons(),
        all.market(),
        all.trades(),
        all.ayni(),
        civics.governance(),
        civics.merits(),
        civics.circles(),
        civics.learning(),
        privacy,
        who.push(),
        notices,
        journeys,
        insight,
        findings);
  }

  private Notices notices(
      Persons who, Communities communities, Announcements announcements, Lets lets) {
    Notices.Modules told =
        new Notices.Modules(
            messages,
            who.mail(),
            who.members(),
            who.push(),
            who.addresses(),
            communities,
            announcements,
            lets);
    return new Notices(database, clock, caches, told, config.publicUrl(), secret("notices"));
  }

  /// Nobody offers anything, holds a place or is in a circle who is gone.
  private void listen(Market market, Civics civics) {
    Earnings.listen(outbox, civics.merits());
    Circles circles = civics.circles();
    outbox.on(
        "circles",
        CommunitiesEvent.MemberLeft.class,
        (tx, left) -> circles.gone(tx, left.community(), left.no()));
    outbox.on(
        "circles",
        CommunitiesEvent.MemberGone.class,
        (tx, gone) -> circles.gone(tx, gone.community(), gone.no()));
    outbox.on(
        "market",
        CommunitiesEvent.MemberGone.class,
        (tx, gone) -> market.pauseAll(tx, gone.community(), gone.no()));
  }

  /// A key of this platform for one purpose.
  private byte[] secret(String purpose) {
    return Secrets.derived(Secrets.root(config), purpose);
  }

  /// Push services want to know whom to write to when something is wrong.
  private PushSettings pushes() {
    boolean https = "https".equals(config.publicUrl().getScheme());
    String subject = https ? config.publicUrl().toString() : "mailto:" + config.mail().from();
    return new PushSettings(subject, secret("push"), config.pushAnywhere());
  }

  /// What is kept about people, module by module.
  static List<DataClass> data() {
    return Stream.of(
            Translate.data(),
            Mail.data(),
            Logins.data(),
            Factors.data(),
            Members.data(),
            Passkeys.data(),
            Push.data(),
            Addresses.data(),
            Communities.data(),
            Directory.data(),
            Announcements.data(),
            Ledger.data(),
            Lets.data(),
            Commons.data(),
            Trades.data(),
            Ayni.data(),
            Market.data(),
            Merits.data(),
            Circles.data(),
            Learning.data(),
            Komunitin.data(),
            Governance.data(),
            Pulse.data(),
            Notices.data(),
            Journeys.data(),
            Insight.data(),
            Audit.data())
        .flatMap(List::stream)
        .toList();
  }
}
