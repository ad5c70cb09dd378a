package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From offer to both ratings, and giving directly, with script and without.
@Tag("browser")
class JourneyBrowserTest {
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

  private static Page page(String handle, boolean script) {
    Page page = chromium.page(script ? View.PHONE : View.PHONE.withoutScript());
    town.logIn(page, handle);
    return page;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void from_an_offer_to_both_ratings(boolean script) {
    String title = "Pan de yuca " + (script ? "con" : "sin");
    Page tomas = page("tomas", script);
    tomas.navigate(town.url("/es/c/pachamama/market/new"));
    tomas.locator("[name=title]").fill(title);
    tomas.locator("[name=price]").fill("mucho");
    tomas.locator("main form .gold").click();
    tomas.locator(".faults a[href='#f-price']").waitFor();
    assertThat(tomas.locator("[name=title]").inputValue()).isEqualTo(title);
    tomas.locator("[name=price]").fill("0,50");
    tomas.locator("main form .gold").click();
    tomas.locator("h1", new Page.LocatorOptions().setHasText(title)).waitFor();
    String listing = tomas.url().replaceFirst("\\?.*", "");

    Page luz = page("luz", script);
    luz.navigate(listing);
    luz.locator("form[action$='/ask'] textarea").fill("¿Hay para mañana?");
    luz.locator("form[action$='/ask'] button").click();
    luz.locator("#questions .card").waitFor();
    luz.locator("form[action$='/propose'] button").click();
    luz.waitForURL(url -> url.contains("/trades/"));
    String trade = luz.url().replaceFirst("\\?.*", "");

    tomas.navigate(trade);
    assertThat(words(tomas, "#trade")).contains("0,50 Lükas", "Propuesta");
    tomas.locator("form[action$='/messages'] textarea").fill("Claro que sí, vecina.");
    tomas.locator("form[action$='/messages'] button").click();
    tomas.locator(".bubble.mine").waitFor();
    tomas.locator("form[action$='/accept'] button").click();
    tomas.locator("#trade .chip:has-text('Trato aceptado')").waitFor();

    luz.navigate(trade);
    assertThat(words(luz, "#talk")).contains("Claro que sí, vecina.");
    luz.locator("form[action$='/complete'] button").click();
    luz.locator("#trade .chip:has-text('Trato cumplido')").waitFor();
    assertThat(words(luz, "#trade")).contains("Bien Común con 0,01 Lükas");
    for (Page side : new Page[] {luz, tomas}) {
      side.navigate(trade);
      side.locator("[name=overall][value='5']").check();
      side.locator("[name=words]").fill("Gracias de corazón.");
      side.locator("form[action$='/ratings'] button").click();
      side.locator(".said").first().waitFor();
    }
    luz.navigate(town.url("/es/c/pachamama/people/tomas"));
    assertThat(words(luz, "main")).contains("Gracias de corazón.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void giving_shows_what_will_happen_before_it_does(boolean script) {
    Page maria = page("maria", script);
    maria.navigate(town.url("/es/c/pachamama/wallet/pay"));
    maria.locator("[name=to]").fill("nadie");
    maria.locator("[name=amount]").fill("0,25");
    maria.locator("main form .gold").click();
    maria.locator(".faults a[href='#f-to']").waitFor();
    maria.locator("[name=to]").fill("@luz");
    maria.locator("main form .gold").click();
    maria.locator("h1:has-text('Revisa antes de dar')").waitFor();
    assertThat(words(maria, "main")).contains("Luz Marina Ospina", "0,25 Lükas");
    String before = wallet("luz");
    maria.locator("main form .gold").click();
    maria.waitForURL(url -> url.contains("/wallet?said=gave"));
    assertThat(wallet("luz")).isNotEqualTo(before);
    maria.goBack();
    maria.locator("main form .gold").click();
    maria.waitForURL(url -> url.contains("/wallet?said=gave"));
    assertThat(maria.locator("#recent li").count()).as("sent twice, given once").isLessThan(3);
  }

  private static String wallet(String handle) {
    Page page = page(handle, true);
    page.navigate(town.url("/es/c/pachamama/wallet"));
    return words(page, "#balance");
  }

  private static String words(Page page, String selector) {
    return page.locator(selector).innerText().replace('\u00a0', ' ');
  }

  @Test
  void more_than_the_room_there_is_is_said_kindly() {
    Page maria = page("maria", true);
    maria.navigate(town.url("/es/c/pachamama/wallet/pay?to=luz&amount=400"));
    maria.locator("main form .gold").click();
    maria.locator("h1:has-text('Revisa')").waitFor();
    maria.locator("main form .gold").click();
    maria.locator(".faults").waitFor();
    assertThat(words(maria, ".faults")).contains("Ofrece algo");
    assertThat(maria.locator("[name=amount]").inputValue()).isEqualTo("400");
  }

  @Test
  void a_scanned_code_leads_to_giving() {
    Page maria = page("maria", true);
    String link =
        "/pay?t="
            + java.net.URLEncoder.encode(
                "http://elsewhere.example/api/v1/communities/pachamama/accounts/luz",
                java.nio.charset.StandardCharsets.UTF_8)
            + "&a=1.50&m=Pan";
    maria.navigate(town.url(link));
    assertThat(maria.locator("[name=to]").inputValue()).isEqualTo("luz");
    assertThat(maria.locator("[name=amount]").inputValue()).isEqualTo("1.50");
    maria.navigate(town.url("/pay?t=nothing"));
    assertThat(words(maria, "h1")).contains("Aquí no hay nada");
  }
}
