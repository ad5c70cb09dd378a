package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logging in, staying in, logging out and joining, in a real browser.
@Tag("browser")
class EntranceBrowserTest {
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

  private static View view(boolean script) {
    return script ? View.PHONE : View.PHONE.withoutScript();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_was_sent_to_the_log_in_comes_back_to_where_they_were_going(boolean script) {
    Page page = chromium.page(view(script));
    page.navigate(town.url("/es/me"));
    assertThat(page.url()).contains("/es/login?next=%2Fme");
    page.locator("[name=handle]").fill("luz");
    page.locator("[name=password]").fill(WebTown.PASSWORD);
    page.locator("main form .gold").click();
    page.waitForURL(town.url("/es/me"));
    assertThat(page.locator("h1").innerText()).isEqualTo("Luz Marina Ospina");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_wrong_password_is_said_kindly_and_the_name_stays(boolean script) {
    Page page = chromium.page(view(script));
    page.navigate(town.url("/es/login"));
    page.locator("[name=handle]").fill("luz");
    page.locator("[name=password]").fill("not the password");
    page.locator("main form .gold").click();
    page.locator(".faults").waitFor();
    assertThat(page.locator(".faults").innerText()).contains("no coinciden");
    assertThat(page.locator("[name=handle]").inputValue()).isEqualTo("luz");
    assertThat(page.locator("[name=password]").inputValue()).isEmpty();
    if (script) {
      assertThat(page.locator(".faults:focus").count()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_newcomer_joins_with_an_invitation(boolean script) {
    String code = town.invite(town.token("luz"), Map.of("text", "Te esperamos con café."));
    String handle = "nueva" + (script ? 1 : 2);
    Page page = chromium.page(view(script));
    page.navigate(town.url("/join/" + code));
    assertThat(page.locator("main").innerText())
        .contains("Luz Marina Ospina", "Pachamama Sierra Nevada", "Te esperamos con café.");
    page.locator("[name=displayName]").fill("Nueva Vecina");
    page.locator("[name=handle]").fill("¡No!");
    page.locator("[name=password]").fill(WebTown.PASSWORD);
    page.locator("[name=birthDate]").fill("1990-01-31");
    page.locator("[name=terms]").check();
    page.locator("main form .gold").click();
    page.locator(".faults a[href='#f-handle']").waitFor();
    assertThat(page.locator("[name=displayName]").inputValue()).isEqualTo("Nueva Vecina");
    assertThat(page.locator("[name=terms]").isChecked()).isTrue();
    page.locator("[name=handle]").fill(handle);
    page.locator("[name=password]").fill(WebTown.PASSWORD);
    page.locator("main form .gold").click();
    page.waitForURL(url -> url.contains("/c/pachamama"));
    assertThat(page.locator(".said").innerText()).contains("Ya eres parte");
    page.navigate(town.url("/es/join/" + code));
    assertThat(page.locator("main").innerText()).contains("ya se usó");
  }

  @Test
  void who_comes_back_after_the_access_token_ended_is_still_logged_in_forms_too() {
    Page page = chromium.page(View.DESK);
    town.logIn(page, "tomas");
    page.navigate(town.url("/es/me"));
    page.locator("[name=vocation]").fill("Tejer memoria");
    List<Cookie> kept =
        page.context().cookies().stream().filter(c -> !c.name.equals("session")).toList();
    page.context().clearCookies();
    page.context().addCookies(kept);
    page.locator("main form .gold").click();
    page.waitForURL(url -> url.contains("said=saved"));
    assertThat(page.locator("[name=vocation]").inputValue()).isEqualTo("Tejer memoria");
    assertThat(page.context().cookies()).anyMatch(c -> c.name.equals("session") && c.httpOnly);
  }

  @Test
  void a_log_in_that_was_ended_elsewhere_leads_to_the_log_in() {
    Page page = chromium.page(View.DESK);
    town.logIn(page, "maria");
    page.context()
        .clearCookies(
            new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("session"));
    page.context().addCookies(List.of(new Cookie("refresh", "made-up").setUrl(town.url("/"))));
    page.navigate(town.url("/es/me"));
    assertThat(page.url()).contains("/es/login?next=%2Fme");
  }

  @Test
  void logging_out_closes_the_door() {
    Page page = chromium.page(View.DESK);
    town.logIn(page, "luz");
    page.locator(".top details.menu summary").last().click();
    page.getByText("Salir").click();
    page.locator(".said").waitFor();
    page.navigate(town.url("/es/me"));
    assertThat(page.url()).contains("/login");
  }

  @Test
  void nobody_is_led_to_another_site_after_the_log_in() {
    Page page = chromium.page(View.DESK);
    page.navigate(town.url("/es/login?next=//evil.example/"));
    page.locator("[name=handle]").fill("luz");
    page.locator("[name=password]").fill(WebTown.PASSWORD);
    page.locator("main form .gold").click();
    page.waitForURL(url -> !url.contains("/login"));
    assertThat(page.url()).startsWith(town.url("/es"));
  }
}
