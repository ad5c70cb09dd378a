package org.coomunity.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.people.factors.Factor;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Logins;

/// The second step: setting it up, its recovery codes, and taking it once more before an act that
/// weighs more. The form of that act waits in hidden fields and is sent on after the step (307), so
/// that nobody types anything twice and no script is needed.
final class StepPages {
  private static final String TO = "confirm.to";
  private static final String CODE = "confirm.code";
  private static final String URI_START = "otpauth://totp/";
  private static final int URI_MOST = 300;

  private final Pages pages;
  private final Logins logins;
  private final Factors factors;
  private final Lets lets;
  private final RateLimits limits;

  StepPages(Pages pages, Web.Modules modules, RateLimits limits) {
    this.pages = pages;
    this.logins = modules.logins();
    this.factors = modules.factors();
    this.lets = modules.lets();
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.post("/confirm", this::confirm),
        pages.post("/me/step", this::begin),
        pages.post("/me/step/confirm", this::turnOn),
        pages.post("/me/step/codes", this::renew),
        pages.post("/me/step/off", this::turnOff));
  }

  /// The page that asks for the second step and holds the form that waits for it.
  static Answer ask(Visit visit, String to, Map<String, String> fields, Form form) {
    Map<String, String> waiting = new LinkedHashMap<>(fields);
    waiting.remove(TO);
    waiting.remove(CODE);
    return visit
        .show("confirm", visit.t("second.title"), new ConfirmPage(form, to, waiting))
        .status(form.faulty() ? 422 : 403)
        .header("Cache-Control", "private, no-store");
  }

  private Answer confirm(Visit visit) {
    Form form = visit.form();
    String to = SessionPages.next(form.text(TO));
    Caller caller = visit.caller();
    try {
      limits.take(RateLimits.Limit.STEP, visit.exchange().remoteAddress());
      factors.prove(caller.member(), caller.session(), form.text(CODE));
      return visit.seeOther(to).status(307);
    } catch (Refused no) {
      return ask(visit, to, form.values(), form.refused(no, visit, "code", CODE));
    }
  }

  private Answer begin(Visit visit) {
    Form form = visit.form();
    Caller caller = visit.caller();
    limits.take(RateLimits.Limit.LOGIN, caller.handle());
    if (!logins.knows(caller.member(), new Secret(form.exact("password")))) {
      return visit.seeOther("/me/security?said=step_password#step");
    }
    Factor.Setup setup = factors.begin(caller.member(), caller.handle());
    return setup(visit, Form.EMPTY, setup.secret(), setup.uri());
  }

  private Answer setup(Visit visit, Form form, String secret, String uri) {
    StepPage page = new StepPage(form, secret, uri, WalletPages.picture(lets.qr(uri)));
    return visit
        .form("step", visit.t("second.begin"), form, page)
        .header("Cache-Control", "private, no-store");
  }

  private Answer turnOn(Visit visit) {
    Form form = visit.form();
    Caller caller = visit.caller();
    try {
      return codes(visit, factors.confirm(caller.member(), caller.session(), form.text("code")));
    } catch (Refused no) {
      String uri = form.text("uri");
      if (no.refusal() == Refusal.WRONG_STATE
          || !uri.startsWith(URI_START)
          || uri.length() > URI_MOST) {
        throw no;
      }
      // only this page knows the secret still; it shows it again
      return setup(visit, form.refused(no, visit), form.text("secret"), uri);
    }
  }

  private static Answer codes(Visit visit, List<String> codes) {
    return visit
        .show("step-codes", visit.t("second.codes"), new StepCodesPage(codes))
        .header("Cache-Control", "private, no-store");
  }

  private Answer renew(Visit visit) {
    pages.demand(visit.caller());
    return codes(visit, factors.renew(visit.caller().member()));
  }

  private Answer turnOff(Visit visit) {
    pages.demand(visit.caller());
    factors.remove(visit.caller().member());
    return visit.seeOther("/me/security?said=step_off#step");
  }
}
