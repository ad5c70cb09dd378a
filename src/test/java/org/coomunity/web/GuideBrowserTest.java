package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What helps people find their way: the first walk, the keyboard, pages that lead on.
@Tag("browser")
class GuideBrowserTest {
  private static final String HOME = "/es/c/" + WebTown.SLUG;
  private static final List<String> STOPS =
      List.of("Inicio:", "ÜMarket:", "ÜWallet:", "Tratos:", "Tú:");

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

  private static Page page(String handle, View view) {
    Page page = chromium.page(view);
    town.logIn(page, handle);
    return page;
  }

  private static Locator step(Page page) {
    return page.locator("#tour h3:visible");
  }

  private static String focused(Page page) {
    return page.locator(":focus").innerText();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_first_walk_has_five_stops_and_comes_once(boolean script) {
    Page page = page("maria", script ? View.PHONE : View.PHONE.withoutScript());
    page.navigate(town.url(HOME + "?tour=1"));
    for (String stop : STOPS) {
      step(page).filter(new Locator.FilterOptions().setHasText(stop)).waitFor();
      Locator next = page.locator("#tour .button:not(.quiet):visible");
      next.focus();
      page.keyboard().press("Enter");
      if (script && !stop.equals("Tú:")) {
        assertThat(focused(page)).isEqualTo(step(page).innerText());
        assertThat(page.locator(".tour-here").count()).isEqualTo(1);
      }
    }
    page.waitForURL(url -> url.endsWith(HOME));
    assertThat(page.locator("#tour").count()).isZero();
    page.navigate(town.url(HOME));
    assertThat(page.locator("#tour").count()).as("seen in this browser").isZero();
    page.navigate(town.url("/es/me"));
    page.locator("a[href$='?tour=1#tour']").click();
    assertThat(step(page).innerText()).startsWith("Inicio:");
    page.locator("#tour [data-tour='0']").first().click();
    page.waitForURL(url -> url.endsWith(HOME));
    assertThat(page.locator("#tour").count()).isZero();
  }

  @Test
  void who_arrives_is_shown_around_and_may_leave_with_escape() {
    Page page = chromium.page(View.DESK);
    town.logIn(page, "tomas");
    page.navigate(town.url("/es"));
    page.context().clearCookies(new ClearCookiesOptions().setName("tour"));
    page.navigate(town.url(HOME));
    assertThat(step(page).innerText()).startsWith("Inicio:");
    assertThat(page.locator("#tour :focus").count()).as("takes no focus by itself").isZero();
    page.locator("#tour .button:visible").focus();
    page.keyboard().press("Escape");
    assertThat(page.locator("#tour").count()).isZero();
    assertThat(page.locator("main:focus").count()).isEqualTo(1);
  }

  @Test
  void keys_lead_to_places_and_never_disturb_writing() {
    Page page = page("luz", View.DESK);
    page.navigate(town.url(HOME + "?tour=5"));
    page.keyboard().press("g");
    page.keyboard().press("w");
    page.waitForURL(url -> url.endsWith("/wallet"));
    page.keyboard().press("/");
    page.waitForURL(url -> url.endsWith("/market#f-q"));
    page.locator("#f-q:focus").waitFor();
    page.keyboard().type("gt?/");
    assertThat(page.locator("#f-q").inputValue()).isEqualTo("gt?/");
    assertThat(page.locator("dialog").count()).isZero();
    page.locator("h1").click();
    page.keyboard().press("g");
    page.keyboard().press("p");
    page.waitForURL(url -> url.endsWith("/me"));
  }

  @Test
  void the_list_of_keys_opens_closes_and_can_turn_them_off() {
    Page page = page("luz", View.DESK);
    page.navigate(town.url(HOME + "/trades"));
    page.locator("main a").first().focus();
    String before = focused(page);
    page.keyboard().press("?");
    Locator list = page.locator("dialog[open]");
    list.waitFor();
    assertThat(list.innerText()).contains("Atajos de teclado", "ÜWallet", "luego");
    assertThat(page.locator("dialog :focus").count()).isEqualTo(1);
    list.locator("input").uncheck();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog[open]").count()).isZero();
    assertThat(focused(page)).isEqualTo(before);
    page.keyboard().press("g");
    page.keyboard().press("w");
    page.keyboard().press("?");
    page.navigate(town.url("/es/keys"));
    assertThat(page.locator("dialog").count()).isZero();
    assertThat(page.locator("#keys input").isChecked()).as("remembered").isFalse();
    page.locator("#keys input").check();
    page.locator("h1").click();
    page.keyboard().press("g");
    page.keyboard().press("h");
    page.waitForURL(url -> url.endsWith(HOME));
  }

  @Test
  void a_page_that_is_not_there_and_one_that_is_for_others_lead_on() {
    Page page = page("luz", View.PHONE.withoutScript());
    page.navigate(town.url("/es/nothing/here"));
    assertThat(page.locator("main").innerText()).contains("Puede que a la dirección le falte algo");
    page.locator("#f-q").fill("miel");
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("/market?q=miel"));
    page.navigate(town.url("/es/operator"));
    assertThat(page.locator("main").innerText()).contains("habla con quienes cuidan");
    page.locator("main a[href$='/community#people']").click();
    assertThat(page.locator("h1").innerText()).isEqualTo("Pachamama Sierra Nevada");
  }

  @Test
  void an_empty_place_says_what_it_is_for_and_where_to_begin() {
    Page page = page("maria", View.PHONE);
    for (String place : List.of("", "/market", "/market?only=mine", "/wallet", "/trades")) {
      page.navigate(town.url(HOME + place));
      Locator empty = page.locator(".empty");
      assertThat(empty.locator("p").first().innerText()).as(place).hasSizeGreaterThan(20);
      assertThat(empty.locator("a.button").count()).as(place).isEqualTo(1);
    }
    page.navigate(town.url("/es/notifications"));
    assertThat(page.locator("main .empty a.button, main .list").count()).isEqualTo(1);
  }
}
