package org.coomunity.exchange.komunitin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.exchange.komunitin.KomunitinTown.code;
import static org.coomunity.exchange.komunitin.KomunitinTown.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Currencies, accounts, statistics and tables of the Komunitin contract.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldingsTest {
  private KomunitinTown town;

  @BeforeAll
  void open() {
    town = new KomunitinTown();
    town.post("tomas", town.transfer(UUID.randomUUID(), "tomas", "maria", 250, "committed"));
    town.post("tomas", town.transfer(UUID.randomUUID(), "tomas", "luz", 50, "committed"));
    town.post("maria", town.transfer(UUID.randomUUID(), "maria", "luz", 100, "committed"));
  }

  @AfterAll
  void close() {
    town.close();
  }

  private static JsonNode attributes(JsonNode document) {
    return document.path("data").path("attributes");
  }

  private HttpResponse<String> patch(
      String who, String path, String type, Map<String, Object> what) {
    return town.send("PATCH", who, path, Map.of("data", Map.of("type", type, "attributes", what)));
  }

  @Test
  void a_currency_says_how_its_amounts_are_counted() {
    JsonNode document = town.read("tomas", "/LUKA/currency?include=settings");
    assertThat(document.path("jsonapi").path("version").asText()).isEqualTo("1.1");
    assertThat(document.path("data").path("type").asText()).isEqualTo("currencies");
    JsonNode currency = attributes(document);
    assertThat(currency.path("code").asText()).isEqualTo("LUKA");
    assertThat(currency.path("status").asText()).isEqualTo("active");
    assertThat(currency.path("decimals").asInt()).isEqualTo(2);
    assertThat(currency.path("scale").asInt()).isEqualTo(2);
    assertThat(currency.path("symbol").asText()).isEqualTo("Ł");
    assertThat(currency.path("rate").path("n").asInt()).isEqualTo(1);
    JsonNode settings = document.path("included").path(0);
    assertThat(settings.path("type").asText()).isEqualTo("currency-settings");
    assertThat(settings.path("attributes").path("defaultInitialCreditLimit").asLong())
        .isEqualTo(1_000);
    assertThat(town.read("tomas", "/luka/currency"))
        .isEqualTo(town.read("tomas", "/LUKA/currency"));
  }

  @Test
  void only_an_admin_changes_settings_and_only_what_is_a_choice() {
    String path = "/LUKA/currency/settings";
    String type = "currency-settings";
    Map<String, Object> more = Map.of("defaultInitialCreditLimit", 1_200);
    assertThat(patch("tomas", path, type, more).statusCode()).isEqualTo(403);
    assertThat(
            attributes(json(patch("zoe", path, type, more)))
                .path("defaultInitialCreditLimit")
                .asLong())
        .isEqualTo(1_200);
    assertThat(patch("zoe", path, type, Map.of("enableExternalPayments", false)).statusCode())
        .isEqualTo(200);
    HttpResponse<String> refused = patch("zoe", path, type, Map.of("enableExternalPayments", true));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("FieldValidationError");
    assertThat(patch("zoe", path, type, Map.of("defaultSomething", 1)).statusCode()).isEqualTo(400);
    assertThat(patch("zoe", path, "currencies", more).statusCode()).isEqualTo(400);
  }

  @Test
  void private_books_show_names_and_no_balances() {
    JsonNode listed = town.read("tomas", "/LUKA/accounts");
    assertThat(listed.path("data")).hasSize(4);
    for (JsonNode account : listed.path("data")) {
      JsonNode attributes = account.path("attributes");
      boolean own = account.path("id").asText().equals(town.account("tomas"));
      assertThat(attributes.path("code").asText()).matches("LUKA[0-9]{4}");
      assertThat(attributes.has("balance")).isEqualTo(own);
      assertThat(attributes.has("creditLimit")).isEqualTo(own);
    }
    assertThat(town.get("tomas", "/LUKA/accounts?sort=-balance").statusCode()).isEqualTo(403);
    JsonNode all = town.read("luz", "/LUKA/accounts?sort=-balance&page[size]=2");
    assertThat(all.path("data").path(0).path("attributes").path("balance").asLong())
        .isGreaterThanOrEqualTo(
            all.path("data").path(1).path("attributes").path("balance").asLong());
    assertThat(all.path("links").path("next").asText()).endsWith("page%5Bafter%5D=2");
    JsonNode rest = town.read("luz", "/LUKA/accounts?sort=-balance&page[size]=2&page[after]=2");
    assertThat(rest.path("data").path(1).path("id").asText()).isEqualTo(town.account("tomas"));
    assertThat(rest.path("links").has("next")).isFalse();
  }

  @Test
  void accounts_are_found_by_code_and_by_identifier() {
    JsonNode own =
        town.read(
            "tomas", "/LUKA/accounts/" + town.account("tomas") + "?include=currency,settings");
    String code = attributes(own).path("code").asText();
    assertThat(attributes(own).path("status").asText()).isEqualTo("active");
    assertThat(attributes(own).path("updated").asText()).isNotBlank();
    assertThat(own.path("included").findValuesAsText("type"))
        .contains("currencies", "account-settings");
    JsonNode both = town.read("luz", "/LUKA/accounts?filter[code]=" + code + ",LUKA9999,EUR0001");
    assertThat(both.path("data")).hasSize(1);
    assertThat(both.path("data").path(0).path("id").asText()).isEqualTo(town.account("tomas"));
    String ids = town.account("maria") + "," + town.account("luz");
    assertThat(town.read("tomas", "/LUKA/accounts?filter[id]=" + ids).path("data")).hasSize(2);
    assertThat(town.get("tomas", "/LUKA/accounts/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
    assertThat(town.get("tomas", "/LUKA/accounts/nonsense").statusCode()).isEqualTo(404);
    assertThat(town.get("tomas", "/LUKA/nonsense").statusCode()).isEqualTo(404);
    assertThat(code(town.get("tomas", "/LUKA/nonsense"))).isEqualTo("NotFound");
  }

  @Test
  void an_admin_sets_limits_and_nobody_sets_a_balance() {
    String path = "/LUKA/accounts/" + town.account("caro");
    assertThat(patch("caro", path, "accounts", Map.of("creditLimit", 9_999)).statusCode())
        .isEqualTo(403);
    assertThat(patch("luz", path, "accounts", Map.of("balance", 100)).statusCode()).isEqualTo(400);
    assertThat(patch("luz", path, "accounts", Map.of("code", "LUKA0099")).statusCode())
        .isEqualTo(400);
    JsonNode limited =
        attributes(
            json(
                patch(
                    "luz", path, "accounts", Map.of("creditLimit", 2_000, "maximumBalance", 300))));
    assertThat(limited.path("creditLimit").asLong()).isEqualTo(2_000);
    assertThat(limited.path("maximumBalance").asLong()).isEqualTo(300);
    HttpResponse<String> over =
        town.post("luz", town.transfer(UUID.randomUUID(), "luz", "caro", 301, "committed"));
    assertThat(over.statusCode()).isEqualTo(400);
    assertThat(code(over)).isEqualTo("InsufficientMaximumBalance");
    assertThat(town.send("DELETE", "tomas", path, null).statusCode()).isEqualTo(403);
    String own = "/LUKA/accounts/" + town.account("tomas");
    assertThat(town.send("DELETE", "tomas", own, null).statusCode()).isEqualTo(400);
  }

  @Test
  void what_is_made_elsewhere_cannot_be_made_here() {
    Map<String, Object> body = Map.of("data", Map.of("type", "accounts"));
    for (String path : List.of("/currencies", "/LUKA/accounts", "/LUKA/trustlines")) {
      HttpResponse<String> answer = town.send("POST", "luz", path, body);
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(code(answer)).isEqualTo("Forbidden");
    }
    assertThat(town.read("luz", "/LUKA/trustlines?include=currency").path("data")).isEmpty();
    assertThat(town.get("luz", "/LUKA/trustlines/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
    assertThat(town.read("luz", "").path("meta").path("message").asText()).isNotBlank();
  }

  @Test
  void tables_hold_what_the_asker_may_see() {
    HttpResponse<String> all = town.get("luz", "/LUKA/transfers.csv");
    assertThat(all.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(all.headers().firstValue("Content-Disposition").orElse(""))
        .contains("transfers.csv");
    List<String> lines = all.body().lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo("id,state,amount,payer,payee,description,created,updated");
    assertThat(lines).anyMatch(line -> line.contains(",committed,2.50,LUKA"));
    long own = town.get("maria", "/LUKA/transfers.csv").body().lines().count();
    assertThat(own).isEqualTo(3);
    HttpResponse<String> chosen = town.get("luz", "/LUKA/accounts.csv?csvfields=code,balance,lost");
    assertThat(chosen.body().lines().findFirst()).contains("code,balance");
    assertThat(chosen.body()).contains(",-3.00");
    assertThat(town.get("caro", "/LUKA/accounts.csv?csvfields=balance").body())
        .doesNotContain("-3.00");
  }

  private JsonNode values(String query) {
    return attributes(town.read("tomas", "/LUKA/stats/" + query)).path("values");
  }

  @Test
  void statistics_count_by_spans_of_time() {
    Instant now = InstantSource.system().instant();
    String from = now.minus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).toString();
    String to = now.plus(1, ChronoUnit.HOURS).toString();
    String span = "?from=" + from + "&to=" + to;
    assertThat(values("amount").path(0).asLong()).isGreaterThanOrEqualTo(400);
    JsonNode days = values("amount" + span + "&interval=P1D");
    assertThat(days.size()).isBetween(4, 5);
    assertThat(days.path(0).asLong()).isZero();
    long sum = 0;
    for (JsonNode day : days) {
      sum += day.asLong();
    }
    assertThat(sum).isEqualTo(values("amount" + span).path(0).asLong());
    assertThat(values("transfers" + span).path(0).asLong()).isGreaterThanOrEqualTo(3);
    assertThat(values("accounts" + span).path(0).asLong()).isEqualTo(4);
    long active = values("accounts" + span + "&minTransactions=1").path(0).asLong();
    long idle = values("accounts" + span + "&maxTransactions=0").path(0).asLong();
    assertThat(active).isGreaterThanOrEqualTo(3);
    assertThat(active + idle).isEqualTo(4);
    assertThat(values("accounts" + span + "&minTransactions=2&maxTransactions=2").path(0).asLong())
        .isGreaterThanOrEqualTo(1);
    assertThat(values("transfers?interval=P1M")).hasSize(1);
    for (String bad :
        List.of(
            "amount?interval=P2D",
            "amount?from=yesterday",
            "amount?from=" + to + "&to=" + from,
            "amount?from=1990-01-01&interval=PT1H",
            "amount?minTransactions=1",
            "accounts?minTransactions=x")) {
      assertThat(town.get("tomas", "/LUKA/stats/" + bad).statusCode()).as(bad).isEqualTo(400);
    }
  }
}
