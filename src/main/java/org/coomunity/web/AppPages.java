package org.coomunity.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;

/// What makes the pages an app that can be installed: its manifest, its service worker, and the
/// page that stands where there is no line.
final class AppPages {
  private static final String INK = "#1D1D1B";
  private static final String PAPER = "#FBFAF6";

  private final Pages pages;
  private final Assets assets;
  private final Messages messages;

  AppPages(Pages pages, Assets assets) {
    this.pages = pages;
    this.assets = assets;
    this.messages = pages.messages();
  }

  List<Route> routes() {
    return List.of(
        Route.root("GET", "/sw.js").by(Access.PUBLIC).page().to(assets::worker),
        Route.root("GET", "/manifest.webmanifest").by(Access.PUBLIC).page().to(this::manifest),
        pages.open(
            "GET",
            "/offline",
            visit -> visit.show("offline", visit.t("app.offline.title"), FaultPage.NONE)),
        pages.open("GET", "/keys", AppPages::keys));
  }

  /// The letters stand on the links they open, in the templates of the frame.
  private static Answer keys(Visit visit) {
    return visit.show(
        "keys",
        visit.t("keys.title"),
        new KeysPage(
            List.of(
                new KeysPage.Way(false, "/", visit.t("keys.search")),
                new KeysPage.Way(true, "h", visit.t("nav.home")),
                new KeysPage.Way(true, "m", "ÜMarket"),
                new KeysPage.Way(true, "t", visit.t("nav.trades")),
                new KeysPage.Way(true, "w", "ÜWallet"),
                new KeysPage.Way(true, "c", visit.t("nav.community")),
                new KeysPage.Way(true, "p", visit.t("me.title")),
                new KeysPage.Way(false, "?", visit.t("keys.list")))));
  }

  private Answer manifest(Exchange exchange) {
    Language language =
        exchange
            .query("lang")
            .filter(pages::speaks)
            .flatMap(Language::of)
            .orElseGet(() -> pages.preferred(exchange));
    String start = "/" + language.tag();
    Map<String, Object> says = new LinkedHashMap<>();
    says.put("id", "/");
    says.put("name", "CoomÜnity");
    says.put("short_name", "CoomÜnity");
    says.put("description", messages.text(language, "shell.description"));
    says.put("lang", language.tag());
    says.put("dir", language.direction());
    says.put("start_url", start);
    says.put("scope", "/");
    says.put("display", "standalone");
    says.put("background_color", PAPER);
    says.put("theme_color", INK);
    says.put(
        "icons",
        List.of(
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable.png", "512x512", "maskable")));
    return Answer.of("application/manifest+json", Json.bytes(says))
        .header("Cache-Control", "no-cache");
  }

  private Map<String, String> icon(String name, String sizes, String purpose) {
    String address = assets.addresses().getOrDefault(name, "");
    return Map.of("src", address, "sizes", sizes, "type", "image/png", "purpose", purpose);
  }
}
