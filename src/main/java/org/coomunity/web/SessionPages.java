package org.coomunity.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.http.SessionCookie;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.SignIn;
import org.coomunity.people.passkeys.Passkeys;

/// Logging in, staying in and logging out. The access token lives 15 minutes in its cookie; who
/// comes later is sent over `/renew`, which changes the refresh token for the next pair and sends
/// them on, forms included (307).
final class SessionPages {
  private static final int AGAIN_MOST = 3;

  /// Time for the answer of the faster page to arrive.
  private static final Duration AGAIN_AFTER = Duration.ofMillis(150);

  private final Pages pages;
  private final Members members;
  private final Passkeys passkeys;
  private final RateLimits limits;

  SessionPages(Pages pages, Members members, Passkeys passkeys, RateLimits limits) {
    this.pages = pages;
    this.members = members;
    this.passkeys = passkeys;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.open("GET", "/login", this::form),
        pages.open("POST", "/login", this::signIn),
        pages.open("POST", "/login/step", this::step),
        pages.open("POST", "/login/passkey", this::passkey),
        pages.open("POST", "/logout", this::signOut),
        pages.open("GET", Pages.RENEW, this::renew),
        pages.open("POST", Pages.RENEW, this::renew));
  }

  private Answer form(Visit visit) {
    String next = next(visit.exchange().query("next").orElse(""));
    if (visit.maybeCaller().isPresent()) {
      return visit.seeOther(next);
    }
    Answer page = visit.show("login", visit.t("login.title"), page(Form.EMPTY, next));
    return Pages.cookie(visit.exchange(), Pages.REFRESH).isPresent()
        ? Pages.remember(page, visit.exchange(), Pages.REFRESH, "", Duration.ZERO)
        : page;
  }

  private LoginPage page(Form form, String next) {
    return new LoginPage(form, next, passkeys.site());
  }

  /// Where somebody goes afterwards: only to pages of ours.
  static String next(String path) {
    return Pages.local(path) ? path : "";
  }

  private Answer signIn(Visit visit) {
    Form form = visit.form();
    String next = next(form.text("next"));
    String handle = form.text("handle").toLowerCase(Locale.ROOT);
    try {
      return enter(visit, handle, form.exact("password"), next);
    } catch (Refused no) {
      return visit.again("login", visit.t("login.title"), page(form.refused(no, visit), next));
    }
  }

  /// Logs somebody in and leads them on, or asks for their second step first.
  ///
  /// @throws Refused `wrong_login`, `too_many`
  Answer enter(Visit visit, String handle, String password, String next) {
    try {
      Tokens tokens =
          members.signIn(limits, handle, new Secret(password), SignIn.From.of(visit.exchange()));
      return entered(visit.seeOther(next), visit.exchange(), tokens, pages.clock().instant());
    } catch (Refused no) {
      if (no.refusal() == Refusal.SECOND_FACTOR) {
        return asking(visit, Form.EMPTY, String.valueOf(no.details().get("ticket")), next);
      }
      throw no;
    }
  }

  private static Answer asking(Visit visit, Form form, String ticket, String next) {
    return visit
        .form("login-step", visit.t("second.title"), form, new LoginStepPage(form, ticket, next))
        .header("Cache-Control", "private, no-store");
  }

  private Answer step(Visit visit) {
    Form form = visit.form();
    String ticket = form.text("ticket");
    String next = next(form.text("next"));
    try {
      Tokens tokens =
          members.secondStep(limits, ticket, form.text("code"), SignIn.From.of(visit.exchange()));
      return entered(visit.seeOther(next), visit.exchange(), tokens, pages.clock().instant());
    } catch (Refused no) {
      Form refused = form.refused(no, visit);
      return no.refusal() == Refusal.TICKET_OVER
          ? visit.again("login", visit.t("login.title"), page(refused, next))
          : asking(visit, refused, ticket, next);
    }
  }

  private Answer passkey(Visit visit) {
    Form form = visit.form();
    String next = next(form.text("next"));
    try {
      limits.take(RateLimits.Limit.STEP, visit.exchange().remoteAddress());
      Tokens tokens =
          passkeys.signIn(PasskeyPages.credential(form), SignIn.From.of(visit.exchange()));
      return entered(visit.seeOther(next), visit.exchange(), tokens, pages.clock().instant());
    } catch (Refused no) {
      return visit.again(
          "login", visit.t("login.title"), page(Form.EMPTY.refused(no, visit), next));
    }
  }

  /// The answer with both cookies on it.
  static Answer entered(Answer answer, Exchange exchange, Tokens tokens, Instant now) {
    Answer signedIn =
        SessionCookie.set(
            answer, exchange, tokens.access().reveal(), Duration.between(now, tokens.expiresAt()));
    return Pages.remember(
        signedIn,
        exchange,
        Pages.REFRESH,
        tokens.refresh().reveal(),
        Duration.between(now, tokens.refreshExpiresAt()));
  }

  /// Two pages may renew at once: the slower one comes again, by then with what the faster one got.
  private Answer renew(Visit visit) {
    Exchange exchange = visit.exchange();
    String to = next(exchange.query("to").orElse(""));
    Answer back = visit.seeOther(to).status(307);
    if (visit.maybeCaller().isPresent()) {
      return back;
    }
    try {
      Tokens tokens = members.refresh(Pages.cookie(exchange, Pages.REFRESH).orElse(""));
      return entered(back, exchange, tokens, pages.clock().instant());
    } catch (Refused over) {
      String said = URLEncoder.encode(to, StandardCharsets.UTF_8);
      String again = exchange.query("again").orElse("");
      if (again.length() >= AGAIN_MOST) {
        return visit.seeOther("/login?next=" + said);
      }
      LockSupport.parkNanos(AGAIN_AFTER.toNanos());
      return visit.seeOther(Pages.RENEW + "?to=" + said + "&again=" + again + "1").status(307);
    }
  }

  private Answer signOut(Visit visit) {
    boolean everywhere = visit.query("everywhere", "").equals("true");
    visit.maybeCaller().ifPresent(caller -> members.signOut(caller, everywhere));
    return forgotten(visit.seeOther("?said=bye"), visit.exchange());
  }

  /// The answer that takes every cookie of a log-in away.
  static Answer forgotten(Answer answer, Exchange exchange) {
    Answer bye = SessionCookie.clear(answer, exchange);
    Answer forgotten = Pages.remember(bye, exchange, Pages.REFRESH, "", Duration.ZERO);
    return Pages.remember(forgotten, exchange, Pages.ACTING, "", Duration.ZERO);
  }
}
