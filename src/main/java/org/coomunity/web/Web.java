package org.coomunity.web;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;

/// The web app: pages written on the server, which work without script, and the files that make
/// them lively. The only module that joins others for a screen.
public final class Web {
  private final Assets assets = new Assets();
  private final Pages pages;

  public Web(Messages messages, InstantSource clock, URI publicUrl) {
    this.pages = new Pages(messages, clock, publicUrl, assets);
  }

  /// All pages and files.
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(assets.route());
    routes.add(
        Route.root("GET", "/")
            .by(Access.PUBLIC)
            .page()
            .to(exchange -> Answer.found("/" + pages.preferred(exchange).tag())));
    routes.add(pages.open("POST", "/theme", pages::theme));
    routes.add(pages.open("GET", "", this::home));
    routes.addAll(new SessionPages(pages).routes());
    return routes;
  }

  private Answer home(Visit visit) {
    return visit.show("welcome", visit.t("welcome.title"), new WelcomePage(Form.EMPTY));
  }

  /// The page shown to a person instead of a problem document.
  public String faultPage(
      Exchange exchange, int status, String code, String sentence, List<String> fields) {
    return pages.fault(exchange, status, code, sentence);
  }
}
