package org.coomunity.web;

import java.util.List;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;

/// Logging in and out.
final class SessionPages {
  private final Pages pages;

  SessionPages(Pages pages) {
    this.pages = pages;
  }

  List<Route> routes() {
    return List.of(pages.open("GET", "/login", this::form));
  }

  private Answer form(Visit visit) {
    String next = visit.exchange().query("next").filter(Pages::local).orElse("");
    return visit.show("login", visit.t("login.title"), new LoginPage(Form.EMPTY, next));
  }
}
