package org.coomunity.web;

import java.util.List;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;

/// Where everybody begins: strangers with what this is, members with their community.
final class HomePages {
  private final Pages pages;

  HomePages(Pages pages) {
    this.pages = pages;
  }

  List<Route> routes() {
    return List.of(
        pages.open("GET", "", this::start),
        pages.get("/c/{slug}", visit -> home(visit.at("home"))));
  }

  private Answer start(Visit visit) {
    Shell.Home home = visit.maybeCaller().map(caller -> pages.homeOf(visit)).orElse(null);
    return home == null
        ? visit.show("welcome", visit.t("welcome.title"), new WelcomePage(Form.EMPTY))
        : visit.seeOther("/c/" + home.slug());
  }

  private Answer home(Visit visit) {
    visit.standing();
    return visit.show("welcome", visit.t("welcome.title"), new WelcomePage(Form.EMPTY));
  }
}
