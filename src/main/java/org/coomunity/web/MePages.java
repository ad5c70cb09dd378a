package org.coomunity.web;

import java.util.Arrays;
import java.util.List;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Element;
import org.coomunity.people.members.Me;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.Profile;
import org.coomunity.people.members.SignIn;
import org.jspecify.annotations.Nullable;

/// Oneself: what others read, log-ins, notices.
final class MePages {
  private static final int NOTICES = 30;

  private final Pages pages;
  private final Members members;
  private final Logins logins;
  private final Notices notices;

  MePages(Pages pages, Members members, Logins logins, Notices notices) {
    this.pages = pages;
    this.members = members;
    this.logins = logins;
    this.notices = notices;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/me", visit -> me(visit, null)),
        pages.post("/me", this::change),
        pages.get("/notifications", this::notices));
  }

  private Answer me(Visit visit, @Nullable Form refused) {
    Me me = members.me(visit.caller());
    MePage page = new MePage(me, refused == null ? filled(me) : refused, devices(visit));
    return refused == null
        ? visit.show("me", visit.t("me.title"), page)
        : visit.again("me", visit.t("me.title"), page);
  }

  private static Form filled(Me me) {
    Profile profile = me.profile();
    return Form.with(
        "displayName", profile.displayName(),
        "vocation", profile.vocation(),
        "text", profile.text(),
        "skills", String.join(", ", profile.skills()),
        "element", profile.element() == null ? "" : profile.element().name(),
        "languages", String.join(", ", profile.languages()),
        "email", me.email() == null ? "" : me.email(),
        "language", me.language());
  }

  private List<SignIn.Device> devices(Visit visit) {
    return logins.sessions(visit.caller().member()).stream()
        .map(session ->
            new SignIn.Device(
                session.id(),
                Devices.name(session.device()),
                session.startedAt(),
                session.refreshedAt(),
                session.id().equals(visit.caller().session())))
        .toList();
  }

  private Answer change(Visit visit) {
    Form form = visit.form();
    try {
      members.change(
          visit.caller().member(),
          new Profile.Change(
              form.text("displayName"),
              form.text("text"),
              words(form.text("skills")),
              form.text("vocation"),
              form.maybe("element").map(Element::valueOf).orElse(null),
              words(form.text("languages")),
              form.maybe("language").orElse(null),
              form.maybe("email").orElse(null),
              null,
              null));
    } catch (Refused no) {
      return me(visit, form.refused(no, visit));
    } catch (IllegalArgumentException noElement) {
      return me(visit, form);
    }
    String language = form.maybe("language").filter(pages::speaks).orElse(visit.language().tag());
    return Answer.seeOther("/" + language + "/me?said=saved");
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /// Reading them is seeing them; the bell is quiet from the next page on.
  private Answer notices(Visit visit) {
    var page =
        notices.of(visit.caller().member(), visit.language(), NOTICES, visit.exchange().cursor());
    Answer answer =
        visit.show(
            "notifications", visit.t("notices.title"), new NoticesPage(page.items(), page.next()));
    notices.see(visit.caller().member());
    return answer;
  }
}
