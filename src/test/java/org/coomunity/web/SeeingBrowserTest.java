package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Figures on an open page: they change as things happen, and their drawings can be pointed at.
@Tag("browser")
class SeeingBrowserTest {
  private static final String HERE = "/es/c/pachamama/seeing";

  private static WebTown town;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    town = new WebTown();
    SeeingStory.past(town);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    town.close();
  }

  @Test
  void a_figure_follows_what_happens_and_rests_while_nobody_looks() {
    Page page = chromium.page(View.DESK);
    town.logIn(page, "luz");
    page.navigate(town.url(HERE));
    Locator trades = page.locator("[data-figure=ayniTransactions]");
    PlaywrightAssertions.assertThat(trades).hasText("0");
    page.evaluate("window.stays = true");
    town.story();
    PlaywrightAssertions.assertThat(trades).hasText("0,2");
    assertThat(page.evaluate("window.stays")).as("no page was fetched for it").isEqualTo(true);
    assertThat(page.locator("[data-fresh]").innerText()).matches("A las [0-9:]{8}, hace [0-9]+ s");
    hide(page, true);
    trades.evaluate("e => e.textContent = 'nobody looks'");
    town.propose(town.token("tomas"), "tomas", "luz", "0.50", "Semillas");
    String trade = done();
    assertThat(trade).isNotEmpty();
    assertThat(trades.innerText()).isEqualTo("nobody looks");
    hide(page, false);
    PlaywrightAssertions.assertThat(trades).hasText("0,4");
  }

  /// One more trade is completed, and the figures have heard of it.
  private static String done() {
    String trade = town.propose(town.token("luz"), "luz", "tomas", "0.25", "Pan");
    String there = "/communities/pachamama/trades/" + trade;
    town.post(town.token("tomas"), there + "/accept", Map.of());
    town.post(town.token("luz"), there + "/complete", Map.of());
    String path = "/communities/pachamama/metrics/realtime";
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end
        && town.get(town.token("luz"), path).path("ayniTransactions").asDouble() < 0.4) {
      Thread.onSpinWait();
    }
    return trade;
  }

  private static void hide(Page page, boolean hidden) {
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);
  }

  @Test
  void a_drawing_is_drawn_anew_can_be_pointed_at_and_breaks_no_policy() {
    Page page = chromium.page(View.DESK);
    List<String> faults = new ArrayList<>();
    page.onConsoleMessage(message -> note(faults, message));
    page.onPageError(faults::add);
    town.logIn(page, "luz");
    page.navigate(town.url(HERE + "/measures/ayniTransactions"));
    PlaywrightAssertions.assertThat(page.locator("figure[data-drawn=uplot] canvas")).isVisible();
    page.locator(".u-over").hover();
    PlaywrightAssertions.assertThat(page.locator("[data-says]")).containsText("Este tiempo: ");
    page.evaluate("document.documentElement.dataset.theme = 'dark'");
    PlaywrightAssertions.assertThat(page.locator("figure canvas")).hasCount(1);
    page.locator("figure summary").click();
    PlaywrightAssertions.assertThat(page.locator("figure table tbody tr").first()).isVisible();
    assertThat(faults).isEmpty();
  }

  private static void note(List<String> faults, ConsoleMessage message) {
    if (message.type().equals("error")) {
      faults.add(message.text());
    }
  }

  @Test
  void without_script_the_drawing_of_the_server_and_its_table_stand_there() {
    Page page = chromium.page(View.PHONE.withoutScript());
    town.logIn(page, "luz");
    page.navigate(town.url(HERE + "/measures/responseTime"));
    PlaywrightAssertions.assertThat(page.locator("figure svg polyline").first()).isVisible();
    page.locator("figure summary").click();
    PlaywrightAssertions.assertThat(page.locator("figure table tbody tr").first()).isVisible();
  }

  @Test
  void other_pages_do_not_fetch_what_draws() {
    Page page = chromium.page(View.DESK);
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    town.logIn(page, "luz");
    page.navigate(town.url("/es/c/pachamama/community"));
    page.waitForLoadState();
    assertThat(asked).noneMatch(url -> url.contains("/c/chart") || url.contains("seeing-"));
  }
}
