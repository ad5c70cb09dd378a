package org.coomunity.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.addresses.Addresses;
import org.coomunity.people.members.Members;
import org.coomunity.people.notices.Choices;
import org.coomunity.people.notices.MailRhythm;
import org.coomunity.people.notices.NoticeGroup;
import org.coomunity.people.notices.Notices;
import org.coomunity.people.push.Push;

/// How somebody hears of what happens: which browsers may be called, which letters come, when it is
/// quiet; and for whoever has a letter in hand, how to stop it.
final class NotificationPages {
  private static final String PAGE = "/settings/notifications";

  private final Pages pages;
  private final Members members;
  private final Addresses addresses;
  private final Push push;
  private final Notices notices;

  NotificationPages(Pages pages, Web.Modules modules) {
    this.pages = pages;
    this.members = modules.members();
    this.addresses = modules.addresses();
    this.push = modules.push();
    this.notices = modules.notices();
  }

  List<Route> routes() {
    return List.of(
        pages.get(PAGE, visit -> show(visit, chosen(visit.caller().member()))),
        pages.post(PAGE, this::choose),
        pages.post(PAGE + "/devices/{id}", this::remove),
        pages.bare("/unsubscribe", exchange -> query(exchange.location())),
        pages.open("GET", "/unsubscribe", visit -> leaving(visit, asked(visit))),
        pages.open("POST", "/unsubscribe", this::leave));
  }

  private Form chosen(MemberId member) {
    Choices choices = notices.choices(member);
    Map<String, String> values = new LinkedHashMap<>();
    for (NoticeGroup group : NoticeGroup.values()) {
      if (choices.of(group).push()) {
        values.put("push." + group.key(), "on");
      }
      values.put("mail." + group.key(), choices.of(group).mail().key());
    }
    values.put(
        "quiet.from", choices.quiet().map(quiet -> Integer.toString(quiet.from())).orElse("off"));
    values.put("quiet.to", choices.quiet().map(quiet -> Integer.toString(quiet.to())).orElse("7"));
    choices.zone().ifPresent(zone -> values.put("quiet.zone", zone.getId()));
    return Form.of(values);
  }

  private Answer show(Visit visit, Form form) {
    MemberId member = visit.caller().member();
    return visit.form(
        "settings-notifications",
        visit.t("notify.title"),
        form,
        new NotificationsPage(
            form, addresses.of(member), push.of(visit.caller()), notices.home(member).getId()));
  }

  private Answer choose(Visit visit) {
    Form form = visit.form();
    Map<String, String> settings = new LinkedHashMap<>();
    for (NoticeGroup group : NoticeGroup.values()) {
      settings.put("push." + group.key(), form.ticked("push." + group.key()) ? "on" : "off");
      if (group != NoticeGroup.SAFETY) {
        settings.put(
            "mail." + group.key(),
            form.maybe("mail." + group.key()).orElse(MailRhythm.DAILY.key()));
      }
    }
    settings.put("quiet.from", form.maybe("quiet.from").orElse("off"));
    settings.put("quiet.to", form.maybe("quiet.to").orElse("7"));
    settings.put("quiet.zone", form.maybe("quiet.zone").orElse("community"));
    try {
      members.settings(visit.caller().member(), settings);
      return visit.seeOther(PAGE + "?said=saved");
    } catch (Refused no) {
      return show(visit, form.refused(no, visit));
    }
  }

  private Answer remove(Visit visit) {
    UUID id = visit.id("id");
    push.remove(visit.caller().member(), id);
    return visit.seeOther(PAGE + "?said=saved#devices");
  }

  private static String query(String location) {
    int at = location.indexOf('?');
    return "/unsubscribe" + (at < 0 ? "" : location.substring(at));
  }

  private static Form asked(Visit visit) {
    return Form.with("token", visit.query("token", ""));
  }

  /// A link that is only looked at (by a program that looks for harm) stops nothing.
  private static Answer leaving(Visit visit, Form form) {
    return visit
        .form("unsubscribe", visit.t("notify.leave.title"), form, new UnsubscribePage(form))
        .header("Cache-Control", "private, no-store")
        .header("Referrer-Policy", "no-referrer");
  }

  private Answer leave(Visit visit) {
    Form form = visit.form();
    try {
      notices.leave(form.text("token"));
      return visit.seeOther(
          visit.maybeCaller().isPresent()
              ? PAGE + "?said=letters_off"
              : "/login?said=letters_off&next=" + PAGE);
    } catch (Refused no) {
      return leaving(visit, form.refused(no, visit));
    }
  }
}
