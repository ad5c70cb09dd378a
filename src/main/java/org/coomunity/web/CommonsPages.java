package org.coomunity.web;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange.FormFile;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.commons.Contribution;
import org.coomunity.exchange.commons.Fund;
import org.coomunity.exchange.commons.Mission;
import org.coomunity.exchange.lets.Exchange;
import org.jspecify.annotations.Nullable;

/// The fund in public, and what members did for all.
final class CommonsPages {
  private static final String FUND = "/c/{slug}/fund";
  private static final String FOLDER = "/contributions";
  private static final String ALL = "/c/{slug}" + FOLDER;
  private static final String ONE = ALL + "/{id}";
  private static final String PLACE = "community";
  private static final int PAGE = 20;
  private static final int MOVEMENTS = 50;
  private static final int PHOTOS_MOST = 4;
  private static final int UPLOAD = 17 * 1024 * 1024;

  private final Pages pages;
  private final Commons commons;
  private final Money money;
  private final RateLimits limits;

  CommonsPages(Pages pages, Commons commons, Money money, RateLimits limits) {
    this.pages = pages;
    this.commons = commons;
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(FUND, visit -> fund(visit.at(PLACE))),
        pages.get(ALL, visit -> list(visit.at(PLACE))),
        pages.get(ALL + "/new", visit -> fresh(visit.at(PLACE), start(visit))),
        pages.upload(ALL + "/new", UPLOAD, visit -> contribute(visit.at(PLACE))),
        pages.get(ONE, visit -> one(visit.at(PLACE))),
        pages.upload(ONE + "/photos", UPLOAD, this::show),
        pages.post(ONE + "/unshow", this::unshow),
        pages.post(ONE + "/confirm", visit -> confirm(visit, true)),
        pages.post(ONE + "/unconfirm", visit -> confirm(visit, false)),
        pages.post(ONE + "/withdraw", this::withdraw));
  }

  private Answer fund(Visit visit) {
    Standing standing = visit.standing();
    Exchange exchange = money.exchange(standing.community());
    Page<Fund.Movement> moved =
        commons.movements(
            standing.community(),
            Optional.of(standing),
            visit.exchange().cursor().flatMap(CommonsPages::place),
            MOVEMENTS);
    FundPage page =
        new FundPage(
            exchange.unit(),
            exchange.policy().fundRatePpm() / 1_000_000.0,
            commons.figures(standing.community()),
            moved.items(),
            moved.next());
    return visit.hear("community:" + standing.slug()).show("fund", visit.t("fund.title"), page);
  }

  private static Optional<Long> place(String cursor) {
    return Optional.of(cursor).filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    String state = visit.query("state", "");
    Page<Contribution> found =
        commons.contributions(
            standing, state.isEmpty() ? null : state, PAGE, visit.exchange().cursor());
    return visit
        .hear("community:" + standing.slug())
        .show(
            "contributions",
            visit.t("contributions.title"),
            new ContributionsPage(found.items(), state, found.next()));
  }

  /// The form for a step of a mission has its name already.
  private Form start(Visit visit) {
    Form form = Form.with("mission", visit.query("mission", ""), "step", visit.query("step", ""));
    Mission mission = mission(visit.standing(), form);
    if (mission == null) {
      return Form.EMPTY;
    }
    return mission.steps().stream()
        .filter(step -> Integer.toString(step.n()).equals(form.text("step")))
        .findFirst()
        .map(step -> form.and("title", step.title()))
        .orElse(Form.EMPTY);
  }

  private @Nullable Mission mission(Standing standing, Form form) {
    try {
      UUID id = mission(form);
      return id == null ? null : commons.mission(standing, id);
    } catch (Refused unknown) {
      return null;
    }
  }

  private static @Nullable UUID mission(Form form) {
    try {
      return form.maybe("mission").map(Json::uuid).orElse(null);
    } catch (IllegalArgumentException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, "mission");
    }
  }

  private Answer fresh(Visit visit, Form form) {
    return visit.form(
        "contribution-new",
        visit.t("contributions.new"),
        form,
        new ContributionsPage.Fresh(form, mission(visit.standing(), form)));
  }

  private Answer contribute(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.MESSAGES, standing.actor().toString());
      Contribution made =
          commons
              .contribute(
                  standing,
                  new Contribution.Draft(
                      MarketPages.id(form),
                      form.text("kind"),
                      form.exact("title"),
                      form.exact("story"),
                      form.exact("benefit"),
                      handles(form, "beneficiaries"),
                      handles(form, "witnesses"),
                      form.maybe("hours").map(Numbers::plain).orElse(null),
                      form.exact("evidence"),
                      form.text("link"),
                      mission(form),
                      form.maybe("step").map(CommonsPages::step).orElse(null)))
              .value();
      return photographed(visit, made, "contributed");
    } catch (Refused no) {
      return fresh(visit, form.refused(no, visit));
    }
  }

  private static Integer step(String typed) {
    if (!typed.matches("[0-9]{1,2}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "step");
    }
    return Integer.valueOf(typed);
  }

  /// Puts the photos of a form where there is room. What was told is kept when one of them cannot
  /// be read: its page says why.
  private Answer photographed(Visit visit, Contribution it, String said) {
    Standing standing = visit.standing();
    String at = FOLDER + "/" + it.id();
    Set<Integer> taken = it.photos().stream().map(Contribution.Photo::n).collect(toSet());
    try {
      int n = 0;
      for (FormFile file : visit.exchange().files()) {
        while (taken.contains(n)) {
          n++;
        }
        if (file.bytes().length > 0 && n < PHOTOS_MOST) {
          limits.take(RateLimits.Limit.PHOTOS, standing.member().toString());
          commons.putPhoto(standing, it.id(), n, file.bytes());
          n++;
        }
      }
    } catch (Refused no) {
      return visit.seeOtherIn(at + "?photo=" + no.refusal().code());
    }
    return visit.seeOtherIn(at + "?said=" + said);
  }

  private Answer show(Visit visit) {
    Contribution it = commons.contribution(visit.standing(), visit.id("id"));
    return photographed(visit, it, "saved");
  }

  private Answer unshow(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    for (Contribution.Photo photo : commons.contribution(standing, visit.id("id")).photos()) {
      if (form.text("n").equals(Integer.toString(photo.n()))) {
        commons.removePhoto(standing, visit.id("id"), photo.n());
      }
    }
    return visit.seeOtherIn(FOLDER + "/" + visit.id("id") + "?said=saved");
  }

  private static List<String> handles(Form form, String field) {
    return Arrays.stream(form.text(field).split(Form.COMMAS, -1))
        .map(word -> word.strip().replaceFirst("^@", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Answer one(Visit visit) {
    Standing standing = visit.standing();
    Contribution it = commons.contribution(standing, visit.id("id"));
    return visit
        .hear("community:" + standing.slug())
        .show(
            "contribution",
            it.title(),
            new ContributionsPage.One(
                it,
                Links.of(it.story()),
                it.by().equals(standing.handle()),
                it.mission() == null ? null : commons.mission(standing, it.mission()),
                photo(visit)));
  }

  /// Why a photo could not be taken, when one was sent that could not.
  private static Form photo(Visit visit) {
    String code = visit.query("photo", "");
    for (Refusal refusal : Refusal.values()) {
      if (refusal.code().equals(code)) {
        return Form.EMPTY.wrong("photos", visit.t("refusal." + code));
      }
    }
    return Form.EMPTY;
  }

  private Answer confirm(Visit visit, boolean confirms) {
    commons.confirm(visit.standing(), visit.id("id"), confirms);
    return visit.seeOtherIn(
        FOLDER + "/" + visit.id("id") + "?said=" + (confirms ? "witnessed" : "unwitnessed"));
  }

  private Answer withdraw(Visit visit) {
    commons.withdraw(visit.standing(), visit.id("id"));
    return visit.seeOtherIn(FOLDER + "?said=contribution_gone");
  }
}
