package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.Neighbours;
import org.coomunity.testing.Neighbours.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The same request several times at once, as an impatient finger or a bad network sends it, or two
/// that cross: what the village found.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwiceAtOnceTest {
  private static final int AT_ONCE = 6;
  private static final int ROUNDS = 5;

  private TestPlatform platform;
  private Neighbours people;

  @BeforeAll
  void open() {
    platform = TestPlatform.start();
    people = new Neighbours(platform::url);
    people.settle(TestPlatform.OPERATOR_PASSWORD, 3);
  }

  @AfterAll
  void close() {
    people.close();
    platform.close();
  }

  private static UUID id() {
    return Uuid7.at(InstantSource.system().instant());
  }

  private static String path(String rest) {
    return Neighbours.path(rest);
  }

  /// One request.
  private record Wish(int who, String path, @Nullable Object body) {}

  private List<Answer> together(List<Wish> wishes) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (Wish wish : wishes) {
        asked.add(threads.submit(() -> ask(wish)));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> one : asked) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  private Answer ask(Wish wish) throws IOException {
    return people.send("POST", people.token(wish.who()), wish.path(), wish.body());
  }

  private List<Integer> statusesOfTheSame(Wish wish) throws Exception {
    List<Wish> same = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      same.add(wish);
    }
    return together(same).stream().map(Answer::status).sorted().toList();
  }

  private UUID proposed(int buyer, int seller) {
    UUID trade = id();
    people.post(
        people.token(buyer),
        path("/trades"),
        Map.of(
            "id",
            trade,
            "buyer",
            Neighbours.handle(buyer),
            "seller",
            Neighbours.handle(seller),
            "amount",
            "1.00"));
    return trade;
  }

  @Test
  void a_message_is_sent_once() throws Exception {
    UUID trade = proposed(1, 2);
    for (int round = 0; round < ROUNDS; round++) {
      Wish wish =
          new Wish(1, path("/trades/" + trade + "/messages"), Map.of("id", id(), "text", "hola"));
      assertThat(statusesOfTheSame(wish)).containsExactly(200, 200, 200, 200, 200, 201);
    }
  }

  @Test
  void a_question_is_asked_once() throws Exception {
    UUID listing = id();
    people.post(
        people.token(2),
        path("/listings"),
        Map.of(
            "id", listing, "side", "offer", "kind", "PRODUCT", "category", "food", "title", "Pan"));
    for (int round = 0; round < ROUNDS; round++) {
      Wish wish =
          new Wish(
              1, path("/listings/" + listing + "/questions"), Map.of("id", id(), "text", "¿Hay?"));
      assertThat(statusesOfTheSame(wish)).containsExactly(200, 200, 200, 200, 200, 201);
    }
  }

  @Test
  void whoever_uses_several_invitations_joins_once() throws Exception {
    people.post(null, "/session", Map.of("handle", "operator", "password", operator()));
    String operator =
        people
            .post(null, "/session", Map.of("handle", "operator", "password", operator()))
            .get("token")
            .asText();
    for (int round = 0; round < ROUNDS; round++) {
      String slug = "otra-" + round;
      people.post(
          operator,
          "/communities",
          Map.of(
              "slug",
              slug,
              "name",
              "Otra",
              "currency",
              Map.of("code", "OTRA", "name", "Otra", "symbol", "O", "decimals", 2)));
      String communities = "/communities/" + slug;
      List<Wish> joins = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String code =
            people
                .post(operator, communities + "/invitations", Map.of("role", "ADMIN"))
                .get("code")
                .asText();
        joins.add(new Wish(1, communities + "/join", Map.of("invitation", code)));
      }
      assertThat(together(joins).stream().map(Answer::status).sorted())
          .containsExactly(200, 409, 409, 409, 409, 409);
    }
  }

  private static String operator() {
    return TestPlatform.OPERATOR_PASSWORD;
  }

  @Test
  void a_reversal_that_is_sent_again_says_so() throws Exception {
    UUID payment = id();
    people.post(
        people.token(1),
        path("/payments"),
        Map.of("id", payment, "to", Neighbours.handle(0), "amount", "1.00"));
    Wish back =
        new Wish(
            0, path("/payments/" + payment + "/reverse"), Map.of("id", id(), "reason", "error"));
    assertThat(statusesOfTheSame(back)).containsOnly(200);
    String own = path("/accounts/" + Neighbours.handle(0));
    Answer account = people.send("GET", people.token(0), own, null);
    assertThat(account.body().get("balance").asText()).isEqualTo("0.00");
  }

  @Test
  void whoever_leaves_while_others_pay_leaves_nothing_behind() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Wish> wishes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        wishes.add(
            new Wish(
                1,
                path("/payments"),
                Map.of("id", id(), "to", Neighbours.handle(2), "amount", "1.00")));
      }
      wishes.add(3, new Wish(2, path("/leave"), Map.of("farewell", "fund")));
      List<Answer> answers = together(wishes);
      assertThat(answers).extracting(Answer::status).allMatch(status -> status < 500);
      if (answers.get(3).status() == 204) {
        assertThat(balanceOf(2)).isEqualTo("0.00");
        String code =
            people.post(people.token(0), path("/invitations"), Map.of()).get("code").asText();
        people.post(people.token(2), path("/join"), Map.of("invitation", code));
      }
    }
  }

  private String balanceOf(int who) throws IOException {
    String code = people.post(people.token(0), path("/invitations"), Map.of()).get("code").asText();
    people.post(people.token(who), path("/join"), Map.of("invitation", code));
    String balance =
        people
            .send("GET", people.token(who), path("/accounts/" + Neighbours.handle(who)), null)
            .body()
            .get("balance")
            .asText();
    people.post(people.token(who), path("/leave"), Map.of("farewell", "fund"));
    return balance;
  }
}
