package org.coomunity.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.commons.Contribution;
import org.coomunity.exchange.commons.Fund;
import org.coomunity.exchange.lets.Exchange;

/// The fund in public, and what members did for all.
final class CommonsPages {
  private static final String FUND = "/c/{slug}/fund";
  private static final String FOLDER = "/contributions";
  private static final String ALL = "/c/{slug}" + FOLDER;
  private static final String ONE = ALL + "/{id}";
  private static final String PLACE = "community";
  private static final int PAGE = 20;
  private static final int MOVEMENTS = 50;

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
        pages.get(ALL + "/new", visit -> fresh(visit.at(PLACE), Form.EMPTY)),
        pages.post(ALL + "/new", visit -> contribute(visit.at(PLACE))),
        pages.get(ONE, visit -> one(visit.at(PLACE))),
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

  private static Answer fresh(Visit visit, Form form) {
    return visit.form(
        "contribution-new", visit.t("contributions.new"), form, new ContributionsPage.Fresh(form));
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
                      form.text("link")))
              .value();
      return visit.seeOtherIn(FOLDER + "/" + made.id() + "?said=contributed");
    } catch (Refused no) {
      return fresh(visit, form.refused(no, visit));
    }
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
            new ContributionsPage.One(it, Links.of(it.story()), it.by().equals(standing.handle())));
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
