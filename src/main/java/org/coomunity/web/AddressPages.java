package org.coomunity.web;

import java.util.ArrayList;
import java.util.List;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.addresses.Addresses;
import org.coomunity.people.members.Member;

/// Where letters lead: verifying an address, setting a new password; and, on a demo platform, the
/// letters themselves.
final class AddressPages {
  private static final int LETTERS = 50;

  private final Pages pages;
  private final Mail mail;
  private final Addresses addresses;
  private final SessionPages sessions;
  private final RateLimits limits;
  private final boolean demo;

  AddressPages(
      Pages pages, Web.Modules modules, SessionPages sessions, RateLimits limits, boolean demo) {
    this.pages = pages;
    this.mail = modules.mail();
    this.addresses = modules.addresses();
    this.sessions = sessions;
    this.limits = limits;
    this.demo = demo;
  }

  List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            List.of(
                pages.open("GET", "/forgot", visit -> forgotten(visit, Form.EMPTY)),
                pages.open("POST", "/forgot", this::forgot),
                pages.open("GET", "/reset", visit -> token(visit, "reset", asked(visit))),
                pages.open("POST", "/reset", this::reset),
                pages.open("GET", "/verify", visit -> token(visit, "verify", asked(visit))),
                pages.open("POST", "/verify", this::verify),
                pages.post("/me/email/verification", this::remind)));
    if (demo) {
      routes.add(pages.bare("/dev/mail", exchange -> "/dev/mail"));
      routes.add(pages.open("GET", "/dev/mail", this::letters));
    }
    return routes;
  }

  private static Answer forgotten(Visit visit, Form form) {
    return visit.form("forgot", visit.t("forgot.title"), form, new TokenPage(form));
  }

  private Answer forgot(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(Limit.LETTERS, visit.exchange().remoteAddress());
      addresses.lost(form.text("email"));
      return visit.seeOther("/login?said=reset_sent");
    } catch (Refused no) {
      return forgotten(visit, form.refused(no, visit));
    }
  }

  private static Form asked(Visit visit) {
    return Form.with("token", visit.query("token", ""));
  }

  private static Answer token(Visit visit, String page, Form form) {
    return visit
        .form(page, visit.t(page + ".title"), form, new TokenPage(form))
        .header("Cache-Control", "private, no-store")
        .header("Referrer-Policy", "no-referrer");
  }

  private Answer reset(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(Limit.STEP, visit.exchange().remoteAddress());
      Member member = addresses.reset(form.text("token"), new Secret(form.exact("password")));
      return sessions.enter(
          visit, member.handle(), form.exact("password"), "/me/security?said=password");
    } catch (Refused no) {
      return token(visit, "reset", form.refused(no, visit));
    }
  }

  private Answer verify(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(Limit.STEP, visit.exchange().remoteAddress());
      addresses.verify(form.text("token"));
      return visit.maybeCaller().isPresent()
          ? visit.seeOther("/me/security?said=verified#email")
          : visit.seeOther("/login?said=verified");
    } catch (Refused no) {
      return token(visit, "verify", form.refused(no, visit));
    }
  }

  private Answer remind(Visit visit) {
    limits.take(Limit.LETTERS, visit.caller().handle());
    addresses.remind(visit.caller().member());
    return visit.seeOther("/me/security?said=verify_sent#email");
  }

  private Answer letters(Visit visit) {
    return visit
        .show("letters", visit.t("letters.title"), new LettersPage(mail.laid(LETTERS)))
        .header("Cache-Control", "private, no-store");
  }
}
