package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.people.communities.PeopleSurface.PACHA;
import static org.coomunity.people.communities.PeopleSurface.said;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The door as strangers find it: how often it may be tried, from where, and with which cookie.
/// Limits are those of earnest; a proxy in front says where people come from.
class DoorTest {
  private static PeopleSurface town;

  @BeforeAll
  static void start() {
    town = new PeopleSurface(Map.of("RATE_FACTOR", "1", "BEHIND_PROXY", "true"));
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  private static String tryAt(String address, String handle) {
    return said(
        town.sendAs(
            "POST",
            null,
            "/session",
            Map.of("handle", handle, "password", "wrong and long"),
            "X-Forwarded-For",
            address));
  }

  @Test
  void from_one_address_ten_tries_a_minute_are_enough() {
    List<String> answers =
        IntStream.range(0, 30)
            .parallel()
            .mapToObj(n -> tryAt("203.0.113.9", "nobody-here"))
            .toList();
    assertThat(answers).contains("401 wrong_login", "429 too_many");
    assertThat(tryAt("203.0.113.10", "x".repeat(100_000))).isEqualTo("401 wrong_login");
  }

  private static HttpResponse<String> form(String... headers) {
    return town.sendAs(
        "POST",
        null,
        "/es/login",
        "handle=sol&password=" + URLEncoder.encode(PeopleSurface.PASSWORD, StandardCharsets.UTF_8),
        headers);
  }

  private static List<String> cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie");
  }

  @Test
  void over_https_the_cookie_is_bound_to_the_host_and_hidden_from_scripts() {
    HttpResponse<String> answer =
        form("X-Forwarded-Proto", "https", "Sec-Fetch-Site", "same-origin");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(cookies(answer))
        .filteredOn(cookie -> cookie.contains("session=") || cookie.contains("refresh="))
        .hasSize(2)
        .allSatisfy(cookie ->
            assertThat(cookie)
                .startsWith("__Host-")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure")
                .doesNotContain("Domain"));
  }

  @Test
  void over_plain_http_the_cookie_has_no_prefix_and_works() {
    HttpResponse<String> answer = form("Sec-Fetch-Site", "same-origin");
    String session =
        cookies(answer).stream()
            .filter(cookie -> cookie.startsWith("session="))
            .findFirst()
            .orElseThrow()
            .split(";", 2)[0];
    assertThat(town.sendAs("GET", null, "/me", null, "Cookie", session).statusCode())
        .isEqualTo(200);
    assertThat(town.sendAs("GET", null, "/me", null, "Cookie", "__Host-" + session).statusCode())
        .isEqualTo(401);
    assertThat(
            town.sendAs("GET", null, "/me", null, "Cookie", session, "X-Forwarded-Proto", "https")
                .statusCode())
        .isEqualTo(401);
    for (String site : List.of("cross-site", "same-site", "none")) {
      assertThat(said(write(session, "Sec-Fetch-Site", site)))
          .as(site)
          .isEqualTo("403 cross_origin");
    }
    assertThat(said(write(session, "Origin", "https://evil.example")))
        .isEqualTo("403 cross_origin");
    assertThat(said(write(session, "X-Nothing", ""))).isEqualTo("403 cross_origin");
    assertThat(write(session, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(201);
  }

  private static HttpResponse<String> write(String cookie, String header, String value) {
    return town.sendAs(
        "POST", null, PACHA + "/invitations", Map.of(), "Cookie", cookie, header, value);
  }

  @Test
  void nobody_is_logged_in_by_the_page_of_somebody_else() {
    assertThat(form("Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(cookies(form("Sec-Fetch-Site", "cross-site")))
        .noneMatch(cookie -> cookie.contains("session="));
  }
}
