package org.coomunity.village;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.platform.db.Database;

/// A seeded crowd lives in several communities at once on the real platform, and after each round
/// the invariants hold. `./coomunity village [--seed N] [--minutes M | --steps N] [--communities C]
/// [--people P] [--crash]`; ends with 1 and the seed when something was wrong.
///
/// Without `--crash` the platform runs in this process by a clock that jumps; with it, it is a
/// process of its own that is killed at random moments, as its PostgreSQL is.
public final class Village {
  private static final int ROUNDS_BETWEEN_ALL = 25;
  private static final int ROUNDS_BETWEEN_JUMPS = 20;
  private static final int ROUNDS_BETWEEN_KILLS = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TALKS = Duration.ofSeconds(5);
  private static final Duration JOBS_MOST = Duration.ofSeconds(20);
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofHours(30),
          Duration.ofDays(4),
          Duration.ofDays(9),
          Duration.ofDays(16));

  /// How a village is to be.
  ///
  /// @param steps no more acts than this
  public record Plan(
      long seed, Duration time, int steps, int communities, int people, boolean crash) {}

  /// What was found.
  ///
  /// @param kills how often something was killed
  public record Report(int steps, int kills, List<String> violations, String text) {}

  private final Plan plan;
  private final Ground ground;
  private final Chronicle chronicle = new Chronicle();
  private final SplittableRandom random;
  private final Crowd crowd;
  private final Invariants invariants;
  private int rounds;
  private int kills;

  private Village(Plan plan, Ground ground, Surface surface) {
    this.plan = plan;
    this.ground = ground;
    this.random = new SplittableRandom(plan.seed());
    this.crowd = new Crowd(surface, ground, chronicle, random.split(), 2 * plan.people());
    this.invariants = new Invariants(ground, surface, chronicle);
  }

  public static void main(String[] args) {
    List<String> options = Arrays.asList(args);
    long seed = number(options, "--seed", System.nanoTime() & 0xFFFFFF);
    boolean steps = options.contains("--steps");
    long minutes = number(options, "--minutes", steps ? 24 * 60 : 1);
    Report report =
        live(
            new Plan(
                seed,
                Duration.ofMinutes(minutes),
                (int) number(options, "--steps", Integer.MAX_VALUE),
                (int) number(options, "--communities", 3),
                (int) number(options, "--people", 24),
                options.contains("--crash")),
            System.out::println);
    report.violations().forEach(violation -> System.out.println("WRONG  " + violation));
    System.out.printf(
        "%s%n%s with seed %d: %d steps, %d kills, %d violations%n",
        report.text(),
        report.violations().isEmpty() ? "All well" : "Not well",
        seed,
        report.steps(),
        report.kills(),
        report.violations().size());
    System.exit(report.violations().isEmpty() ? 0 : 1);
  }

  private static long number(List<String> options, String name, long otherwise) {
    int at = options.indexOf(name);
    return at < 0 || at + 1 >= options.size() ? otherwise : Long.parseLong(options.get(at + 1));
  }

  /// Hears how it goes.
  public interface Listener {
    void hear(String line);
  }

  /// Lives as planned, or until something is wrong.
  public static Report live(Plan plan, Listener listener) {
    try (Ground ground = plan.crash() ? Ground.Shaken.somewhere() : new Ground.Calm();
        Surface surface = new Surface(ground)) {
      return new Village(plan, ground, surface).live(listener);
    }
  }

  private Report live(Listener listener) {
    crowd.settle(plan.communities(), Math.max(3, plan.people() / plan.communities()));
    long end = System.nanoTime() + plan.time().toNanos();
    long talk = System.nanoTime() + TALKS.toNanos();
    while (System.nanoTime() < end && chronicle.steps() < plan.steps() && well()) {
      round();
      if (System.nanoTime() > talk) {
        listener.hear(chronicle.report());
        talk = System.nanoTime() + TALKS.toNanos();
      }
    }
    try {
      invariants.all(crowd.people(), crowd.towns());
    } catch (IllegalStateException silent) {
      chronicle.violation("at the end: " + silent.getMessage());
      return new Report(chronicle.steps(), kills, chronicle.violations(), chronicle.report());
    }
    if (ground instanceof Ground.Shaken shaken) {
      String said = shaken.verify();
      if (!said.contains(", 0 with a fault")) {
        chronicle.violation("verify: " + said);
      }
    }
    return new Report(chronicle.steps(), kills, chronicle.violations(), chronicle.report());
  }

  private boolean well() {
    return chronicle.violations().isEmpty();
  }

  private void round() {
    rounds++;
    if (ground instanceof Ground.Shaken shaken && rounds % ROUNDS_BETWEEN_KILLS == 4) {
      shaken(shaken);
    } else {
      crowd.round();
    }
    invariants.quick();
    ground.pass(MINUTE);
    if (rounds % ROUNDS_BETWEEN_JUMPS == 0 && ground instanceof Ground.Calm) {
      ground.pass(JUMPS.get(random.nextInt(JUMPS.size())));
      jobs();
      invariants.quick();
    }
    if (rounds % ROUNDS_BETWEEN_ALL == 0) {
      invariants.all(crowd.people(), crowd.towns());
    }
  }

  /// Something is killed in the middle of several rounds.
  private void shaken(Ground.Shaken shaken) {
    long until = random.nextInt(150) * 1_000_000L;
    Ground.Victim victim = Ground.Victim.of(kills);
    Thread killer =
        Thread.ofVirtual()
            .start(() -> {
              LockSupport.parkNanos(until);
              try {
                shaken.shake(victim);
              } catch (RuntimeException failure) {
                chronicle.violation("it does not come back: " + failure);
              }
            });
    kills++;
    do {
      crowd.round();
    } while (killer.isAlive());
  }

  /// Lets all regular jobs run now, and waits for them.
  private void jobs() {
    Database database = ground.database();
    database.write(tx ->
        tx.update("update platform.job set execution_time = now(), last_success = null").execute());
    long end = System.nanoTime() + JOBS_MOST.toNanos();
    String late = "select task_name from platform.job where last_success is null";
    while (true) {
      List<String> waiting = database.read(tx -> tx.query(late).mapTo(String.class).list());
      if (waiting.isEmpty()) {
        return;
      }
      if (System.nanoTime() > end) {
        chronicle.violation("these jobs do not end well: " + waiting);
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
