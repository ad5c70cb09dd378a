package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages and files as the server sends them.
class WebHttpTest {
  private static final int FIRST_VISIT_BYTES = 60 * 1024;
  private static final int PAGE_BYTES = 60 * 1024;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private static WebTown town;

  @BeforeAll
  static void start() {
    town = new WebTown();
    town.story();
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(town.url(path)));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpResponse<String> post(String path, String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(town.url(path)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"en-GB;q=0.9, '', /en", "qu, '', /es", "en, lang=es, /es", "es, lang=xx, /es"})
  void the_root_leads_to_the_language_of_cookie_then_browser_then_spanish(
      String accept, String cookie, String to) throws Exception {
    HttpResponse<byte[]> answer =
        cookie.isEmpty()
            ? get("/", "Accept-Language", accept)
            : get("/", "Accept-Language", accept, "Cookie", cookie);
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains(to);
  }

  @Test
  void a_language_we_do_not_have_leads_to_one_we_have_and_the_rest_stays() throws Exception {
    HttpResponse<byte[]> answer = get("/qu/login?next=/me", "Accept-Language", "en");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/en/login?next=/me");
  }

  @Test
  void what_is_nowhere_is_a_page_in_the_language_of_the_address() throws Exception {
    HttpResponse<byte[]> answer = get("/en/no/such/page", "Accept", "text/html");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(text(answer)).contains("<html lang=\"en\"", "There is nothing here");
    assertThat(get("/favicon", "Accept", "text/html").statusCode()).isEqualTo(404);
  }

  @Test
  void a_community_one_does_not_belong_to_is_not_known() throws Exception {
    HttpResponse<byte[]> answer =
        get("/es/c/other", "Authorization", "Bearer " + town.token("luz"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(text(answer)).contains("No encontramos esa comunidad");
  }

  @Test
  void a_first_visit_fits_into_the_budget() throws Exception {
    String page = text(get("/es"));
    long bytes = get("/es", "Accept-Encoding", "gzip").body().length;
    Matcher file = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"").matcher(page);
    int files = 0;
    while (file.find()) {
      HttpResponse<byte[]> asset = get(file.group(1), "Accept-Encoding", "br, gzip");
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(asset.headers().firstValue("Content-Encoding")).contains("br");
      assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
      bytes += asset.body().length;
      files++;
    }
    assertThat(files).isGreaterThanOrEqualTo(3);
    assertThat(bytes).isLessThan(FIRST_VISIT_BYTES);
  }

  @Test
  void every_page_is_small_complete_and_in_its_language() throws Exception {
    String bearer = "Bearer " + town.token("luz");
    for (String language : List.of("es", "en", "ar", "ja", "hi", "de")) {
      String direction = language.equals("ar") ? "rtl" : "ltr";
      for (String path : town.pages()) {
        HttpResponse<byte[]> answer = get("/" + language + path, "Authorization", bearer);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body().length).as(path).isLessThan(PAGE_BYTES);
        assertThat(answer.headers().firstValue("Content-Language")).contains(language);
        assertThat(text(answer))
            .as(path)
            .contains(
                "<html lang=\"" + language + "\" dir=\"" + direction + "\"",
                "hreflang=\"x-default\"")
            .doesNotContain("⟨", "{$", " style=");
      }
    }
  }

  @Test
  void what_people_write_is_text_and_never_markup() throws Exception {
    String evil = "<img src=x onerror=alert(1)> \" ' & </script> \u202e";
    town.patch(town.token("maria"), "/me", java.util.Map.of("vocation", evil, "text", evil));
    String page =
        text(get("/es/c/pachamama/people/maria", "Authorization", "Bearer " + town.token("luz")));
    assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img src=x");
  }

  @Test
  void a_form_of_another_site_is_refused() throws Exception {
    HttpResponse<String> answer =
        post("/es/login", "handle=luz&password=x", "Sec-Fetch-Site", "cross-site");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void the_cookie_of_a_log_in_is_hidden_from_scripts_and_other_sites() throws Exception {
    HttpResponse<String> answer =
        post(
            "/es/login",
            "handle=luz&next=%2Fme&password=" + WebTown.PASSWORD.replace(" ", "+"),
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/es/me");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allMatch(c -> c.contains("HttpOnly") && c.contains("SameSite=Lax"))
        .noneMatch(c -> c.toLowerCase(Locale.ROOT).contains("domain="));
  }

  @Test
  void a_log_in_that_fails_is_the_page_again_with_422() throws Exception {
    HttpResponse<String> answer =
        post("/es/login", "handle=luz&password=wrong", "Sec-Fetch-Site", "same-origin");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("role=\"alert\"", "value=\"luz\"").doesNotContain("wrong");
  }

  @Test
  void notices_can_be_read_over_the_public_surface() throws Exception {
    String bearer = "Bearer " + town.token("luz");
    String body = "";
    for (int i = 0; i < 100 && !body.contains("trade_proposed"); i++) {
      body = text(get("/api/v1/me/notices", "Authorization", bearer, "Accept-Language", "es"));
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    assertThat(body)
        .contains("\"kind\":\"trade_proposed\"", "Tomás Arhuaco te propone un trato")
        .contains("\"link\":\"/c/pachamama/trades/");
    assertThat(get("/api/v1/me/notices").statusCode()).isEqualTo(401);
  }
}
