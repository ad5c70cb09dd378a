package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Passkeys with the virtual authenticator of Chromium: one that verifies its owner and keeps what
/// it made.
@Tag("browser")
class PasskeyBrowserTest {
  private static WebTown town;
  private static Chromium chromium;
  private static String site;

  @BeforeAll
  static void start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    // passkeys are bound to a name, and this machine has one
    site = "http://localhost:" + port;
    town = new WebTown(Map.of("PORT", Integer.toString(port), "PUBLIC_URL", site));
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    town.close();
  }

  private static Page withAuthenticator() {
    Page page = chromium.page(View.PHONE);
    CDPSession devices = page.context().newCDPSession(page);
    devices.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject adding = new JsonObject();
    adding.add("options", options);
    devices.send("WebAuthn.addVirtualAuthenticator", adding);
    return page;
  }

  private static void logIn(Page page, String handle) {
    page.navigate(site + "/es/login");
    page.locator("[name=handle]").fill(handle);
    page.locator("[name=password]").fill(WebTown.PASSWORD);
    page.locator("main form .gold").click();
    page.waitForURL(url -> !url.contains("/login"));
  }

  private static void addPasskey(Page page, String name) {
    page.navigate(site + "/es/me/security");
    page.locator("form[action$='/me/passkeys/new'] button").click();
    page.locator("form[data-passkey=make] [name=name]").fill(name);
    page.locator("form[data-passkey=make] button").click();
    page.waitForURL(url -> url.contains("said=passkey_added"));
  }

  /// The log-in page of somebody who is a stranger there; it may leave as soon as it is there.
  private static void comeBack(Page page) {
    page.context().clearCookies();
    page.navigate(
        site + "/es/login?next=/me",
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
  }

  @Test
  void a_passkey_is_made_and_opens_the_door_without_name_or_password() {
    Page page = withAuthenticator();
    logIn(page, "luz");
    addPasskey(page, "Mi teléfono");
    assertThat(page.locator("section[aria-labelledby=passkeys]").innerText())
        .contains("Mi teléfono", "sin usar");
    page.addInitScript("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
    comeBack(page);
    page.locator("form[data-passkey=get]:not([hidden]) button").click();
    page.waitForURL(site + "/es/me");
    assertThat(page.locator("h1").innerText()).isEqualTo("Luz Marina Ospina");
    page.navigate(site + "/es/me/security");
    assertThat(page.locator("section[aria-labelledby=passkeys]").innerText())
        .doesNotContain("sin usar");
    page.locator("section[aria-labelledby=passkeys] summary").click();
    page.locator("section[aria-labelledby=passkeys] [name=name]").fill("El de casa");
    page.locator("section[aria-labelledby=passkeys] details button").click();
    page.waitForURL(url -> url.contains("said=saved"));
    assertThat(page.locator("section[aria-labelledby=passkeys]").innerText())
        .contains("El de casa");
  }

  @Test
  void the_browser_offers_a_passkey_while_the_name_is_typed() {
    Page page = withAuthenticator();
    logIn(page, "maria");
    addPasskey(page, "Portátil");
    comeBack(page);
    page.waitForURL(site + "/es/me");
    assertThat(page.locator("h1").innerText()).isEqualTo("María Chaparro");
  }

  @Test
  void a_passkey_that_was_removed_opens_nothing() {
    Page page = withAuthenticator();
    logIn(page, "tomas");
    addPasskey(page, "Viejo");
    page.locator("form[action$='/remove'] button").click();
    page.waitForURL(url -> url.contains("said=passkey_removed"));
    comeBack(page); // the browser offers it by itself, and this one takes it at once
    page.locator(".faults").waitFor();
    assertThat(page.locator(".faults").innerText()).contains("no abrió la puerta");
    page.navigate(site + "/es/me");
    assertThat(page.url()).contains("/login");
  }
}
