package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.coomunity.TestPlatform;
import org.coomunity.testing.Chromium;
import org.coomunity.testing.Chromium.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The frame of every page in a real browser.
@Tag("browser")
class ShellBrowserTest {
  private static TestPlatform platform;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    platform = TestPlatform.start();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    platform.close();
  }

  @Test
  void the_language_changes_and_the_place_stays() {
    for (View view : List.of(View.DESK, View.PHONE.withoutScript())) {
      Page page = chromium.page(view);
      page.navigate(platform.url("/es/login?next=/me"));
      page.locator(".top details.menu summary").last().click();
      page.getByText("English").click();
      assertThat(page.url()).endsWith("/en/login?next=/me");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
      page.navigate(platform.url("/"));
      assertThat(page.url()).as("remembered").endsWith("/en");
    }
  }

  @Test
  void the_theme_changes_at_once_and_stays() {
    Page page = chromium.page(View.DESK);
    page.navigate(platform.url("/es"));
    String light = background(page);
    page.locator(".top details.menu summary").last().click();
    page.waitForResponse(
        answer -> answer.url().endsWith("/theme"),
        () -> page.getByRole(AriaRole.BUTTON, named("Oscuro")).click());
    assertThat(background(page)).isNotEqualTo(light);
    page.reload();
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    assertThat(background(page)).isNotEqualTo(light);
  }

  @Test
  void the_theme_changes_without_script() {
    Page page = chromium.page(View.PHONE.withoutScript());
    page.navigate(platform.url("/es/login"));
    page.locator(".top details.menu summary").last().click();
    page.getByRole(AriaRole.BUTTON, named("Oscuro")).click();
    assertThat(page.url()).endsWith("/es/login");
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
  }

  @Test
  void the_first_tab_stop_leads_to_the_content() {
    Page page = chromium.page(View.DESK);
    page.navigate(platform.url("/es"));
    page.keyboard().press("Tab");
    assertThat(page.locator(":focus").innerText()).isEqualTo("Ir al contenido");
    page.keyboard().press("Enter");
    assertThat(page.locator(":focus").getAttribute("id")).isEqualTo("main");
  }

  @Test
  void a_menu_closes_on_escape_and_gives_the_focus_back() {
    Page page = chromium.page(View.DESK);
    page.navigate(platform.url("/es"));
    page.locator(".top details.menu summary").last().click();
    page.keyboard().press("Escape");
    assertThat(page.locator("details.menu[open]").count()).isZero();
    assertThat(page.locator("summary:focus").count()).isEqualTo(1);
  }

  @Test
  void nothing_is_asked_from_elsewhere_and_nothing_breaks_the_policy() {
    Page page = chromium.page(View.PHONE);
    List<String> asked = new ArrayList<>();
    List<String> said = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.onConsoleMessage(message -> said.add(message.type() + " " + message.text()));
    page.navigate(platform.url("/es"));
    page.navigate(platform.url("/es/login"));
    assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith(platform.url("/")));
    assertThat(said).isEmpty();
  }

  @Test
  void a_narrow_window_never_scrolls_sideways() {
    Page page = chromium.page(new View(320, false, true, false));
    for (String path : List.of("/es", "/en/login", "/es/nothing/here")) {
      page.navigate(platform.url(path));
      Object over =
          page.evaluate(
              "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(over).as(path).isEqualTo(0);
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static String background(Page page) {
    return (String) page.evaluate("() => getComputedStyle(document.body).backgroundColor");
  }
}
