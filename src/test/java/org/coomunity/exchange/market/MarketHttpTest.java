package org.coomunity.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.testing.TestServer.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The market as the public surface shows it.
class MarketHttpTest {
  private static final String LISTINGS = "/api/v1/communities/pacha/listings";

  private final MarketTown town = new MarketTown();
  private final TestServer server =
      TestServer.start(town.market.routes(new RateLimits(1_000)))
          .member("ana", "pacha", 1, Role.MEMBER)
          .member("ben", "pacha", 2, Role.MEMBER)
          .member("zoe", "other", 1, Role.MEMBER);

  @AfterEach
  void close() {
    server.close();
    town.close();
  }

  private static Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", UUID.randomUUID().toString());
    body.put("side", "offer");
    body.put("kind", "PRODUCT");
    body.put("category", "food");
    body.put("title", "Pan de masa madre");
    body.put("text", "Öndas de harina");
    body.put("price", "1.50");
    body.put("place", Map.of("lat", 4.651234, "lon", -74.056789));
    body.put("tags", List.of("Pan"));
    return body;
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body(), JsonNode.class);
  }

  @Test
  void a_listing_is_published_found_changed_and_deleted() {
    Map<String, Object> body = body();
    HttpResponse<String> made = server.post("ana", LISTINGS, body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(json(made).path("place").path("lat").asDouble()).isEqualTo(4.65);
    assertThat(server.post("ana", LISTINGS, body).statusCode()).isEqualTo(200);
    String one = LISTINGS + "/" + json(made).path("id").asText();
    JsonNode found = json(server.get("ben", LISTINGS + "?q=ondas&near=4.7,-74.1&radiusKm=50"));
    assertThat(found.path("items")).hasSize(1);
    assertThat(found.path("items").path(0).path("owner").asText()).isEqualTo("ana");
    assertThat(found.path("items").path(0).path("distanceKm").asDouble()).isBetween(5.0, 9.0);
    assertThat(server.send("PUT", "ben", one + "/favourite", null).statusCode()).isEqualTo(200);
    assertThat(json(server.get("ben", "/api/v1/communities/pacha/favourites")).path("items"))
        .hasSize(1);
    assertThat(server.send("DELETE", "ben", one + "/favourite", null).statusCode()).isEqualTo(204);
    HttpResponse<String> cheaper = server.send("PATCH", "ana", one, Map.of("price", "0"));
    assertThat(json(cheaper).has("price")).isFalse();
    assertThat(server.send("PATCH", "ben", one, Map.of("price", "0")).statusCode()).isEqualTo(403);
    HttpResponse<String> asked =
        server.post("ben", one + "/questions", Map.of("text", "¿integral?"));
    assertThat(asked.statusCode()).isEqualTo(201);
    String answer = one + "/questions/" + json(asked).path("id").asText() + "/answer";
    assertThat(json(server.post("ana", answer, Map.of("text", "sí"))).path("answer").asText())
        .isEqualTo("sí");
    assertThat(server.send("DELETE", "ana", one, null).statusCode()).isEqualTo(204);
    assertThat(server.get("ana", one).statusCode()).isEqualTo(404);
  }

  @Test
  void strangers_see_nothing_and_wrong_questions_are_refused() {
    String one = LISTINGS + "/" + json(server.post("ana", LISTINGS, body())).path("id").asText();
    assertThat(server.get("zoe", one).statusCode()).isEqualTo(404);
    assertThat(server.get(null, one).statusCode()).isEqualTo(401);
    assertThat(code(server.get("ben", LISTINGS + "?side=give"))).isEqualTo("field_format");
    assertThat(code(server.get("ben", LISTINGS + "?category=x"))).isEqualTo("category_unknown");
    assertThat(code(server.get("ben", LISTINGS + "?near=1"))).isEqualTo("field_format");
    assertThat(code(server.get("ben", LISTINGS + "?near=91,0"))).isEqualTo("place_range");
    assertThat(code(server.get("ben", LISTINGS + "?radiusKm=5"))).isEqualTo("field_missing");
    assertThat(code(server.get("ben", LISTINGS + "?sort=title"))).isEqualTo("field_format");
    assertThat(code(server.get("ben", LISTINGS + "?cursor=x"))).isEqualTo("field_format");
    assertThat(code(server.get("ben", LISTINGS + "?kind=HOUSE"))).isEqualTo("field_format");
    assertThat(json(server.get("ben", LISTINGS + "?owner=nobody")).path("items")).isEmpty();
    assertThat(code(server.post("ana", LISTINGS, "{\"title\":"))).isEqualTo("bad_json");
  }

  @Test
  void a_photo_is_put_shown_for_ever_and_taken_away() throws IOException {
    String one = LISTINGS + "/" + json(server.post("ana", LISTINGS, body())).path("id").asText();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", png);
    assertThat(photo("ben", one + "/photos/0", png.toByteArray()).statusCode()).isEqualTo(403);
    assertThat(photo("ana", one + "/photos/8", png.toByteArray()).statusCode()).isEqualTo(404);
    HttpResponse<String> wrong = photo("ana", one + "/photos/0", new byte[] {1, 2, 3});
    assertThat(code(wrong)).isEqualTo("photo_format");
    HttpResponse<String> put = photo("ana", one + "/photos/0", png.toByteArray());
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    HttpResponse<String> shown = server.get("ben", json(put).path("thumb").asText());
    assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(json(server.get("ben", one)).path("photos")).hasSize(1);
    assertThat(server.send("DELETE", "ana", one + "/photos/0", null).statusCode()).isEqualTo(204);
    assertThat(server.get("ben", json(put).path("url").asText()).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> photo(String who, String path, byte[] bytes) {
    return server.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("Authorization", "Bearer " + who)
            .header("Content-Type", "image/png")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build());
  }
}
