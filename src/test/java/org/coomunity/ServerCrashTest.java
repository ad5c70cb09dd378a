package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.KilledServer;
import org.coomunity.testing.Neighbours;
import org.coomunity.testing.Neighbours.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People pay each other over HTTP while the server, and then its PostgreSQL, is killed. Whoever
/// got no answer sends the same payment again.
@Tag("slow")
class ServerCrashTest {
  private static final int PEOPLE = 6;
  private static final Duration MOST = Duration.ofSeconds(90);
  private static final int TRIES = 2_000;

  private final Map<UUID, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;

  @Test
  void payments_survive_the_death_of_the_server_and_of_the_database(@TempDir Path home)
      throws Exception {
    SplittableRandom random = new SplittableRandom();
    try (KilledServer server = KilledServer.start(home, Map.of());
        Neighbours people = new Neighbours(server::url)) {
      people.settle(KilledServer.OPERATOR_PASSWORD, PEOPLE);
      List<Thread> payers = new ArrayList<>();
      for (int i = 0; i < 2 * PEOPLE; i++) {
        int n = i % PEOPLE;
        int seed = i;
        payers.add(Thread.ofVirtual().start(() -> pay(people, n, new SplittableRandom(seed))));
      }
      for (int kill = 0; kill < 3; kill++) {
        awaitMore(100 + random.nextInt(100));
        if (kill == 1) {
          server.killDatabase();
        } else {
          server.kill();
          server.restart();
        }
      }
      awaitMore(100);
      stopping = true;
      for (Thread payer : payers) {
        payer.join();
      }
      assertThat(wrong).isEmpty();
      check(server, people);
    }
  }

  private void pay(Neighbours people, int n, SplittableRandom random) {
    while (!stopping) {
      UUID id = Uuid7.at(InstantSource.system().instant());
      int to = (n + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
      Map<String, Object> payment =
          Map.of("id", id, "to", Neighbours.handle(to), "amount", "0.05", "concept", "pan");
      Answer answer = answered(people, n, payment);
      if (answer.status() == 200 || answer.status() == 201) {
        acknowledged.put(id, n);
      } else if (answer.status() != 409) {
        wrong.add(answer.toString());
      }
    }
  }

  /// Sends a payment until somebody says what became of it.
  private static Answer answered(Neighbours people, int n, Object payment) {
    for (int i = 0; i < TRIES; i++) {
      try {
        Answer answer = people.send("POST", people.token(n), Neighbours.path("/payments"), payment);
        if (answer.status() < 500) {
          return answer;
        }
      } catch (IOException nobody) {
        // dead or about to die: the same again
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new IllegalStateException("no answer");
  }

  private void awaitMore(int payments) {
    int until = acknowledged.size() + payments;
    long end = System.nanoTime() + MOST.toNanos();
    while (acknowledged.size() < until) {
      assertThat(System.nanoTime()).as("%d of %d", acknowledged.size(), until).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void check(KilledServer server, Neighbours people) throws Exception {
    assertThat(acknowledged).hasSizeGreaterThan(400);
    long[] expected = new long[PEOPLE];
    for (Map.Entry<UUID, Integer> one : acknowledged.entrySet()) {
      Answer kept =
          people.send(
              "GET",
              people.token(one.getValue()),
              Neighbours.path("/payments/" + one.getKey()),
              null);
      assertThat(kept.status()).as("acknowledged payment %s", one.getKey()).isEqualTo(200);
      expected[one.getValue()] -= 5;
      expected[Integer.parseInt(kept.body().get("to").asText().substring(7))] += 5;
    }
    for (int n = 0; n < PEOPLE; n++) {
      Answer account =
          people.send(
              "GET", people.token(n), Neighbours.path("/accounts/" + Neighbours.handle(n)), null);
      String balance = account.body().get("balance").asText();
      assertThat(Long.parseLong(balance.replace(".", ""))).as("of %d", n).isEqualTo(expected[n]);
    }
    assertThat(server.command("verify")).contains(", 0 with a fault");
  }
}
