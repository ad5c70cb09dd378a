package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The main journeys with the keyboard alone, from left to right and from right to left.
@Tag("browser")
class KeyboardBrowserTest {
  private static final int STOPS_MOST = 120;

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

  private static Page enter(String language, String handle) {
    Page page = chromium.page(View.DESK);
    page.navigate(town.url("/" + language + "/login"));
    type(page, "[name=handle]", handle);
    type(page, "[name=password]", WebTown.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("/c/"));
    return page;
  }

  /// Goes on with Tab until this is in focus, where one can see it.
  private static void reach(Page page, String selector) {
    page.locator(selector).first().waitFor();
    for (int stop = 0; stop < STOPS_MOST; stop++) {
      page.keyboard().press("Tab");
      if (page.evaluate("s => document.activeElement.matches(s)", selector).equals(true)) {
        assertThat(
                page.evaluate(
                    """
                    () => {
                      const here = document.activeElement, box = here.getBoundingClientRect();
                      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                      return !!top && (here.contains(top) || top.contains(here)
                        || [...(here.labels ?? [])].some(label => label.contains(top)));
                    }
                    """))
            .as("%s is covered when it has the focus", selector)
            .isEqualTo(true);
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + selector + " on " + page.url());
  }

  private static void press(Page page, String selector) {
    reach(page, selector);
    page.keyboard().press("Enter");
  }

  private static void type(Page page, String selector, String words) {
    reach(page, selector);
    page.keyboard().type(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "ar"})
  void from_an_offer_to_the_rating(String language) {
    Page tomas = enter(language, "tomas");
    press(tomas, "main a[href$='/market/new']");
    type(tomas, "[name=title]", "Semillas de quinua " + language);
    type(tomas, "[name=price]", "1");
    press(tomas, "main form .gold");
    tomas.waitForURL(url -> !url.endsWith("/market/new"));
    String listing = tomas.url().replaceFirst("\\?.*", "");

    Page luz = enter(language, "luz");
    luz.navigate(listing);
    press(luz, "form[action$='/propose'] button");
    luz.waitForURL(url -> url.contains("/trades/"));
    String trade = luz.url().replaceFirst("\\?.*", "");

    tomas.navigate(trade);
    press(tomas, "form[action$='/accept'] button");
    tomas.locator("form[action$='/accept']").waitFor(gone());
    luz.navigate(trade);
    press(luz, "form[action$='/complete'] button");
    luz.locator("[name=overall]").first().waitFor();
    reach(luz, "[name=overall]");
    luz.keyboard().press("Space");
    for (int more = 1; more < 5; more++) {
      luz.keyboard().press("ArrowDown");
    }
    assertThat(luz.locator("[name=overall]:checked").inputValue()).isEqualTo("5");
    press(luz, "form[action$='/ratings'] button");
    luz.locator(".said").first().waitFor();
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "ar"})
  void giving(String language) {
    Page maria = enter(language, "maria");
    press(maria, "main a[href$='/wallet/pay']");
    type(maria, "[name=to]", "luz");
    type(maria, "[name=amount]", "1");
    press(maria, "main form .gold");
    maria.waitForURL(url -> !url.endsWith("/wallet/pay"));
    press(maria, "main form .gold");
    maria.waitForURL(url -> url.contains("/wallet?said=gave"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"es", "ar"})
  void what_is_known_of_me_is_taken_along_and_a_consent_withdrawn(String language)
      throws IOException {
    Page maria = enter(language, "maria");
    maria.navigate(town.url("/" + language + "/me/privacy"));
    reach(maria, "form[action$='/me/privacy'] [type=checkbox]");
    boolean before = maria.evaluate("() => document.activeElement.checked").equals(true);
    maria.keyboard().press("Space");
    press(maria, "form[action$='/me/privacy'] button");
    maria.waitForURL(url -> url.contains("said=saved"));
    assertThat(maria.locator("form[action$='/me/privacy'] [type=checkbox]").first().isChecked())
        .isNotEqualTo(before);
    reach(maria, "main a[download]");
    Download taken = maria.waitForDownload(() -> maria.keyboard().press("Enter"));
    assertThat(Files.size(taken.path())).isGreaterThan(1_000);
  }
}
