package org.coomunity;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.story.Story;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starting, stopping and asking after the platform on one data folder.
final class Serving {
  static final int NOT_RUNNING = 3;
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  private static final Duration END_MOST = Duration.ofMillis(9_500);
  private static final Duration STOP_MOST = Duration.ofSeconds(15);

  private final PrintStream out;
  private final PrintStream err;

  Serving(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Runs the platform until the process is told to end.
  int start(Config config) {
    Optional<Instance> held = Instance.hold(config.dataDirectory(), "starting");
    if (held.isEmpty()) {
      Optional<Instance.Running> running = Instance.running(config.dataDirectory());
      err.println(running.map(Serving::already).orElse("It is just stopping; try again."));
      return Commands.FAILED;
    }
    Instance instance = held.get();
    CountDownLatch stopped = new CountDownLatch(1);
    Ending ending = new Ending(instance);
    Runtime.getRuntime().addShutdownHook(new Thread(ending::end, "stop"));
    try {
      Storage storage = ending.before(Storage.open(config));
      Coomunity platform =
          ending.before(new Coomunity(config, storage, Story.Telling.whole(out::println)));
      String health = scheme(config) + "://" + reachable(config) + ":" + platform.opsPort();
      String address = address(config, platform);
      instance.announce(address, health);
      new Welcome(out).print(address, platform.demo());
      platform
          .operatorPassword()
          .ifPresent(made ->
              out.println(
                  "Log in as operator with the password "
                      + made.reveal()
                      + " (shown this once)\n"));
      stopped.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Commands.FAILED;
    } catch (RuntimeException failure) {
      LOG.debug("start failed", failure);
      err.println("It does not start: " + reason(failure));
      return Commands.FAILED;
    }
  }

  private static String address(Config config, Coomunity platform) {
    return config.port() == 0
        ? "http://localhost:" + platform.port()
        : config.publicUrl().toString();
  }

  private static String already(Instance.Running running) {
    return "It runs already: process " + running.process() + ", " + running.doing() + ".";
  }

  /// What happened, in one line.
  static String reason(Throwable failure) {
    StringBuilder reason = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && reason.indexOf(cause.getMessage()) < 0) {
        reason.append(": ").append(cause.getMessage());
      }
    }
    return reason.toString();
  }

  private static String scheme(Config config) {
    return config.tls().isPresent() && config.opsPort().isEmpty() ? "https" : "http";
  }

  private static String reachable(Config config) {
    return "0.0.0.0".equals(config.bind()) ? "127.0.0.1" : config.bind();
  }

  /// Asks the process that runs to end, and waits for it.
  int stop(Path data) {
    Optional<Instance.Running> running = Instance.running(data);
    if (running.isEmpty()) {
      out.println("It is not running.");
      return NOT_RUNNING;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(running.get().process());
    try {
      if (process.isPresent()) {
        process.get().destroy();
        process.get().onExit().get(STOP_MOST.toSeconds(), TimeUnit.SECONDS);
      }
      out.println("Stopped.");
      return 0;
    } catch (TimeoutException | ExecutionException late) {
      err.println(
          "Process "
              + running.get().process()
              + " has not ended after "
              + STOP_MOST.toSeconds()
              + " s.");
      return Commands.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Commands.FAILED;
    }
  }

  /// Says whether it runs and what `/health/ready` answers.
  int status(Path data) {
    Optional<Instance.Running> running = Instance.running(data);
    if (running.isEmpty()) {
      out.println("It is not running.");
      return NOT_RUNNING;
    }
    out.println("It runs: process " + running.get().process() + ", " + running.get().doing() + ".");
    if (running.get().health().isEmpty()) {
      return 0;
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(running.get().health() + "/health/ready"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      out.println(answer.body());
      return answer.statusCode() == 200 ? 0 : Commands.FAILED;
    } catch (IOException e) {
      err.println("It does not answer at " + running.get().health() + ".");
      return Commands.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Commands.FAILED;
    }
  }

  /// What must be closed when the process ends, the last opened first.
  private static final class Ending {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Ending(AutoCloseable first) {
      open.push(first);
    }

    synchronized <T extends AutoCloseable> T before(T part) {
      open.push(part);
      return part;
    }

    void end() {
      Thread.ofPlatform().daemon().name("stop-at-last").start(Ending::atLast);
      closeAll();
    }

    /// Whatever hangs, the process ends in time; the next start finds what it left.
    private static void atLast() {
      try {
        Thread.sleep(END_MOST);
        LOG.error("something does not close; ending without it");
        Runtime.getRuntime().halt(Commands.FAILED);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized void closeAll() {
      while (!open.isEmpty()) {
        Closing.quietly(open.pop());
      }
    }
  }
}
