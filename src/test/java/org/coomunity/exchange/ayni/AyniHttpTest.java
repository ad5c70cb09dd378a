package org.coomunity.exchange.ayni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.exchange.ayni.AyniTown.ANA;
import static org.coomunity.exchange.ayni.AyniTown.BEN;
import static org.coomunity.exchange.ayni.AyniTown.CARO;
import static org.coomunity.testing.TestServer.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ayni and indicators as the public surface shows them.
class AyniHttpTest {
  private static final String PACHA = "/api/v1/communities/pacha";

  private final AyniTown town = new AyniTown();
  private final TestServer server = TestServer.start(town.ayni.routes());

  @BeforeEach
  void open() {
    for (int no = 1; no < AyniTown.HANDLES.size(); no++) {
      String handle = AyniTown.HANDLES.get(no);
      server.person(handle).standing(town.standing(no));
    }
    server.person("zoe");
  }

  @AfterEach
  void close() {
    server.close();
    town.close();
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.read(response.body(), JsonNode.class);
  }

  @Test
  void the_ayni_of_a_member_is_for_them_and_stewards_until_the_books_are_open() {
    town.trade(ANA, CARO, "1.25");
    String path = PACHA + "/members/caro/ayni";
    JsonNode own = json(server.get("caro", path));
    assertThat(own.path("given").asText()).isEqualTo("1.25");
    assertThat(own.path("received").asText()).isEqualTo("0.00");
    assertThat(own.has("ratio") && !own.path("ratio").isNull()).isFalse();
    assertThat(own.path("reciprocity").asText()).isEqualTo("0");
    assertThat(own.path("diversity").asText()).isEqualTo("1");
    assertThat(own.path("continuity").asText()).isEqualTo("0.0769");
    assertThat(own.path("ayni").asText()).isEqualTo("0");
    assertThat(own.path("standing").asText()).isEqualTo("giving");
    assertThat(json(server.get("sol", path)).path("given").asText()).isEqualTo("1.25");
    HttpResponse<String> closed = server.get("dan", path);
    assertThat(closed.statusCode()).isEqualTo(404);
    assertThat(code(closed)).isEqualTo("member_unknown");
    HttpResponse<String> nobody = server.get("sol", PACHA + "/members/nobody/ayni");
    assertThat(code(nobody)).isEqualTo("member_unknown");
    town.lets.decide(
        town.standing(ANA),
        new Policy.Change(
            true, null, null, null, null, null, null, null, null, null, null, null, null, null));
    assertThat(json(server.get("dan", path)).path("given").asText()).isEqualTo("1.25");
    assertThat(server.get("zoe", path).statusCode()).isEqualTo(404);
    assertThat(server.get(null, path).statusCode()).isEqualTo(401);
  }

  @Test
  void the_community_shows_its_newest_score_and_its_whole_window() {
    JsonNode quiet = json(server.get("dan", PACHA + "/ayni"));
    assertThat(quiet.path("ayniScore").asText()).isEqualTo("0.5");
    assertThat(quiet.path("scoredTrades").asLong()).isZero();
    town.trade(ANA, CARO, "2.00");
    town.trade(CARO, ANA, "1.00");
    JsonNode busy = json(server.get("dan", PACHA + "/ayni"));
    assertThat(busy.path("scoredTrades").asLong()).isEqualTo(2);
    assertThat(busy.path("ayniScore").asText()).isEqualTo("0.7475");
    assertThat(busy.path("given").asText()).isEqualTo("3.00");
    assertThat(busy.path("ratio").asText()).isEqualTo("1");
    assertThat(busy.path("reciprocity").asText()).isEqualTo("0.6667");
    assertThat(busy.path("standing").asText()).isEqualTo("balanced");
    assertThat(server.get("zoe", PACHA + "/ayni").statusCode()).isEqualTo(404);
  }

  @Test
  void indicators_are_of_the_days_that_were_asked_for() {
    town.trade(ANA, BEN, "2.00");
    String day = town.clock.instant().toString().substring(0, 10);
    town.clock.advance(Duration.ofDays(3));
    town.trade(BEN, ANA, "0.50");
    JsonNode all = json(server.get("dan", PACHA + "/indicators"));
    assertThat(all.path("volume").asText()).isEqualTo("2.50");
    assertThat(all.path("active").asLong()).isEqualTo(2);
    assertThat(all.path("giversReceivers").asText()).isEqualTo("1");
    assertThat(all.path("strongComponentShare").asText()).isEqualTo("1");
    assertThat(all.path("giniBalance").asText()).isEqualTo("0.6695");
    String today = town.clock.instant().toString().substring(0, 10);
    JsonNode first = json(server.get("dan", PACHA + "/indicators?from=" + day + "&to=" + today));
    assertThat(first.path("from").asText()).isEqualTo(day);
    assertThat(first.path("volume").asText()).isEqualTo("2.00");
    assertThat(first.path("strongComponentShare").asText()).isEqualTo("0");
    HttpResponse<String> empty =
        server.get("dan", PACHA + "/indicators?from=2026-02-01&to=2026-01-01");
    assertThat(code(empty)).isEqualTo("field_range");
    HttpResponse<String> broken = server.get("dan", PACHA + "/indicators?from=gestern");
    assertThat(broken.statusCode()).isEqualTo(422);
    HttpResponse<String> endless = server.get("dan", PACHA + "/indicators?from=2020-01-01");
    assertThat(code(endless)).isEqualTo("field_range");
  }
}
