package org.coomunity.web;

import java.util.List;
import java.util.Locale;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.SignIn;

/// One's door: password, log-ins, whom one would rather not meet, and the way back in for who lost
/// their password.
final class SecurityPages {
  private final Pages pages;
  private final Members members;
  private final Logins logins;
  private final Web.Modules modules;
  private final SessionPages sessions;
  private final RateLimits limits;

  SecurityPages(Pages pages, Web.Modules modules, SessionPages sessions, RateLimits limits) {
    this.pages = pages;
    this.modules = modules;
    this.members = modules.members();
    this.logins = modules.logins();
    this.sessions = sessions;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/me/security", visit -> show(visit, Form.EMPTY)),
        pages.post("/me/password", this::password),
        pages.post("/me/devices", this::endOthers),
        pages.post("/me/devices/{id}", this::end),
        pages.post("/me/blocks/{handle}", this::near),
        pages.bare("/recover", exchange -> query(exchange.location())),
        pages.open("GET", "/recover", visit -> recovering(visit, asked(visit))),
        pages.open("POST", "/recover", this::recover));
  }

  private static String query(String location) {
    int at = location.indexOf('?');
    return "/recover" + (at < 0 ? "" : location.substring(at));
  }

  private Answer show(Visit visit, Form form) {
    MemberId member = visit.caller().member();
    SecurityPage page =
        new SecurityPage(
            form,
            modules.addresses().of(member),
            modules.factors().factor(member),
            modules.passkeys().of(member),
            devices(visit),
            members.blocks(member));
    return visit.form("security", visit.t("security.title"), form, page);
  }

  private List<SignIn.Device> devices(Visit visit) {
    return logins.sessions(visit.caller().member()).stream()
        .map(session ->
            new SignIn.Device(
                session.id(),
                session.words(),
                session.startedAt(),
                session.refreshedAt(),
                session.id().equals(visit.caller().session())))
        .toList();
  }

  /// All log-ins end with the old password; this one begins again with the new.
  private Answer password(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(RateLimits.Limit.LOGIN, visit.caller().handle());
      members.password(
          visit.caller(), new SignIn.NewPassword(form.exact("password"), form.exact("fresh")));
      return again(visit);
    } catch (Refused no) {
      boolean weak = !no.faults().isEmpty();
      return show(
          visit,
          weak
              ? form.refused(no, visit, "password", "fresh")
              : form.wrong("password", visit.sentence(no.refusal(), no.details())));
    }
  }

  /// The log-in of whoever just proved both passwords goes on under another name.
  private Answer again(Visit visit) {
    SignIn.From from = SignIn.From.of(visit.exchange());
    Tokens tokens = logins.open(visit.caller().member(), from.device(), from.address());
    return SessionPages.entered(
        visit.seeOther("/me/security?said=password"),
        visit.exchange(),
        tokens,
        pages.clock().instant());
  }

  private Answer endOthers(Visit visit) {
    logins.endOthers(visit.caller().member(), visit.caller().session());
    return visit.seeOther("/me/security?said=alone#devices");
  }

  private Answer end(Visit visit) {
    logins.end(visit.caller().member(), visit.id("id"));
    return visit.seeOther("/me/security?said=saved#devices");
  }

  private Answer near(Visit visit) {
    members.block(visit.caller().member(), visit.exchange().path("handle"), false);
    return visit.seeOther("/me/security?said=near#apart");
  }

  private static Form asked(Visit visit) {
    return Form.with("handle", visit.query("handle", ""), "code", visit.query("code", ""));
  }

  private static Answer recovering(Visit visit, Form form) {
    return visit
        .form("recover", visit.t("recover.title"), form, new RecoverPage(form))
        .header("Cache-Control", "private, no-store");
  }

  private Answer recover(Visit visit) {
    Form form = visit.form();
    String handle = form.text("handle").replaceFirst("^@", "").toLowerCase(Locale.ROOT);
    try {
      limits.take(RateLimits.Limit.LOGIN, handle + " " + visit.exchange().remoteAddress());
      members.recover(new SignIn.Recovery(handle, form.text("code"), form.exact("password")));
      return sessions.enter(visit, handle, form.exact("password"), "/me/security?said=password");
    } catch (Refused no) {
      return recovering(visit, form.refused(no, visit));
    }
  }
}
