package org.coomunity.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.http.SessionCookie;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.notices.Notices;
import org.jspecify.annotations.Nullable;

/// Makes routes of pages, and pages of templates.
final class Pages {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Set<String> ENTRANCES = Set.of("/login", "/logout", "/renew");
  private static final Set<String> THEMES = Set.of("light", "dark");
  private static final String LANGUAGE = "lang";
  private static final String THEME = "theme";
  private static final String COMMUNITY = "community";
  private static final String SLUG = "[a-z0-9][a-z0-9-]{1,39}";

  /// A form that waited in a browser says whose it is, and is never sent as anybody else.
  private static final String MEMBER = "Coomunity-Member";

  private static final String OTHER_MEMBER = "Coomunity-Other-Member";

  /// The cookie that names the organisation somebody acts for.
  static final String ACTING = "acting";

  /// The cookie of the refresh token.
  static final String REFRESH = "refresh";

  /// Where a log-in is renewed.
  static final String RENEW = "/renew";

  /// What a page answers.
  @FunctionalInterface
  interface Screen {
    Answer of(Visit visit) throws Exception;
  }

  private final Messages messages;
  private final Concepts concepts;
  private final InstantSource clock;
  private final URI publicUrl;
  private final Assets assets;
  private final People people;
  private final Notices notices;
  private final Factors factors;
  private final Supplier<String> now;
  private final TemplateEngine templates;

  Pages(
      Messages messages,
      Concepts concepts,
      InstantSource clock,
      URI publicUrl,
      Assets assets,
      People people,
      Notices notices,
      Factors factors,
      Supplier<String> now) {
    this.factors = factors;
    this.now = now;
    this.people = people;
    this.notices = notices;
    this.messages = messages;
    this.concepts = concepts;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.assets = assets;
    this.templates =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "org.coomunity.web.pages");
  }

  Messages messages() {
    return messages;
  }

  InstantSource clock() {
    return clock;
  }

  /// A page for who is signed in; others are led to the log-in and back.
  Route get(String path, Screen screen) {
    return route("GET", path, false, Route.BODY, screen);
  }

  /// A form for who is signed in.
  Route post(String path, Screen screen) {
    return route("POST", path, false, Route.BODY, screen);
  }

  /// A form with files, at most so many bytes.
  Route upload(String path, int bytes, Screen screen) {
    return route("POST", path, false, bytes, screen);
  }

  /// A page or form for everybody.
  Route open(String method, String path, Screen screen) {
    return route(method, path, true, Route.BODY, screen);
  }

  /// An address without a language, for links that people pass on: leads to the page in theirs.
  Route bare(String path, Function<Exchange, String> to) {
    return Route.root("GET", path)
        .by(Access.PUBLIC)
        .page()
        .to(exchange -> Answer.found("/" + preferred(exchange).tag() + to.apply(exchange)));
  }

  private Route route(String method, String path, boolean open, int bytes, Screen screen) {
    return Route.root(method, "/{lang}" + path)
        .by(Access.PUBLIC)
        .bodyLimit(bytes)
        .page()
        .to(exchange -> visit(exchange, path, open, !method.equals("GET"), screen));
  }

  private Answer visit(Exchange exchange, String path, boolean open, boolean writes, Screen screen)
      throws Exception {
    String tag = exchange.path("lang");
    Optional<Language> language = known(tag);
    Visit visit = new Visit(this, exchange, language.orElse(Language.ES), writes, now.get());
    if (language.isEmpty()) {
      if (!tag.matches("[A-Za-z]{2}([-_][A-Za-z0-9]{2,8})?")) {
        throw Refused.because(Refusal.NOT_FOUND);
      }
      return Answer.found("/" + preferred(exchange).tag() + visit.path());
    }
    if (exchange.maybeCaller().isEmpty()) {
      boolean renewable = cookie(exchange, REFRESH).filter(token -> !token.isEmpty()).isPresent();
      String here = URLEncoder.encode(visit.path(), StandardCharsets.UTF_8);
      if (renewable && !ENTRANCES.contains(path)) {
        return visit.seeOther(RENEW + "?to=" + here).status(307);
      }
      if (!open) {
        return visit.seeOther("/login?next=" + here);
      }
    }
    if (writes && !ofWhoWrote(visit)) {
      return Answer.empty().status(409).header(OTHER_MEMBER, "yes");
    }
    return writes ? sent(visit, screen) : screen.of(visit);
  }

  private static boolean ofWhoWrote(Visit visit) {
    Exchange exchange = visit.exchange();
    String now =
        exchange.maybeStanding().isPresent()
            ? visit.standing().handle()
            : exchange.maybeCaller().map(Caller::handle).orElse("");
    return exchange.header(MEMBER).map(now::equals).orElse(true);
  }

  /// A form: who may only read in a community sends none there, and what asks for a second step is
  /// sent once more after it.
  private static Answer sent(Visit visit, Screen screen) throws Exception {
    Refusal hold = visit.exchange().maybeStanding().isEmpty() ? null : visit.standing().hold();
    if (hold != null) {
      throw Refused.because(hold);
    }
    try {
      return screen.of(visit);
    } catch (Refused no) {
      if (no.refusal() == Refusal.SECOND_FACTOR && visit.maybeCaller().isPresent()) {
        return StepPages.ask(visit, visit.path(), visit.form().values(), Form.EMPTY);
      }
      throw no;
    }
  }

  /// Refuses whoever has a second step and did not take it a moment ago.
  ///
  /// @throws Refused `second_factor`
  void demand(Caller caller) {
    factors.demand(caller.member(), caller.session());
  }

  /// The organisation that somebody acts for in a community; empty when they act for themselves.
  Optional<Standing> acting(Exchange exchange, Standing own) {
    return cookie(exchange, ACTING)
        .filter(handle -> !handle.isEmpty() && !handle.equals(own.handle()))
        .flatMap(handle -> people.acting(exchange.caller(), own.slug(), handle));
  }

  private Optional<Language> known(String tag) {
    return Language.of(tag)
        .filter(language -> language.tag().equals(tag) && messages.languages().contains(language));
  }

  /// True for a language that has texts.
  boolean speaks(String tag) {
    return known(tag).isPresent();
  }

  /// The language for somebody who did not say one: cookie, profile, browser, Spanish.
  Language preferred(Exchange exchange) {
    return cookie(exchange, LANGUAGE)
        .flatMap(this::known)
        .or(() -> Optional.of(exchange.language()).filter(messages.languages()::contains))
        .orElse(Language.ES);
  }

  static Optional<String> cookie(Exchange exchange, String name) {
    return exchange.cookie((exchange.secure() ? "__Host-" : "") + name);
  }

  static Answer remember(Answer answer, Exchange exchange, String name, String value) {
    return remember(answer, exchange, name, value, YEAR);
  }

  static Answer remember(
      Answer answer, Exchange exchange, String name, String value, Duration life) {
    return answer.header("Set-Cookie", SessionCookie.line(exchange.secure(), name, value, life));
  }

  /// Keeps which theme somebody wants and goes back to where they were.
  Answer theme(Visit visit) {
    Form form = visit.form();
    String back = form.text("back");
    Answer answer = visit.seeOther(local(back) ? back : "");
    return remember(
        answer,
        visit.exchange(),
        THEME,
        THEMES.contains(form.text(THEME)) ? form.text(THEME) : "system");
  }

  /// True for an address of ours, after the language.
  static boolean local(String path) {
    return path.isEmpty() || (path.matches("[/?][^\\\\\\s]*") && !path.startsWith("//"));
  }

  Answer render(Visit visit, String template, String title, Object page) {
    Exchange exchange = visit.exchange();
    Optional<Caller> caller = exchange.maybeCaller();
    List<Membership> places = caller.map(who -> people.places(who.member())).orElse(List.of());
    List<Shell.Home> homes = people.homes(places);
    Shell.Home home = home(exchange, homes);
    caller.ifPresent(who -> visit.hear("member:" + who.handle()));
    Shell shell =
        new Shell(
            messages,
            concepts,
            visit.language(),
            visit.path(),
            title,
            visit.current(),
            theme(exchange),
            caller.map(people::person).orElse(null),
            homes,
            home,
            caller.map(who -> notices.waiting(who.member(), places)).orElse(0),
            visit.topics(),
            visit.since(),
            assets.addresses(),
            publicUrl.toString(),
            caller.map(Caller::operator).orElse(false),
            acting(exchange),
            hold(visit),
            said(exchange),
            clock.instant());
    Answer answer = Answer.html(html(template, shell, page));
    answer = remembered(answer, exchange, LANGUAGE, visit.language().tag());
    return home == null ? answer : remembered(answer, exchange, COMMUNITY, home.slug());
  }

  private Shell.@Nullable Person acting(Exchange exchange) {
    return exchange
        .maybeStanding()
        .flatMap(own -> acting(exchange, own))
        .flatMap(standing -> people.member(standing.member()))
        .map(member -> new Shell.Person(member.handle(), member.displayName()))
        .orElse(null);
  }

  private static String hold(Visit visit) {
    if (visit.exchange().maybeStanding().isEmpty()) {
      return "";
    }
    Refusal hold = visit.standing().hold();
    return hold == null ? "" : visit.t("refusal." + hold.code());
  }

  /// The community of the path, else the one somebody was in last, else their first.
  Shell.@Nullable Home home(Exchange exchange, List<Shell.Home> homes) {
    Optional<String> slug =
        exchange.maybeStanding().map(Standing::slug).or(() -> cookie(exchange, COMMUNITY));
    return homes.stream()
        .filter(home -> slug.filter(home.slug()::equals).isPresent())
        .findFirst()
        .orElse(homes.isEmpty() ? null : homes.getFirst());
  }

  /// The community that somebody who is signed in begins with.
  Shell.@Nullable Home homeOf(Visit visit) {
    return home(visit.exchange(), people.homes(visit.caller()));
  }

  /// The time that this community lives in.
  ZoneId zone(Visit visit) {
    Shell.Home home = homeOf(visit);
    return messages.zone(home == null ? "" : home.country());
  }

  private static Answer remembered(Answer answer, Exchange exchange, String name, String value) {
    return cookie(exchange, name).filter(value::equals).isPresent()
        ? answer
        : remember(answer, exchange, name, value);
  }

  private String theme(Exchange exchange) {
    return cookie(exchange, THEME).filter(THEMES::contains).orElse("");
  }

  private String said(Exchange exchange) {
    return exchange.query("said").map(key -> "said." + key).filter(messages::knows).orElse("");
  }

  /// The page that tells a person why something did not work. Asks nobody: what failed may be what
  /// it would ask.
  String fault(Exchange exchange, int status, String code, String sentence) {
    String first = exchange.location().split("[/?]", 3)[1];
    boolean said = known(first).isPresent();
    Language language = known(first).orElseGet(() -> preferred(exchange));
    Shell shell =
        new Shell(
            messages,
            concepts,
            language,
            said ? new Visit(this, exchange, language, false, "").path() : "",
            messages.text(language, "fault.title"),
            "",
            theme(exchange),
            exchange.maybeCaller().map(c -> new Shell.Person(c.handle(), c.handle())).orElse(null),
            List.of(),
            null,
            0,
            List.of(),
            "",
            assets.addresses(),
            publicUrl.toString(),
            false,
            null,
            "",
            "",
            clock.instant());
    String words =
        language == exchange.language() ? sentence : messages.text(language, "refusal." + code);
    String community =
        exchange
            .maybeCaller()
            .flatMap(who -> cookie(exchange, COMMUNITY))
            .filter(slug -> slug.matches(SLUG))
            .map(slug -> "/c/" + slug)
            .orElse("");
    return html("fault", shell, new FaultPage(status, code, words, exchange.traceId(), community));
  }

  private String html(String template, Shell shell, Object page) {
    StringOutput out = new StringOutput(16_384);
    templates.render(template + ".jte", Map.of("s", shell, "p", page), out);
    return out.toString();
  }
}
