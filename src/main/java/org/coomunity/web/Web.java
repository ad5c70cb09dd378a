package org.coomunity.web;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.coomunity.analytics.findings.Findings;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.analytics.pulse.Pulse;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.live.Live;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.translate.Translate;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.addresses.Addresses;
import org.coomunity.people.announcements.Announcements;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.directory.Directory;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Members;
import org.coomunity.people.notices.Notices;
import org.coomunity.people.passkeys.Passkeys;
import org.coomunity.people.privacy.Privacy;
import org.coomunity.people.push.Push;

/// The web app: pages written on the server, which work without script, and the files that make
/// them lively. The only module that joins others for a screen.
public final class Web {
  /// The modules whose facts the pages show.
  public record Modules(
      Concepts concepts,
      Translate translate,
      Mail mail,
      Logins logins,
      Factors factors,
      Members members,
      Passkeys passkeys,
      Addresses addresses,
      Communities communities,
      Directory directory,
      Announcements announcements,
      Ledger ledger,
      Lets lets,
      Commons commons,
      Market market,
      Trades trades,
      Ayni ayni,
      Governance governance,
      Merits merits,
      Circles circles,
      Learning learning,
      Privacy privacy,
      Push push,
      Notices notices,
      Journeys journeys,
      Insight insight,
      Findings findings) {}

  /// Who is responsible for personal data, and where it lives, as people read it; empty when nobody
  /// said.
  public record Responsible(String contact, String residence) {}

  private final Assets assets = new Assets();
  private final Modules modules;
  private final RateLimits limits;
  private final People people;
  private final URI publicUrl;
  private final boolean demo;
  private final Responsible responsible;
  private final Pages pages;
  private final Pulse pulse;

  /// @param demo true to show letters that no server carries
  /// @param now where the news of open pages are
  public Web(
      InstantSource clock,
      Messages messages,
      RateLimits limits,
      URI publicUrl,
      boolean demo,
      Responsible responsible,
      Supplier<String> now,
      Modules modules,
      Pulse pulse) {
    this.pulse = pulse;
    this.modules = modules;
    this.limits = limits;
    this.publicUrl = publicUrl;
    this.demo = demo;
    this.responsible = responsible;
    this.people = new People(modules.members(), modules.communities());
    this.pages =
        new Pages(
            messages,
            modules.concepts(),
            clock,
            publicUrl,
            assets,
            people,
            modules.notices(),
            modules.factors(),
            now);
  }

  /// The modules whose facts the pages show.
  public Modules modules() {
    return modules;
  }

  /// Listens to what the other modules tell, for pages that are open.
  public void listen(Outbox outbox, Live live) {
    new News(people, live).listen(outbox);
  }

  /// All pages and files.
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(assets.route());
    routes.addAll(new AppPages(pages, assets).routes());
    routes.add(pages.bare("/", exchange -> ""));
    routes.add(pages.open("POST", "/theme", pages::theme));
    SessionPages sessions = new SessionPages(pages, modules.members(), modules.passkeys(), limits);
    routes.addAll(sessions.routes());
    routes.addAll(new JoinPages(pages, modules.members(), modules.communities(), limits).routes());
    routes.addAll(new MePages(pages, modules.members(), people, modules.notices()).routes());
    routes.addAll(new NotificationPages(pages, modules).routes());
    routes.addAll(new SecurityPages(pages, modules, sessions, limits).routes());
    routes.addAll(new StepPages(pages, modules, limits).routes());
    routes.addAll(new PasskeyPages(pages, modules, limits).routes());
    routes.addAll(new AddressPages(pages, modules, sessions, limits, demo).routes());
    routes.addAll(new PrivacyPages(pages, modules, sessions, limits, responsible).routes());
    routes.addAll(new OperatorPages(pages, modules, publicUrl).routes());
    routes.add(new WordsPages(pages, modules.concepts()).route());
    routes.addAll(new OrganisationPages(pages, modules.communities(), people).routes());
    Money money = new Money(modules.lets(), modules.commons(), modules.ayni(), pages.messages());
    Tongue tongue = new Tongue(modules.translate(), limits);
    routes.addAll(new HomePages(pages, modules, money).routes());
    routes.addAll(new AnnouncementPages(pages, modules, tongue, limits).routes());
    Governance governance = modules.governance();
    routes.addAll(new DecidePages(pages, governance, money, limits).routes());
    routes.addAll(new ProposalPages(pages, governance, money, limits).routes());
    routes.addAll(new BallotPages(pages, governance, money, limits).routes());
    routes.addAll(new VoicePages(pages, governance, people).routes());
    routes.addAll(new CommonsPages(pages, modules.commons(), money, limits).routes());
    routes.addAll(new MissionPages(pages, modules.commons(), money).routes());
    routes.addAll(new CirclePages(pages, modules.circles(), money, limits).routes());
    routes.addAll(new LifePages(pages, modules.circles(), limits).routes());
    routes.addAll(new LessonPages(pages, modules.circles(), money, limits).routes());
    routes.addAll(new StudioPages(pages, modules.learning(), limits).routes());
    routes.addAll(new WorkPages(pages, modules.learning(), limits).routes());
    routes.addAll(new LearningPages(pages, modules.learning(), limits).routes());
    routes.addAll(new DirectoryPages(pages, modules).routes());
    routes.addAll(new ListingPages(pages, modules, money, limits).routes());
    routes.addAll(new MarketPages(pages, modules, money, tongue, limits).routes());
    routes.addAll(new TradePages(pages, modules.trades(), money, limits).routes());
    routes.addAll(new WalletPages(pages, modules, money, limits).routes());
    routes.addAll(new RequestPages(pages, modules.lets(), people, money, limits).routes());
    routes.addAll(new StatementPages(pages, modules.lets(), people, money).routes());
    routes.addAll(new AgreementPages(pages, modules.lets(), money).routes());
    routes.addAll(new TakeoverPages(pages, modules.communities(), money).routes());
    routes.addAll(new TranslationPages(pages, modules.translate()).routes());
    routes.addAll(new CarePages(pages, modules, people, money).routes());
    routes.addAll(new HealthPages(pages, modules.insight(), limits).routes());
    routes.addAll(new MeritsPages(pages, modules, limits).routes());
    routes.addAll(new InsightsPages(pages, modules.findings()).routes());
    routes.addAll(new OpenPages(pages, modules.findings()).routes());
    routes.addAll(new PeoplePages(pages, modules, money, limits).routes());
    routes.addAll(new SeeingPages(pages, modules, pulse, people, money).routes());
    routes.addAll(new ActivityPages(pages, modules.journeys()).routes());
    routes.addAll(new FunnelPages(pages, modules.journeys()).routes());
    routes.addAll(new SystemPages(pages, pulse, people).routes());
    return routes;
  }

  /// The page shown to a person instead of a problem document.
  public String faultPage(
      Exchange exchange, int status, String code, String sentence, List<String> fields) {
    return pages.fault(exchange, status, code, sentence);
  }
}
