package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coomunity.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody sees and writes while there is no line.
@Tag("browser")
class OfflineBrowserTest {
  private static final String HOME = "/es/c/" + WebTown.SLUG;
  private static final String CONTROLLED =
      "() => navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)";
  private static final String KEPT =
      "async path => { for (const name of await caches.keys()) {"
          + " if (await (await caches.open(name)).match(path, {ignoreVary: true})) return true; }"
          + " return false; }";

  private static WebTown town;
  private static Chromium chromium;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    town = new WebTown();
    town.story();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    town.close();
  }

  /// Logs in and waits until the browser can do without a line.
  private Page enter(BrowserContext context, String handle) {
    Page page = context.pages().getFirst();
    town.logIn(page, handle);
    page.navigate(town.url(HOME));
    page.waitForFunction(CONTROLLED);
    page.waitForFunction(KEPT, "/es/offline");
    page.waitForFunction(KEPT, HOME);
    page.waitForFunction(KEPT, HOME + "/market/new");
    return page;
  }

  private static void publish(Page page, String title) {
    page.navigate(town.url(HOME + "/market/new"));
    page.locator("[name=title]").fill(title);
    page.locator("[name=kind]").selectOption("SERVICE");
    page.locator("main form .gold").click();
  }

  private static Locator waiting(Page page) {
    return page.locator("#outbox li");
  }

  private static void gone(Page page) {
    page.locator("#outbox")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  private static long listed(String title) {
    List<String> titles = new ArrayList<>();
    town.get(town.token("luz"), "/communities/" + WebTown.SLUG + "/listings?limit=100")
        .get("items")
        .forEach(item -> titles.add(item.get("title").asText()));
    return titles.stream().filter(title::equals).count();
  }

  @Test
  void an_offer_written_without_a_line_outlives_the_browser_and_is_published_once() {
    String title = "Pan de maíz los viernes";
    try (BrowserContext context = chromium.profile(folder)) {
      Page page = enter(context, "luz");
      context.setOffline(true);
      publish(page, title);
      waiting(page)
          .first()
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      assertThat(page.locator("#outbox [data-say]").innerText()).contains("Guardado");
      assertThat(page.url()).endsWith("/market/new");
    }
    assertThat(listed(title)).isZero();
    try (BrowserContext context = chromium.profile(folder)) {
      context.setOffline(true);
      Page page = context.pages().getFirst();
      page.navigate(town.url("/es"));
      assertThat(page.url()).as("where the app begins").endsWith(HOME);
      page.locator("#outbox summary").click();
      assertThat(waiting(page).innerText()).contains(title, "espera la conexión");
      Page twin = context.newPage();
      twin.navigate(town.url(HOME));
      context.setOffline(false);
      gone(page);
      gone(twin);
    }
    assertThat(listed(title)).isEqualTo(1);
  }

  @Test
  void what_waits_can_be_taken_back() {
    String title = "Clases de quena";
    try (BrowserContext context = chromium.profile(folder)) {
      Page page = enter(context, "luz");
      context.setOffline(true);
      publish(page, title);
      page.locator("#outbox summary").click();
      page.locator("#outbox [data-drop]").click();
      gone(page);
      context.setOffline(false);
      page.navigate(town.url(HOME));
      assertThat(waiting(page).count()).isZero();
    }
    assertThat(listed(title)).isZero();
  }

  @Test
  void what_the_community_cannot_take_is_asked_about_and_never_sent_again() {
    try (BrowserContext context = chromium.profile(folder)) {
      Page page = enter(context, "luz");
      context.setOffline(true);
      page.navigate(town.url(HOME + "/market/new"));
      page.locator("[name=title]").fill("Miel");
      page.locator("[name=price]").fill("mucho");
      page.locator("main form .gold").click();
      waiting(page)
          .first()
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      context.setOffline(false);
      page.locator("#outbox summary").click();
      page.locator("#outbox [data-look]").click();
      page.locator(".faults").waitFor();
      assertThat(page.locator("[name=title]").inputValue()).isEqualTo("Miel");
    }
    assertThat(listed("Miel")).isZero();
  }

  @Test
  void what_one_member_wrote_is_never_sent_as_another() {
    String title = "Semillas de quinua";
    try (BrowserContext context = chromium.profile(folder)) {
      Page page = enter(context, "luz");
      context.setOffline(true);
      publish(page, title);
      waiting(page)
          .first()
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      context.clearCookies();
      context.setOffline(false);
      page.locator("#outbox [data-when='paused aside']:not([hidden])")
          .first()
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      town.logIn(page, "tomas");
      page.navigate(town.url(HOME));
      assertThat(waiting(page).count()).as("of somebody else").isZero();
      assertThat(listed(title)).isZero();
      context.clearCookies();
      town.logIn(page, "luz");
      gone(page);
      page.waitForFunction("async () => (await navigator.locks.query()).held.length === 0");
    }
    assertThat(listed(title)).isEqualTo(1);
  }

  @Test
  void messages_keep_their_order_and_payments_do_not_wait() {
    String trade =
        town.pages().stream().filter(p -> p.contains("/trades/")).findFirst().orElseThrow();
    try (BrowserContext context = chromium.profile(folder)) {
      Page page = enter(context, "luz");
      page.navigate(town.url("/es" + trade));
      page.waitForFunction(KEPT, "/es" + trade);
      context.setOffline(true);
      for (String words : List.of("primero", "segundo", "tercero")) {
        page.locator("#f-text").fill(words);
        page.locator("form[data-queue] button").click();
        page.waitForFunction(
            "words => document.querySelector('#outbox ul').textContent.includes(words)", words);
      }
      assertThat(page.locator("form[action*='/pay'][data-queue]").count()).isZero();
      context.setOffline(false);
      gone(page);
      page.reload();
      assertThat(page.locator("#talk").innerText())
          .containsSubsequence("primero", "segundo", "tercero");
    }
  }

  @Test
  void a_page_that_was_seen_is_there_without_a_line_and_another_says_so_kindly() {
    try (BrowserContext context = chromium.profile(folder)) {
      Page page = enter(context, "luz");
      page.navigate(town.url(HOME + "/market"));
      page.waitForFunction(KEPT, HOME + "/market");
      context.setOffline(true);
      page.navigate(town.url(HOME + "/market"));
      assertThat(page.locator("#bar-offline").isVisible()).isTrue();
      assertThat(page.locator("main").innerText()).contains("Mochila arhuaca");
      page.navigate(town.url(HOME + "/wallet/statement"));
      assertThat(page.locator("h1").innerText()).isEqualTo("Ahora no hay conexión");
      context.setOffline(false);
      page.locator("[data-again]").click();
      page.locator("h1:not(:text('Ahora no hay'))").waitFor();
      page.locator(".top details.menu summary").last().click();
      page.locator("form[action$='/logout'] button").click();
      page.waitForURL(url -> url.contains("said=bye"));
      context.setOffline(true);
      page.navigate(town.url(HOME + "/market"));
      assertThat(page.locator("main").innerText()).doesNotContain("Mochila arhuaca");
    }
  }
}
