package org.coomunity.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.commons.Measure;
import org.coomunity.exchange.commons.Mission;

/// The missions of a community, each with its one bar.
final class MissionPages {
  private static final String FOLDER = "/missions";
  private static final String ALL = "/c/{slug}" + FOLDER;
  private static final String ONE = ALL + "/{id}";
  private static final String PLACE = "community";
  private static final int PAGE = 20;
  private static final Pattern STEP = Pattern.compile("(?:([0-9]{1,4})[ x×*]+)?(\\S.*)");

  private final Pages pages;
  private final Commons commons;
  private final Money money;

  MissionPages(Pages pages, Commons commons, Money money) {
    this.pages = pages;
    this.commons = commons;
    this.money = money;
  }

  List<Route> routes() {
    return List.of(
        pages.get(ALL, visit -> list(visit.at(PLACE))),
        pages.get(ALL + "/new", visit -> fresh(visit.at(PLACE), Form.with("measure", "trades"))),
        pages.post(ALL + "/new", visit -> open(visit.at(PLACE))),
        pages.get(ONE, visit -> one(visit.at(PLACE), Form.EMPTY)),
        pages.post(ONE + "/close", visit -> close(visit.at(PLACE))));
  }

  private Unit unit(Standing standing) {
    return money.exchange(standing.community()).unit();
  }

  private static boolean steward(Standing standing) {
    return standing.role().includes(Role.STEWARD);
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    Page<Mission> found = commons.missions(standing, PAGE, visit.exchange().cursor());
    return visit
        .hear("community:" + standing.slug())
        .show(
            "missions",
            visit.t("missions.title"),
            new MissionsPage(found.items(), unit(standing), steward(standing), found.next()));
  }

  private Answer fresh(Visit visit, Form form) {
    Standing standing = visit.standing(Role.STEWARD);
    boolean gifts = money.exchange(standing.community()).policy().giftMode();
    List<String> measures =
        Arrays.stream(Measure.values())
            .filter(measure -> measure != Measure.GIFTS || !gifts)
            .map(Measure::key)
            .toList();
    return visit.form(
        "mission-new", visit.t("missions.new"), form, new MissionsPage.Fresh(form, measures));
  }

  private Answer open(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing(Role.STEWARD);
    try {
      Mission made =
          commons
              .open(
                  standing,
                  new Mission.Draft(
                      MarketPages.id(form),
                      form.exact("title"),
                      form.exact("story"),
                      form.text("measure"),
                      form.maybe("target").map(Numbers::plain).orElse(null),
                      last(form),
                      form.text("measure").equals(Measure.STEPS.key()) ? steps(form) : null))
              .value();
      return visit.seeOtherIn(FOLDER + "/" + made.id() + "?said=mission_open");
    } catch (Refused no) {
      return fresh(visit, form.refused(no, visit));
    }
  }

  /// One step a line, with a number before it where it is wanted several times.
  private static List<Mission.Wanted> steps(Form form) {
    List<Mission.Wanted> steps = new ArrayList<>();
    for (String line : form.text("steps").split("\\R", -1)) {
      Matcher step = STEP.matcher(line.strip());
      if (step.matches()) {
        int times = step.group(1) == null ? 1 : Integer.parseInt(step.group(1));
        steps.add(new Mission.Wanted(step.group(2), times));
      }
    }
    return steps;
  }

  /// The end of the day that was named, in the time the platform counts days by.
  private static Instant last(Form form) {
    try {
      return LocalDate.parse(form.text("closesAt"))
          .plusDays(1)
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant();
    } catch (DateTimeParseException notADay) {
      throw Refused.field(Refusal.FIELD_FORMAT, "closesAt");
    }
  }

  private Answer one(Visit visit, Form form) {
    Standing standing = visit.standing();
    Mission it = commons.mission(standing, visit.id("id"));
    return visit
        .hear("community:" + standing.slug())
        .form(
            "mission",
            it.title(),
            form,
            new MissionsPage.One(it, unit(standing), steward(standing), form));
  }

  private Answer close(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing(Role.STEWARD);
    try {
      commons.close(standing, visit.id("id"), new Mission.Closing(form.exact("thanks")));
      return visit.seeOtherIn(FOLDER + "/" + visit.id("id") + "?said=mission_closed");
    } catch (Refused no) {
      return one(visit, form.refused(no, visit));
    }
  }
}
