package org.coomunity.exchange.commons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.TestPlatform;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.exchange.lets.TransferKind;
import org.coomunity.testing.Neighbours;
import org.coomunity.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The fund in public, over HTTP, on one platform: each test goes on from the one before.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommonsTest {
  private static final String FUND = Neighbours.path("/fund");
  private static TestPlatform platform;
  private static Neighbours neighbours;

  @BeforeAll
  static void a_community_of_three() {
    platform = TestPlatform.start();
    neighbours = new Neighbours(platform::url);
    neighbours.settle(TestPlatform.OPERATOR_PASSWORD, 3);
  }

  @AfterAll
  static void goodbye() {
    neighbours.close();
    platform.close();
  }

  @Test
  @Order(1)
  void a_new_fund_is_empty_and_everybody_may_see_it() throws IOException {
    assertThat(ask(null, FUND))
        .hasToString(
            "{\"balance\":\"0.00\",\"reserved\":\"0.00\",\"income\":\"0.00\",\"payouts\":\"0.00\","
                + "\"rate\":\"0.02\",\"side\":\"payee\",\"seq\":0}");
    assertThat(ask(null, FUND + "/movements").get("items")).isEmpty();
    String unknown = "/communities/nada/fund";
    assertThat(neighbours.send("GET", null, unknown, null).status()).isEqualTo(404);
  }

  @Test
  @Order(2)
  void a_trade_brings_its_share_and_a_gift_all_of_it_once() throws IOException {
    UUID trade = Uuid7.at(new TestClock().instant());
    Map<String, String> draft =
        Map.of(
            "id", trade.toString(),
            "buyer", Neighbours.handle(1),
            "seller", Neighbours.handle(2),
            "amount", "100.00",
            "concept", "mesa");
    neighbours.post(neighbours.token(1), Neighbours.path("/trades"), draft);
    String one = Neighbours.path("/trades/" + trade);
    neighbours.post(neighbours.token(2), one + "/accept", Map.of());
    neighbours.post(neighbours.token(1), one + "/complete", Map.of());
    assertThat(ask(null, FUND).get("balance").asText()).isEqualTo("2.00");

    Map<String, String> gift =
        Map.of(
            "id", Uuid7.at(new TestClock().instant()).toString(),
            "amount", "5.50",
            "words", "para el techo");
    Neighbours.Answer given = give(1, gift);
    assertThat(given.status()).isEqualTo(201);
    assertThat(given.body().get("fund").asText()).isEqualTo("7.50");
    assertThat(given.body().get("balance").asText()).isEqualTo("-105.50");
    Neighbours.Answer again = give(1, gift);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(given.body());
    JsonNode fund = ask(null, FUND);
    assertThat(fund.get("income").asText()).isEqualTo("7.50");
    assertThat(fund.get("payouts").asText()).isEqualTo("0.00");
  }

  @Test
  @Order(3)
  void a_gift_that_cannot_be_is_refused_with_its_reason() throws IOException {
    assertThat(give(1, Map.of("amount", "1.005")).body().get("code").asText())
        .isEqualTo("amount_scale");
    assertThat(give(1, Map.of("amount", "0")).body().get("code").asText())
        .isEqualTo("amount_range");
    assertThat(give(1, Map.of("amount", "99999.00")).body().get("code").asText())
        .isEqualTo("credit_limit");
    assertThat(give(1, Map.of("amount", "1.00", "words", "a".repeat(2_001))).status())
        .isEqualTo(422);
    assertThat(neighbours.send("POST", null, FUND + "/gifts", Map.of("amount", "1.00")).status())
        .isEqualTo(401);
    assertThat(ask(null, FUND).get("balance").asText()).isEqualTo("7.50");
  }

  @Test
  @Order(4)
  void names_are_told_where_the_books_are_open_and_amounts_to_everybody() throws IOException {
    JsonNode closed = ask(neighbours.token(2), FUND + "/movements").get("items");
    assertThat(closed).hasSize(2);
    assertThat(closed.get(0).has("handle")).isFalse();
    assertThat(closed.get(0).has("concept")).isFalse();
    assertThat(closed.get(0).get("amount").asText()).isEqualTo("5.50");
    assertThat(closed.get(1).get("kind").asText()).isEqualTo("fund_share");
    JsonNode admin = ask(neighbours.token(0), FUND + "/movements").get("items");
    assertThat(admin.get(0).get("handle").asText()).isEqualTo(Neighbours.handle(1));

    neighbours.send(
        "PATCH", neighbours.token(0), Neighbours.path("/policy"), Map.of("openBooks", true));
    JsonNode open = ask(neighbours.token(2), FUND + "/movements").get("items");
    assertThat(open.get(0).get("concept").asText()).isEqualTo("para el techo");
    assertThat(ask(null, FUND + "/movements").get("items").get(0).has("handle")).isFalse();
  }

  @Test
  @Order(5)
  void movements_come_in_pages_without_a_gap() throws IOException {
    for (int i = 1; i <= 5; i++) {
      assertThat(give(2, Map.of("amount", i + ".00")).status()).isEqualTo(201);
    }
    List<String> amounts = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = ask(null, FUND + "/movements?limit=2" + cursor);
      page.get("items").forEach(item -> amounts.add(item.get("amount").asText()));
      cursor = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(amounts).containsExactly("5.00", "4.00", "3.00", "2.00", "1.00", "5.50", "2.00");
    assertThat(neighbours.send("GET", null, FUND + "/movements?cursor=x", null).status())
        .isEqualTo(422);
  }

  @Test
  @Order(6)
  void a_payout_names_the_decision_it_follows() throws IOException {
    UUID proposal = Uuid7.at(new TestClock().instant());
    UUID transfer = Uuid7.at(InstantSource.system().instant());
    try (Database database = Database.open(platform.databaseUrl(), 2);
        Ledger ledger = new Ledger(database, InstantSource.system())) {
      Purse purse =
          database.read(tx ->
              tx.query(
                      """
                      select e.community_id, e.book, e.fund, a.account from lets.exchange e
                      join lets.account a on a.community_id = e.community_id and a.no = 1
                      """)
                  .mapTo(Purse.class)
                  .one());
      Transfer out =
          Transfer.single(
              transfer,
              purse.fund(),
              purse.account(),
              300,
              TransferKind.FUND.code(),
              1,
              "Tejas para el techo");
      List<Rider> riders =
          List.of(
              ContributionStore.payout(
                  purse.communityId(), transfer, proposal, InstantSource.system().instant()));
      ledger.submit(Posting.of(purse.book(), List.of(out), riders)).orRefuse();
    }
    JsonNode newest = ask(null, FUND + "/movements").get("items").get(0);
    assertThat(newest.get("amount").asText()).isEqualTo("-3.00");
    assertThat(newest.get("proposal").asText()).isEqualTo(proposal.toString());
    assertThat(ask(null, FUND).get("payouts").asText()).isEqualTo("3.00");
  }

  /// The money of the community, and the account of its first member.
  record Purse(CommunityId communityId, int book, int fund, int account) {}

  private static Neighbours.Answer give(int no, Map<String, String> gift) throws IOException {
    return neighbours.send("POST", neighbours.token(no), FUND + "/gifts", gift);
  }

  private static JsonNode ask(@Nullable String token, String path) throws IOException {
    Neighbours.Answer answer = neighbours.send("GET", token, path, null);
    assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
    return answer.body();
  }
}
