package org.coomunity.base.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Translation on a real database: what it costs, what it remembers, who must agree, what waits for
/// a person.
class TranslateTest {
  private static final UUID LISTING = UUID.fromString("01890000-0000-7000-8000-000000000001");
  private static final TranslateDoors.Ref BREAD =
      new TranslateDoors.Ref("listing", "pacha", LISTING);
  private static final TranslateDoors.Ref OTHER =
      new TranslateDoors.Ref("listing", "otra", LISTING);
  private static final CommunityId PACHA =
      new CommunityId(UUID.nameUUIDFromBytes("pacha".getBytes(StandardCharsets.UTF_8)));
  private static final String WORDS = "Pan de masa madre, con Ayni. Lo hace Ana Ríos por 3 Lükas.";

  /// Says what a test wants, and counts.
  private static final class Scripted implements Provider {
    final AtomicInteger asked = new AtomicInteger();
    volatile @Nullable String always;
    volatile String seen = "";

    @Override
    public String id() {
      return "scripted";
    }

    @Override
    public MarkForm marks() {
      return MarkForm.BRACKETS;
    }

    @Override
    public List<String> translate(Batch batch) {
      asked.incrementAndGet();
      seen = String.join("", batch.texts());
      String said = always;
      return batch.texts().stream()
          .map(text -> said == null ? FakeProvider.said(text, batch.from(), batch.to()) : said)
          .toList();
    }
  }

  private final Database database = TestDatabase.fresh("platform", "translate");
  private final TestClock clock = new TestClock();
  private final Scripted provider = new Scripted();
  private final Set<MemberId> agreed = new HashSet<>();

  @AfterEach
  void close() {
    database.close();
  }

  private Translate translate(@Nullable Provider by, long most) {
    TranslateDoors doors =
        new TranslateDoors(
            (caller, ref) ->
                Optional.of(
                        new TranslateDoors.Written(
                            PACHA,
                            TestServer.memberId("ana"),
                            Language.ES,
                            "Pan de masa madre",
                            WORDS,
                            List.of("Ana Ríos")))
                    .filter(found -> ref.equals(BREAD)),
            agreed::contains);
    return new Translate(database, clock, new Concepts(), doors, by, most);
  }

  private static Caller caller(String handle) {
    return new Caller(TestServer.memberId(handle), handle, false, new UUID(7, 7), Language.EN);
  }

  @Test
  void without_a_provider_it_says_so_and_gives_the_original() {
    try (TestServer server =
        TestServer.start(translate(null, 0).routes(new RateLimits(1_000))).person("ben")) {
      HttpResponse<String> answer =
          server.post(
              "ben", "/api/v1/translations", Map.of("text", "Hola Ayni", "from", "es", "to", "en"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(TestServer.code(answer)).isEqualTo("no_provider");
      assertThat(Json.read(answer.body(), JsonNode.class).get("original").asText())
          .isEqualTo("Hola Ayni");
    }
  }

  @Test
  void the_text_of_another_goes_out_only_when_they_agreed_and_without_names_and_contacts() {
    Translate translate = translate(provider, 10_000);
    assertThatThrownBy(() -> translate.stored(caller("ben"), BREAD, "text", Language.EN))
        .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.status()).isEqualTo(403));
    assertThat(provider.asked).hasValue(0);
    agreed.add(TestServer.memberId("ana"));
    Translation made =
        translate.stored(caller("ben"), BREAD, "text", Language.EN).translation().orElseThrow();
    assertThat(made.text()).contains("Ana Ríos", "Ayni", "3 Lükas");
    assertThat(made.machine()).isTrue();
    assertThat(made.by()).isEqualTo("scripted");
    assertThat(made.concepts()).containsExactly("ayni", "lukas");
    assertThat(provider.seen).doesNotContain("Ana", "Ayni", "Lükas", "3 ");
  }

  @Test
  void the_same_wish_costs_once_and_a_wish_for_what_is_not_seen_is_not_found() {
    Translate translate = translate(provider, 10_000);
    IntStream.range(0, 8)
        .parallel()
        .forEach(n ->
            translate.own(caller("ben"), "Con Ayni crece la huerta", Language.ES, Language.FR));
    assertThat(provider.asked).hasValue(1);
    assertThatThrownBy(() -> translate.stored(caller("ben"), OTHER, "text", Language.EN))
        .hasMessage("not_found");
    assertThat(translate.own(caller("ben"), " ", Language.ES, Language.FR).translation())
        .isPresent();
    assertThat(provider.asked).hasValue(1);
  }

  @Test
  void the_budget_of_a_day_is_never_overspent_by_many_at_once() {
    Translate translate = translate(provider, 100);
    AtomicInteger refused = new AtomicInteger();
    IntStream.range(0, 20)
        .parallel()
        .forEach(n -> {
          try {
            translate.own(
                caller("ben"), "palabra ".repeat(3) + "a".repeat(n), Language.ES, Language.EN);
          } catch (Refused no) {
            assertThat(no.getMessage()).isIn("budget_spent", "busy");
            refused.incrementAndGet();
          }
        });
    long spent =
        database.read(
            tx -> tx.query("select sum(characters) from translate.spend").mapTo(Long.class).one());
    assertThat(spent).isBetween(1L, 100L);
    assertThat(refused.get()).isGreaterThan(10);
    clock.advance(java.time.Duration.ofDays(1));
    assertThat(translate.own(caller("ben"), "otra mañana", Language.ES, Language.EN).translation())
        .isPresent();
  }

  @Test
  void what_no_answer_does_right_waits_for_a_person_whom_no_machine_overwrites() {
    provider.always = "Buy at https://evil.example now";
    agreed.add(TestServer.memberId("ana"));
    Translate translate = translate(provider, 10_000);
    try (TestServer server =
        TestServer.start(translate.routes(new RateLimits(1_000)))
            .member("ben", "pacha", 2, Role.MEMBER)
            .member("sol", "pacha", 3, Role.STEWARD)) {
      Map<String, Object> wish =
          Map.of("ref", "listing:pacha:" + LISTING, "field", "text", "to", "en");
      HttpResponse<String> first = server.post("ben", "/api/v1/translations", wish);
      assertThat(first.statusCode()).isEqualTo(202);
      String job = Json.read(first.body(), JsonNode.class).get("job").asText();
      assertThat(provider.asked).hasValue(3);
      assertThat(server.post("ben", "/api/v1/translations", wish).body()).contains(job);
      assertThat(provider.asked).as("asked once").hasValue(3);

      String queue = "/api/v1/communities/pacha/translations/queue";
      assertThat(server.get("ben", queue).statusCode()).isEqualTo(403);
      JsonNode waiting = Json.read(server.get("sol", queue).body(), JsonNode.class).get("items");
      assertThat(waiting).hasSize(1);
      assertThat(waiting.get(0).get("faults").toString()).contains("V7");

      HttpResponse<String> wrong =
          server.post("sol", queue + "/" + job, Map.of("body", "Sourdough for 4 Lükas, a barter."));
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body()).contains("\"V3\"", "\"V7\"");
      String right = "Sourdough bread, with Ayni. Ana Ríos bakes it for 3 Lükas.";
      assertThat(server.post("sol", queue + "/" + job, Map.of("body", right)).statusCode())
          .isEqualTo(200);
      provider.always = null;
      JsonNode shown =
          Json.read(server.post("ben", "/api/v1/translations", wish).body(), JsonNode.class);
      assertThat(shown.get("text").asText()).isEqualTo(right);
      assertThat(shown.get("machine").asBoolean()).isFalse();
      assertThat(erased(PACHA, TestServer.memberId("ana"))).isEqualTo(2);
    }
  }

  /// What goes when somebody is forgotten.
  private int erased(CommunityId community, MemberId member) {
    return database.write(tx ->
        Translate.data().stream()
            .flatMap(data -> data.erased().stream())
            .mapToInt(
                sql -> tx.update(sql).bind("community", community).bind("member", member).execute())
            .sum());
  }

  @Test
  void wishes_that_make_no_sense_are_refused_by_their_field() {
    try (TestServer server =
        TestServer.start(translate(provider, 10_000).routes(new RateLimits(1_000))).person("ben")) {
      String path = "/api/v1/translations";
      for (Map<String, Object> wish :
          List.<Map<String, Object>>of(
              Map.of("text", "Hola", "from", "es", "to", "tlh"),
              Map.of("text", "Hola", "to", "en"),
              Map.of("ref", "trade:x:y", "field", "text", "to", "en"),
              Map.of("ref", "listing:pacha:" + LISTING, "to", "en"),
              Map.of("ref", "listing:pacha:" + LISTING, "field", "price", "to", "en"),
              Map.of("text", "a".repeat(9_000), "from", "es", "to", "en"))) {
        assertThat(server.post("ben", path, wish).statusCode()).as("%s", wish).isEqualTo(422);
      }
      assertThat(
              server.post(null, path, Map.of("text", "a", "from", "es", "to", "en")).statusCode())
          .isEqualTo(401);
    }
  }
}
