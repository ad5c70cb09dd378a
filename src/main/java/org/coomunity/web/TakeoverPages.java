package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Takeover;

/// Questions to a community: shall it take over the balance of somebody who goes?
final class TakeoverPages {
  private static final int QUESTIONS = 20;

  private final Pages pages;
  private final Communities communities;
  private final Money money;

  TakeoverPages(Pages pages, Communities communities, Money money) {
    this.pages = pages;
    this.communities = communities;
    this.money = money;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/takeovers", visit -> list(visit.at("community"), Form.EMPTY)),
        pages.post("/c/{slug}/takeovers", visit -> ask(visit.at("community"))),
        pages.post("/c/{slug}/takeovers/{id}/vote", visit -> vote(visit.at("community"))),
        pages.post("/c/{slug}/takeovers/{id}/withdraw", this::withdraw));
  }

  private Answer list(Visit visit, Form form) {
    Standing standing = visit.standing();
    Page<Takeover> found = communities.takeovers(standing, visit.cursorId(), QUESTIONS);
    TakeoversPage page =
        new TakeoversPage(
            form,
            money.exchange(standing.community()).unit(),
            found.items(),
            standing.handle(),
            found.next());
    return visit.form("takeovers", visit.t("takeovers.title"), form, page);
  }

  /// Asks about oneself.
  private Answer ask(Visit visit) {
    Form form = visit.form();
    try {
      communities.ask(
          visit.standing(),
          new Takeover.Draft(MarketPages.id(form), "leave", null, form.text("reason")));
      return visit.seeOtherIn("/takeovers?said=asked_all");
    } catch (Refused no) {
      return list(visit, form.refused(no, visit));
    }
  }

  private Answer vote(Visit visit) {
    Form form = visit.form();
    try {
      communities.vote(visit.standing(), visit.id("id"), form.text("vote").equals("yes"));
      return visit.seeOtherIn("/takeovers?said=voted");
    } catch (Refused no) {
      return list(visit, form.refused(no, visit));
    }
  }

  private Answer withdraw(Visit visit) {
    communities.withdrawTakeover(visit.standing(), visit.id("id"));
    return visit.seeOtherIn("/takeovers?said=saved");
  }
}
