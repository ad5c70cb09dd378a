package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The words of CoomÜnity on the pages, and listings in the language of their reader.
class WordsHttpTest {
  private static WebTown town;
  private static String luz;

  @BeforeAll
  static void start() {
    town = new WebTown(Map.of("TRANSLATE_PROVIDER", "fake"));
    town.story();
    luz = town.token("luz");
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  private static String page(String path) throws Exception {
    HttpResponse<String> answer = send("GET", path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(town.url(path)))
            .header("Authorization", "Bearer " + luz)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void every_word_has_its_place_in_the_glossary_of_each_language() throws Exception {
    assertThat(page("/es/words"))
        .contains("id=\"ayni\"", "las dos orillas de un mismo río")
        .doesNotContain("esperan la lectura");
    assertThat(page("/de/words")).contains("id=\"bien_comun\"", "Gemeinwohl", "aufgewachsen");
    assertThat(page("/ar/words")).contains("dir=\"rtl\"", "أَيني");
  }

  @Test
  void the_first_mention_explains_itself_and_leads_to_the_glossary() throws Exception {
    String home = page("/es/c/pachamama");
    assertThat(home)
        .contains(
            "<dfn><button type=\"button\" class=\"concept\" popovertarget=\"concept-ayni\">Ayni</button></dfn>",
            "<div popover id=\"concept-ayni\"",
            "href=\"/es/words#ayni\"");
    assertThat(page("/ja/c/pachamama/wallet"))
        .contains("popovertarget=\"concept-lukas\">Lükas<", "href=\"/ja/words#lukas\"");
    assertThat(page("/en/c/pachamama/community")).contains("popovertarget=\"concept-fondo\"");
  }

  @Test
  void a_listing_in_another_language_is_translated_when_its_writer_may_be_translated()
      throws Exception {
    String path =
        town.pages().stream()
            .filter(page -> page.matches(".*/market/[0-9a-f-]{36}"))
            .findFirst()
            .orElseThrow();
    assertThat(page("/es" + path)).doesNotContain("id=\"tongue\"");
    assertThat(page("/en" + path)).contains("id=\"tongue\"", "Translate", path + "/translate");
    HttpResponse<String> asked = send("POST", "/en" + path + "/translate");
    assertThat(asked.statusCode()).isEqualTo(303);
    assertThat(asked.headers().firstValue("Location"))
        .contains("/en" + path + "?why=consent_missing");
    assertThat(page("/en" + path + "?why=consent_missing")).contains("has not yet said");
  }

  @Test
  void a_listing_of_ones_own_is_translated_and_the_original_is_one_tap_away() throws Exception {
    String id =
        town.post(
                luz,
                "/communities/pachamama/listings",
                Map.of(
                    "side", "offer",
                    "kind", "SERVICE",
                    "category", "food",
                    "title", "Taller de pan con Ayni",
                    "text", "Amasamos juntas el sábado a las 9:30 y cuesta 2 Lükas.",
                    "price", "2",
                    "language", "es",
                    "tags", List.of()))
            .get("id")
            .asText();
    String path = "/fr/c/pachamama/market/" + id;
    HttpResponse<String> asked = send("POST", path + "/translate");
    assertThat(asked.headers().firstValue("Location")).contains(path + "?translated=yes");
    assertThat(page(path + "?translated=yes"))
        .contains("Traduit par une machine", "Ayni", "9:30", "2 Lükas")
        .contains("lang=\"es\"><p><strong><bdi>Taller de pan con Ayni</bdi></strong></p>");
  }
}
