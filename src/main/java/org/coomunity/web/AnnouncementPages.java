package org.coomunity.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.translate.TranslateDoors;
import org.coomunity.base.translate.Translation;
import org.coomunity.people.announcements.Announcement;
import org.coomunity.people.announcements.Announcements;
import org.jspecify.annotations.Nullable;

/// What a community tells its members: the list, one of them, and for stewards the pen.
final class AnnouncementPages {
  private static final String KIND = "announcement";
  private static final String FOLDER = "/announcements";
  private static final String ALL = "/c/{slug}" + FOLDER;
  private static final String ONE = ALL + "/{id}";
  private static final int PAGE = 20;

  private final Pages pages;
  private final Announcements announcements;
  private final Tongue tongue;
  private final RateLimits limits;

  AnnouncementPages(Pages pages, Web.Modules modules, Tongue tongue, RateLimits limits) {
    this.pages = pages;
    this.announcements = modules.announcements();
    this.tongue = tongue;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(ALL, visit -> list(visit.at("home"))),
        pages.get(ALL + "/new", visit -> fresh(visit.at("home"), Form.EMPTY)),
        pages.post(ALL + "/new", visit -> publish(visit.at("home"))),
        pages.get(ONE, visit -> one(visit.at("home"))),
        pages.get(ONE + "/edit", visit -> edit(visit.at("home"))),
        pages.post(ONE + "/edit", visit -> change(visit.at("home"))),
        pages.post(ONE + "/withdraw", visit -> withdraw(visit, true)),
        pages.post(ONE + "/restore", visit -> withdraw(visit, false)),
        tongue.route(pages, KIND, FOLDER));
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    boolean archive = visit.query("archive", "").equals("true");
    Page<Announcement> found =
        announcements.list(standing, archive, PAGE, visit.exchange().cursor());
    return visit
        .hear("community:" + standing.slug())
        .show(
            "announcements",
            visit.t("announcements.title"),
            new AnnouncementsPage(found.items(), archive, steward(standing), found.next()));
  }

  private static boolean steward(Standing standing) {
    return standing.role().includes(Role.STEWARD);
  }

  private Answer one(Visit visit) {
    Standing standing = visit.standing();
    Announcement it = announcements.announcement(standing, visit.id("id"));
    TongueView view =
        tongue.view(
            visit,
            new TranslateDoors.Ref(KIND, standing.slug(), it.id()),
            new TongueView.Original(it.title(), it.text(), it.language(), FOLDER + "/" + it.id()));
    Translation translation = view == null || !view.translated() ? null : view.text();
    String text = translation == null ? it.text() : translation.text();
    return visit
        .hear("community:" + standing.slug())
        .show(
            "announcement",
            it.title(),
            new AnnouncementPage(it, Links.of(text), view, steward(standing)));
  }

  private static Answer fresh(Visit visit, Form form) {
    visit.standing(Role.STEWARD);
    return visit.form(
        "announcement-new",
        visit.t("announcements.new"),
        form,
        new NewAnnouncementPage(form, null));
  }

  private Answer publish(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing(Role.STEWARD);
    try {
      limits.take(RateLimits.Limit.ANNOUNCEMENTS, standing.actor().toString());
      Announcement made =
          announcements
              .publish(
                  standing,
                  new Announcement.Draft(
                      MarketPages.id(form),
                      form.exact("title"),
                      form.exact("text"),
                      visit.language().tag(),
                      until(form),
                      form.ticked("pinned")),
                  visit.language())
              .value();
      return visit.seeOtherIn(FOLDER + "/" + made.id() + "?said=announced");
    } catch (Refused no) {
      return fresh(visit, form.refused(no, visit));
    }
  }

  /// The end of the day that was named, in the time the platform counts days by.
  private static @Nullable Instant until(Form form) {
    String day = form.text("until");
    if (day.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException notADay) {
      throw Refused.field(Refusal.FIELD_FORMAT, "until");
    }
  }

  private static String day(@Nullable Instant until) {
    return until == null
        ? ""
        : LocalDate.ofInstant(until.minusMillis(1), ZoneOffset.UTC).toString();
  }

  private Answer edit(Visit visit) {
    Announcement it = announcements.announcement(visit.standing(Role.STEWARD), visit.id("id"));
    Form form = Form.with("title", it.title(), "text", it.text(), "until", day(it.until()));
    return editing(visit, it.pinned() ? form.and("pinned", "yes") : form, it);
  }

  private static Answer editing(Visit visit, Form form, Announcement it) {
    return visit.form(
        "announcement-new", visit.t("announcements.edit"), form, new NewAnnouncementPage(form, it));
  }

  private Answer change(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing(Role.STEWARD);
    Announcement it = announcements.announcement(standing, visit.id("id"));
    try {
      limits.take(RateLimits.Limit.ANNOUNCEMENTS, standing.actor().toString());
      Instant until = until(form);
      boolean same = form.text("until").equals(day(it.until()));
      announcements.change(
          standing,
          it.id(),
          new Announcement.Change(
              form.exact("title"),
              form.exact("text"),
              same ? null : until,
              until == null ? Boolean.TRUE : null,
              form.ticked("pinned")));
      return visit.seeOtherIn(FOLDER + "/" + it.id() + "?said=saved");
    } catch (Refused no) {
      return editing(visit, form.refused(no, visit), it);
    }
  }

  /// Nobody is asked whether they are sure: the page that follows brings it back.
  private Answer withdraw(Visit visit, boolean withdrawn) {
    Standing standing = visit.standing(Role.STEWARD);
    announcements.withdraw(standing, visit.id("id"), withdrawn);
    return visit.seeOtherIn(
        FOLDER
            + "/"
            + visit.id("id")
            + "?said="
            + (withdrawn ? "announce_gone" : "announced_back"));
  }
}
