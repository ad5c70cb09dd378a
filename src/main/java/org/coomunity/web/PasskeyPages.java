package org.coomunity.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.json.StrictJson;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.passkeys.Passkey;
import org.coomunity.people.passkeys.Passkeys;

/// Passkeys: making, naming and forgetting them. The browser's part needs script; it fills a form
/// that is sent like any other.
final class PasskeyPages {
  private final Pages pages;
  private final Passkeys passkeys;
  private final Logins logins;
  private final RateLimits limits;

  PasskeyPages(Pages pages, Web.Modules modules, RateLimits limits) {
    this.pages = pages;
    this.passkeys = modules.passkeys();
    this.logins = modules.logins();
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.post("/me/passkeys/new", visit -> making(visit, Form.EMPTY)),
        pages.post("/me/passkeys", this::keep),
        pages.post("/me/passkeys/{id}", this::rename),
        pages.post("/me/passkeys/{id}/remove", this::remove));
  }

  /// What the script of the page put into the form.
  ///
  /// @throws Refused `passkey_refused`
  static Passkey.Credential credential(Form form) {
    try {
      return StrictJson.read(
          form.exact("credential").getBytes(StandardCharsets.UTF_8), Passkey.Credential.class);
    } catch (Refused noCredential) {
      throw Refused.because(Refusal.PASSKEY_REFUSED);
    }
  }

  private Answer making(Visit visit, Form form) {
    Passkey.Making options = passkeys.make(visit.caller());
    PasskeyPage page = new PasskeyPage(form, device(visit), Json.write(options), passkeys.site());
    return visit
        .form("passkey-new", visit.t("passkey.new"), form, page)
        .header("Cache-Control", "private, no-store");
  }

  /// The device in hand, in words.
  private String device(Visit visit) {
    return logins.sessions(visit.caller().member()).stream()
        .filter(session -> session.id().equals(visit.caller().session()))
        .map(session -> session.words())
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse(visit.t("me.device.unknown"));
  }

  private Answer keep(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(RateLimits.Limit.STEP, visit.exchange().remoteAddress());
      passkeys.keep(
          visit.caller(), new Passkey.Draft(form.text("name"), credential(form)), device(visit));
      return visit.seeOther("/me/security?said=passkey_added#passkeys");
    } catch (Refused no) {
      return making(visit, form.refused(no, visit));
    }
  }

  private Answer rename(Visit visit) {
    passkeys.rename(visit.caller().member(), visit.id("id"), visit.form().text("name"));
    return visit.seeOther("/me/security?said=saved#passkeys");
  }

  private Answer remove(Visit visit) {
    passkeys.remove(visit.caller().member(), visit.id("id"));
    return visit.seeOther("/me/security?said=passkey_removed#passkeys");
  }
}
