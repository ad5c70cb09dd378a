package org.coomunity.people.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.people.logins.Hashing;
import org.coomunity.people.logins.Logins;
import org.coomunity.testing.PushService;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Messages on a real database to a push service that opens and proves them.
class PushTest {
  private static final MemberId LUZ = TestServer.memberId("luz");
  private static final MemberId TOMAS = TestServer.memberId("tomas");
  private static final String FIREFOX = "Mozilla/5.0 (Android 15; Mobile) Firefox/146.0";

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh("platform", "audit", "logins", "push");
  private final Outbox outbox = new Outbox(database, clock);
  private final Logins logins =
      new Logins(database, outbox, clock, new Caches(new SimpleMeterRegistry()), Hashing.EASY);
  private final Push push =
      new Push(
          database,
          outbox,
          clock,
          logins,
          new PushSettings("mailto:care@town.example", new byte[32], true));
  private final PushService service = new PushService();

  @AfterEach
  void stop() {
    service.close();
    outbox.close();
    database.close();
  }

  private Caller logIn(MemberId member) {
    UUID session = logins.open(member, FIREFOX, "").session();
    return new Caller(member, "luz", false, session, Language.ES);
  }

  private Device.Draft browser(String name) {
    return new Device.Draft(
        service.endpoint(name), new Device.Keys(service.p256dh(), service.auth()));
  }

  private void write(MemberId to, String about, String text) {
    database.write(tx -> {
      push.write(
          tx,
          to,
          new Message(
              about,
              "Pachamama",
              text,
              "/es/c/pachamama/trades/1",
              "Ajuste: Tratos",
              "/es/settings/notifications#trades",
              Language.ES,
              false,
              clock.instant(),
              clock.instant().plus(Duration.ofDays(1))));
      return text;
    });
  }

  private int count(String table) {
    return database.read(
        tx -> tx.query("select count(*) from " + table).mapTo(Integer.class).one());
  }

  @Test
  void a_message_arrives_sealed_for_the_browser_and_signed_by_the_platform() throws Exception {
    Caller luz = logIn(LUZ);
    Device added = push.add(luz, browser("a"));
    assertThat(added.device()).isEqualTo("Firefox · Android");
    assertThat(added.current()).isTrue();
    write(LUZ, "trade 1", "Tomás te propone un trato: semillas.");
    assertThat(service.came()).as("nobody waits for a push service").isEmpty();
    assertThat(push.carry(50)).isEqualTo(1);
    PushService.Came came = service.came().getFirst();
    assertThat(new String(came.body(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("semillas", "Pachamama");
    assertThat(came.body().length % 512)
        .as("filled up")
        .isEqualTo((16 + 4 + 1 + 65 + 1 + 16) % 512);
    JsonNode said = Json.MAPPER.readTree(service.opened(came));
    assertThat(said.get("text").asText()).isEqualTo("Tomás te propone un trato: semillas.");
    assertThat(said.get("why").asText()).isEqualTo("Ajuste: Tratos");
    assertThat(said.get("change").asText()).isEqualTo("/es/settings/notifications#trades");
    assertThat(came.encoding()).isEqualTo("aes128gcm");
    assertThat(came.urgency()).isEqualTo("normal");
    assertThat(came.ttl()).isEqualTo("86400");
    assertThat(came.topic()).isEqualTo(said.get("tag").asText()).hasSize(32);
    JWTClaimsSet proof = PushService.proved(came, push.of(luz).key());
    assertThat(proof.getAudience()).containsExactly(service.origin());
    assertThat(proof.getSubject()).isEqualTo("mailto:care@town.example");
    assertThat(proof.getExpirationTime().toInstant())
        .isBetween(clock.instant(), clock.instant().plus(Duration.ofHours(24)));
    assertThat(push.carry(50)).isZero();
  }

  @Test
  void of_one_thing_only_the_last_word_goes() {
    push.add(logIn(LUZ), browser("a"));
    write(LUZ, "trade 1", "uno");
    write(LUZ, "trade 1", "dos");
    write(LUZ, "trade 2", "tres");
    assertThat(push.carry(50)).isEqualTo(2);
    assertThat(service.came().stream().map(service::opened).toList())
        .noneMatch(said -> said.contains("uno"))
        .anyMatch(said -> said.contains("dos"));
  }

  @Test
  void a_browser_that_is_gone_is_forgotten_with_its_messages() {
    push.add(logIn(LUZ), browser("a"));
    write(LUZ, "trade 1", "uno");
    write(LUZ, "trade 2", "dos");
    service.answers(410, "");
    assertThat(push.carry(1)).isZero();
    assertThat(count("push.device")).isZero();
    assertThat(count("push.message")).isZero();
    assertThat(push.reaches(LUZ)).isFalse();
  }

  @Test
  void a_push_service_that_has_no_time_is_asked_again_when_it_says_and_given_up_at_last() {
    push.add(logIn(LUZ), browser("a"));
    write(LUZ, "trade 1", "uno");
    service.answers(429, "600");
    assertThat(push.carry(50)).isZero();
    clock.advance(Duration.ofSeconds(599));
    push.carry(50);
    assertThat(service.came()).hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    service.answers(503, "");
    push.carry(50);
    assertThat(service.came()).hasSize(2);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofHours(1));
      push.carry(50);
    }
    assertThat(service.came()).hasSize(PushRules.TRIES_MOST);
    assertThat(count("push.message")).isZero();
    assertThat(push.reaches(LUZ)).isTrue();
  }

  @Test
  void what_is_no_news_any_more_does_not_go() {
    push.add(logIn(LUZ), browser("a"));
    write(LUZ, "trade 1", "uno");
    clock.advance(Duration.ofDays(2));
    assertThat(push.carry(50)).isZero();
    assertThat(service.came()).isEmpty();
    assertThat(count("push.message")).isZero();
  }

  @Test
  void a_push_service_that_is_away_takes_nothing_and_costs_nobody_anything() {
    push.add(logIn(LUZ), browser("a"));
    service.close();
    write(LUZ, "trade 1", "uno");
    assertThat(push.carry(50)).isZero();
    assertThat(count("push.message")).isEqualTo(1);
  }

  @Test
  void a_browser_whose_push_service_refuses_again_and_again_is_forgotten() {
    push.add(logIn(LUZ), browser("a"));
    service.answers(403, "");
    for (int i = 0; i < PushRules.REFUSED_MOST; i++) {
      assertThat(push.reaches(LUZ)).isTrue();
      write(LUZ, "trade " + i, "uno");
      push.carry(50);
    }
    assertThat(push.reaches(LUZ)).isFalse();
  }

  @Test
  void the_log_in_and_the_browser_end_together() {
    Caller here = logIn(LUZ);
    Caller there = logIn(LUZ);
    push.add(here, browser("a"));
    push.add(there, browser("b"));
    write(LUZ, "trade 1", "uno");
    logins.end(LUZ, here.session());
    outbox.settle();
    assertThat(push.of(there).devices()).singleElement().matches(Device::current);
    assertThat(push.carry(50)).isEqualTo(1);
    assertThat(service.came()).singleElement().matches(came -> came.path().equals("/send/b"));
    clock.advance(Duration.ofDays(31)); // nobody came: the log-in ran out by itself
    assertThat(push.sweep(100)).isEqualTo(1);
    assertThat(push.reaches(LUZ)).isFalse();
  }

  @Test
  void a_browser_belongs_to_who_used_it_last_and_nobody_has_more_than_ten() {
    Caller luz = logIn(LUZ);
    push.add(luz, browser("a"));
    push.add(luz, browser("a"));
    assertThat(push.of(luz).devices()).hasSize(1);
    push.add(logIn(TOMAS), browser("a"));
    assertThat(push.of(luz).devices()).isEmpty();
    for (int i = 0; i < 12; i++) {
      clock.advance(Duration.ofSeconds(1));
      push.add(luz, browser("b" + i));
    }
    assertThat(push.of(luz).devices()).hasSize(PushRules.DEVICES_MOST);
    List<Device> known = push.of(luz).devices();
    push.remove(TOMAS, known.getFirst().id());
    assertThat(push.of(luz).devices()).as("another's stays").hasSize(PushRules.DEVICES_MOST);
    push.remove(LUZ, known.getFirst().id());
    assertThat(push.of(luz).devices()).hasSize(PushRules.DEVICES_MOST - 1);
  }

  @Test
  void no_more_than_so_many_messages_wait_for_a_browser() {
    push.add(logIn(LUZ), browser("a"));
    for (int i = 0; i < PushRules.WAITING_MOST + 20; i++) {
      write(LUZ, "trade " + i, "uno");
    }
    assertThat(count("push.message")).isEqualTo(PushRules.WAITING_MOST);
  }
}
