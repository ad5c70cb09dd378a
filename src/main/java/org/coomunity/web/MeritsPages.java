package org.coomunity.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.merits.Kind;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.decisions.merits.TrustVote;
import org.coomunity.people.communities.Communities;

/// What members have earned and why, their journey, and what they say for each other.
final class MeritsPages {
  private static final int ROWS = 30;
  private static final String PERSON = "/c/{slug}/people/{handle}";

  private final Pages pages;
  private final Merits merits;
  private final Communities communities;
  private final RateLimits limits;

  MeritsPages(Pages pages, Web.Modules modules, RateLimits limits) {
    this.pages = pages;
    this.merits = modules.merits();
    this.communities = modules.communities();
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/merits", visit -> own(visit.at("home"))),
        pages.get("/c/{slug}/journey", visit -> journey(visit.at("home"))),
        pages.get(PERSON + "/merits", visit -> theirs(visit.at("community"))),
        pages.post(PERSON + "/trust", this::trust),
        pages.post(PERSON + "/trust/revoke", this::revoke),
        pages.post(PERSON + "/validate", this::validate));
  }

  private Answer own(Visit visit) {
    return rows(visit, visit.standing().handle());
  }

  private Answer theirs(Visit visit) {
    return rows(visit, visit.exchange().path("handle"));
  }

  private Answer rows(Visit visit, String handle) {
    Standing standing = visit.standing();
    String asked = visit.query("kind", "").toUpperCase(Locale.ROOT);
    Optional<Kind> kind =
        asked.equals("MERITO") || asked.equals("ONDA")
            ? Optional.of(Kind.valueOf(asked))
            : Optional.empty();
    boolean mine = handle.equals(standing.handle());
    String name = communities.person(standing.community(), handle).profile().displayName();
    MeritsPage page =
        new MeritsPage(
            merits.reputation(standing, handle, kind, ROWS, visit.exchange().cursor()),
            kind.map(Kind::name).orElse(""),
            mine,
            name);
    String title = mine ? visit.t("merits.title") : visit.t("merits.theirs", Map.of("name", name));
    return visit.show("merits", title, page);
  }

  private Answer journey(Visit visit) {
    return visit.show(
        "journey", visit.t("journey.title"), new JourneyPage(merits.journey(visit.standing())));
  }

  private Answer trust(Visit visit) {
    Standing standing = visit.standing();
    limits.take(RateLimits.Limit.MESSAGES, standing.actor().toString());
    merits.trust(
        standing, visit.exchange().path("handle"), new TrustVote.Draft(visit.form().text("words")));
    return back(visit, "trusted");
  }

  private Answer revoke(Visit visit) {
    merits.revoke(visit.standing(), visit.exchange().path("handle"));
    return back(visit, "untrusted");
  }

  private Answer validate(Visit visit) {
    merits.validate(visit.standing(), visit.exchange().path("handle"));
    return back(visit, "validated");
  }

  private static Answer back(Visit visit, String said) {
    return visit.seeOtherIn("/people/" + visit.exchange().path("handle") + "?said=" + said);
  }
}
