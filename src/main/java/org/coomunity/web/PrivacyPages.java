package org.coomunity.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.members.Findable;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.Purpose;
import org.coomunity.people.members.SignIn;
import org.coomunity.people.privacy.Privacy;

/// What is kept about people and what they can do about it: consents, all of it as a file, goodbye
/// and coming back; and for everybody the page about laws and rights.
final class PrivacyPages {
  private static final int HISTORY = 20;

  private final Pages pages;
  private final Members members;
  private final Privacy privacy;
  private final SessionPages sessions;
  private final RateLimits limits;
  private final Web.Responsible responsible;

  PrivacyPages(
      Pages pages,
      Web.Modules modules,
      SessionPages sessions,
      RateLimits limits,
      Web.Responsible responsible) {
    this.pages = pages;
    this.members = modules.members();
    this.privacy = modules.privacy();
    this.sessions = sessions;
    this.limits = limits;
    this.responsible = responsible;
  }

  List<Route> routes() {
    return List.of(
        pages.open("GET", "/privacy", this::law),
        pages.get("/me/privacy", this::show),
        pages.post("/me/privacy", this::agree),
        pages.post("/me/privacy/directory", this::found),
        pages.get("/me/privacy/export", this::export),
        pages.get("/me/goodbye", visit -> leaving(visit, Form.EMPTY)),
        pages.post("/me/goodbye", this::leave),
        pages.open("GET", "/return", visit -> returning(visit, Form.EMPTY)),
        pages.open("POST", "/return", this::comeBack));
  }

  private Answer law(Visit visit) {
    return visit.show(
        "law",
        visit.t("law.title"),
        new LawPage(responsible.contact(), responsible.residence(), LawPage.RIGHTS));
  }

  private Answer show(Visit visit) {
    MemberId member = visit.caller().member();
    Map<String, Boolean> given = new HashMap<>();
    members.consents(member).forEach(one -> given.putIfAbsent(one.purpose(), one.given()));
    given.putIfAbsent(Purpose.COUNTS.key(), !given.containsKey(Purpose.ANALYTICS.key()));
    return visit.show(
        "privacy",
        visit.t("privacy.title"),
        new PrivacyPage(
            choices(),
            given,
            Findable.HIDDEN.equals(members.settings(member).get(Findable.SETTING)),
            members.consentHistory(member, Optional.empty(), HISTORY).items()));
  }

  private static List<String> choices() {
    return Purpose.choices().stream().map(Purpose::key).toList();
  }

  private Answer agree(Visit visit) {
    Form form = visit.form();
    Map<String, Boolean> wish = new LinkedHashMap<>();
    choices().forEach(purpose -> wish.put(purpose, form.ticked(purpose)));
    members.consents(visit.caller().member(), wish);
    return visit.seeOther("/me/privacy?said=saved");
  }

  /// Whether one is found in the directories of one's communities.
  private Answer found(Visit visit) {
    String wish = visit.form().ticked("found") ? Findable.SHOWN : Findable.HIDDEN;
    members.settings(visit.caller().member(), Map.of(Findable.SETTING, wish));
    return visit.seeOther("/me/privacy?said=saved");
  }

  private Answer export(Visit visit) {
    return privacy.download(limits, visit.caller(), visit.language());
  }

  private static Answer leaving(Visit visit, Form form) {
    return visit.form("goodbye", visit.t("bye.title"), form, new GoodbyePage(form));
  }

  private Answer leave(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(RateLimits.Limit.LOGIN, visit.caller().handle());
      privacy.leave(visit.caller(), new Secret(form.exact("password")));
      return SessionPages.forgotten(visit.seeOther("/return?said=gone"), visit.exchange());
    } catch (Refused no) {
      return leaving(visit, form.refused(no, visit));
    }
  }

  private static Answer returning(Visit visit, Form form) {
    return visit.form("return", visit.t("return.title"), form, new GoodbyePage(form));
  }

  private Answer comeBack(Visit visit) {
    Form form = visit.form();
    String handle = form.text("handle").replaceFirst("^@", "").toLowerCase(Locale.ROOT);
    String password = form.exact("password");
    try {
      privacy.comeBack(limits, handle, new Secret(password), SignIn.From.of(visit.exchange()));
      return sessions.enter(visit, handle, password, "?said=back");
    } catch (Refused no) {
      return returning(visit, form.refused(no, visit));
    }
  }
}
