package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a machine outside translates badly waits for a steward, and what the steward writes stands.
class TranslationsHttpTest {
  private static final String QUEUE = PlainForms.HERE + "/translations";
  private static final Pattern FORM = Pattern.compile("action=\"(" + QUEUE + "/[^\"]+)\"");

  private static HttpServer machine;
  private static PlainForms forms;

  @BeforeAll
  static void start() throws IOException {
    machine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    machine.createContext(
        "/translate",
        exchange -> {
          byte[] nonsense = "{\"translatedText\":[\"?\"]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, nonsense.length);
          exchange.getResponseBody().write(nonsense);
          exchange.close();
        });
    machine.start();
    forms =
        new PlainForms(
            Map.of(
                "TRANSLATE_PROVIDER",
                "libretranslate",
                "TRANSLATE_URL",
                "http://127.0.0.1:" + machine.getAddress().getPort()));
  }

  @AfterAll
  static void stop() {
    forms.close();
    machine.stop(0);
  }

  @Test
  void a_steward_translates_what_no_machine_could_and_is_held_to_the_same_rules() {
    WebTown town = forms.town();
    String tomas = forms.token("tomas");
    String luz = forms.token("luz");
    assertThat(forms.get(luz, QUEUE).body()).contains("No espera ningún texto");
    assertThat(forms.get(tomas, QUEUE).statusCode()).isEqualTo(403);

    String listing =
        town.pages().stream().filter(p -> p.contains("/market/0")).findFirst().orElseThrow();
    Map<String, String> ask =
        Map.of(
            "ref",
            "listing:" + WebTown.SLUG + ":" + listing.substring(listing.lastIndexOf('/') + 1),
            "field",
            "title",
            "to",
            "en");
    assertThat(town.post(tomas, "/translations", ask).has("job")).isTrue();

    String page = forms.get(luz, QUEUE).body();
    assertThat(page).contains("Mochila arhuaca tejida a mano", "De: español. A: inglés.");
    Matcher form = FORM.matcher(page);
    assertThat(form.find()).isTrue();
    HttpResponse<String> copied =
        forms.post(luz, form.group(1), "body", "Mochila arhuaca tejida a mano", "after", "");
    assertThat(copied.statusCode()).isEqualTo(422);
    assertThat(copied.body()).contains("No parece escrita en ese idioma.", "<textarea");
    forms.location(forms.post(luz, form.group(1), "body", "Arhuaco bag, woven by hand"));
    assertThat(forms.get(luz, QUEUE).body()).contains("No espera ningún texto");

    JsonNode known = town.post(tomas, "/translations", ask);
    assertThat(known.get("text").asText()).isEqualTo("Arhuaco bag, woven by hand");
    assertThat(known.get("machine").asBoolean()).isFalse();
  }
}
