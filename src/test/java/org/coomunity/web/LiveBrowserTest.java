package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An open page hears what happens: state before and news give the state a fresh page shows.
@Tag("browser")
class LiveBrowserTest {
  private static WebTown town;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    town = new WebTown();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    town.close();
  }

  @Test
  void fund_scale_wallet_and_bell_follow_a_trade_on_the_open_page() {
    Page page = chromium.page(View.DESK);
    town.logIn(page, "tomas");
    page.waitForURL(url -> url.contains("/c/pachamama"));
    assertThat(page.locator("#fund .figure").innerText()).startsWith("0");
    town.story();
    PlaywrightAssertions.assertThat(page.locator("#fund .figure")).containsText("0,03");
    PlaywrightAssertions.assertThat(page.locator("#wallet-card .balance-figure"))
        .containsText("1,22");
    PlaywrightAssertions.assertThat(page.locator("#scale .scale-says")).containsText("1,25");
    PlaywrightAssertions.assertThat(page.locator("#bell .badge")).hasText("5");
    String after = parts(page);
    page.reload();
    assertThat(parts(page)).isEqualTo(after);
  }

  private static String parts(Page page) {
    return String.join(" | ", page.locator("[data-live]").allInnerTexts());
  }

  @Test
  void reading_the_notices_quiets_the_bell() {
    Page page = chromium.page(View.PHONE);
    town.logIn(page, "maria");
    town.propose(town.token("luz"), "luz", "maria", "0.50", "Semillas");
    PlaywrightAssertions.assertThat(page.locator("#bell .badge")).hasText("1");
    page.locator("#bell").click();
    assertThat(page.locator("#notices").innerText())
        .contains("Luz Marina Ospina te propone un trato: Semillas.");
    page.navigate(town.url("/es/me"));
    assertThat(page.locator("#bell .badge").count()).isZero();
  }
}
