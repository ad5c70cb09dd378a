package org.coomunity.web;

import java.util.List;
import java.util.Optional;
import org.coomunity.analytics.insight.Churn;
import org.coomunity.analytics.insight.Departures;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;

/// How people are, and what was done for those who may need a hand; for stewards.
final class HealthPages {
  private static final int PEOPLE = 30;
  private static final String HEALTH = "/c/{slug}/health";
  private static final String CARED = HEALTH + "/{handle}/cared";
  private static final String CALM = Departures.Band.LOW.key();

  private final Pages pages;
  private final Insight insight;
  private final RateLimits limits;

  HealthPages(Pages pages, Insight insight, RateLimits limits) {
    this.pages = pages;
    this.insight = insight;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(HEALTH, visit -> health(visit.at("community"), Form.EMPTY)),
        pages.post(CARED, visit -> cared(visit.at("community"))),
        pages.post(CARED + "/{id}/undo", visit -> undo(visit.at("community"))));
  }

  private Answer health(Visit visit, Form form) {
    Standing steward = visit.standing(Role.STEWARD);
    Churn churn =
        insight.churn(
            steward, Optional.empty(), visit.language(), PEOPLE, visit.exchange().cursor());
    // those who are at home stand last: where they begin, nobody who may need a hand follows
    List<Churn.AtRisk> items =
        churn.items().stream().filter(one -> !one.band().equals(CALM)).toList();
    String more = items.size() == churn.items().size() ? churn.next() : null;
    HealthPage page = new HealthPage(form, churn, items, more, insight.nexts(steward));
    return visit.form("health", visit.t("health.title"), form, page);
  }

  private Answer cared(Visit visit) {
    Standing steward = visit.standing(Role.STEWARD);
    limits.take(RateLimits.Limit.MESSAGES, steward.actor().toString());
    Form form = visit.form();
    String handle = visit.exchange().path("handle");
    try {
      insight.cared(
          steward,
          handle,
          new Churn.Act(
              form.maybe("id").map(Json::uuid).orElse(null), form.text("act"), form.text("note")));
      return visit.seeOtherIn("/health?said=cared#p-" + handle);
    } catch (Refused no) {
      return health(visit, form.refused(no, visit));
    }
  }

  private Answer undo(Visit visit) {
    String handle = visit.exchange().path("handle");
    insight.uncared(visit.standing(Role.STEWARD), handle, visit.id("id"));
    return visit.seeOtherIn("/health?said=uncared#p-" + handle);
  }
}
