package org.coomunity.web;

import java.time.Duration;
import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Organisation;

/// Organisations: founding one, who acts for it, and acting for it oneself. Whoever acts for one
/// sees and does everything in a community as it, until they stop; a cookie keeps for which.
final class OrganisationPages {
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Pages pages;
  private final Communities communities;
  private final People people;

  OrganisationPages(Pages pages, Communities communities, People people) {
    this.pages = pages;
    this.communities = communities;
    this.people = people;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/organisations/new", visit -> form(visit.at("community"), Form.EMPTY)),
        pages.post("/c/{slug}/organisations/new", visit -> found(visit.at("community"))),
        pages.post("/c/{slug}/organisations/{handle}/people", this::act),
        pages.post("/acting", this::acting));
  }

  private static Answer form(Visit visit, Form form) {
    return visit.form(
        "organisation-new", visit.t("organisation.new"), form, new OrganisationPage(form));
  }

  private Answer found(Visit visit) {
    Form form = visit.form();
    try {
      String handle =
          communities
              .found(
                  visit.standing(),
                  new Organisation.Draft(
                      form.text("handle"), form.text("displayName"), form.text("text")))
              .handle();
      return visit.seeOtherIn("/people/" + handle + "?said=founded");
    } catch (Refused no) {
      return form(visit, form.refused(no, visit));
    }
  }

  private Answer act(Visit visit) {
    Form form = visit.form();
    String handle = visit.exchange().path("handle");
    boolean acts = !form.text("acts").equals("no");
    communities.act(visit.standing(), handle, form.text("person").replaceFirst("^@", ""), acts);
    return visit.seeOtherIn("/people/" + handle + "?said=saved");
  }

  /// Begins to act for an organisation, or stops.
  private Answer acting(Visit visit) {
    Form form = visit.form();
    String organisation = form.text("as");
    String slug = form.text("slug");
    if (organisation.isEmpty()) {
      return remember(visit.seeOther(slug.isEmpty() ? "" : "/c/" + slug), visit, "", Duration.ZERO);
    }
    if (people.acting(visit.caller(), slug, organisation).isEmpty()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return remember(visit.seeOther("/c/" + slug + "?said=acting"), visit, organisation, A_DAY);
  }

  private static Answer remember(Answer answer, Visit visit, String organisation, Duration life) {
    return Pages.remember(answer, visit.exchange(), Pages.ACTING, organisation, life);
  }
}
