package org.coomunity.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.http.SessionCookie;

/// Makes routes of pages, and pages of templates.
final class Pages {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Set<String> THEMES = Set.of("light", "dark");
  private static final String LANGUAGE = "lang";
  private static final String THEME = "theme";

  /// What a page answers.
  @FunctionalInterface
  interface Screen {
    Answer of(Visit visit) throws Exception;
  }

  private final Messages messages;
  private final InstantSource clock;
  private final URI publicUrl;
  private final Assets assets;
  private final TemplateEngine templates;

  Pages(Messages messages, InstantSource clock, URI publicUrl, Assets assets) {
    this.messages = messages;
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

  private Route route(String method, String path, boolean open, int bytes, Screen screen) {
    return Route.root(method, "/{lang}" + path)
        .by(Access.PUBLIC)
        .bodyLimit(bytes)
        .page()
        .to(exchange -> visit(exchange, open, screen));
  }

  private Answer visit(Exchange exchange, boolean open, Screen screen) throws Exception {
    String tag = exchange.path("lang");
    Optional<Language> language = known(tag);
    Visit visit = new Visit(this, exchange, language.orElse(Language.ES));
    if (language.isEmpty()) {
      if (!tag.matches("[A-Za-z]{2}([-_][A-Za-z0-9]{2,8})?")) {
        throw Refused.because(Refusal.NOT_FOUND);
      }
      return Answer.found("/" + preferred(exchange).tag() + visit.path());
    }
    if (!open && exchange.maybeCaller().isEmpty()) {
      String next = URLEncoder.encode(visit.path(), StandardCharsets.UTF_8);
      return visit.seeOther("/login?next=" + next);
    }
    return screen.of(visit);
  }

  private Optional<Language> known(String tag) {
    return Language.of(tag)
        .filter(language -> language.tag().equals(tag) && messages.languages().contains(language));
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
    return answer.header("Set-Cookie", SessionCookie.line(exchange.secure(), name, value, YEAR));
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
    Shell shell =
        shell(exchange, visit.language(), visit.path(), title, visit.current(), visit.topics());
    Answer answer = Answer.html(html(template, shell, page));
    boolean remembered =
        cookie(exchange, LANGUAGE).filter(visit.language().tag()::equals).isPresent();
    return remembered ? answer : remember(answer, exchange, LANGUAGE, visit.language().tag());
  }

  private Shell shell(
      Exchange exchange,
      Language language,
      String path,
      String title,
      String current,
      List<String> topics) {
    String said =
        exchange.query("said").map(key -> "said." + key).filter(messages::knows).orElse("");
    return new Shell(
        messages,
        language,
        path,
        title,
        current,
        cookie(exchange, THEME).filter(THEMES::contains).orElse(""),
        exchange.maybeCaller().map(c -> new Shell.Person(c.handle(), c.handle())).orElse(null),
        List.of(),
        null,
        0,
        List.copyOf(topics),
        assets.addresses(),
        publicUrl.toString(),
        said,
        clock.instant());
  }

  /// The page that tells a person why something did not work. Asks nobody: what failed may be what
  /// it would ask.
  String fault(Exchange exchange, int status, String code, String sentence) {
    String first = exchange.location().split("[/?]", 3)[1];
    Language language = known(first).orElseGet(() -> preferred(exchange));
    Visit visit = new Visit(this, exchange, language);
    String words = known(first).isPresent() ? sentence : messages.text(language, "refusal." + code);
    Shell shell =
        shell(
            exchange,
            language,
            known(first).isPresent() ? visit.path() : "",
            messages.text(language, "fault.title"),
            "",
            List.of());
    return html("fault", shell, new FaultPage(status, code, words, exchange.traceId()));
  }

  private String html(String template, Shell shell, Object page) {
    Map<String, Object> values = new HashMap<>();
    values.put("s", shell);
    values.put("p", page);
    StringOutput out = new StringOutput(16_384);
    templates.render(template + ".jte", values, out);
    return out.toString();
  }
}
