package org.coomunity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a person runs it: processes of their own on a data folder of their own.
@Tag("slow")
class ServingTest {
  private static final Duration STOP_MOST = Duration.ofSeconds(10);

  @TempDir Path home;
  private final List<Process> processes = new ArrayList<>();

  private Process run(String... command) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcoomunity.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "org.coomunity.Coomunity"));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PORT", "0");
    builder.environment().put("DEMO", "false");
    builder.environment().put("LOG_LEVEL", "WARN");
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /// Reads until the address stands there.
  private static String address(Process process) throws IOException {
    BufferedReader reader = process.inputReader(UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      said.append(line).append('\n');
      if (line.contains("is ready: ")) {
        return line.substring(line.indexOf("http"));
      }
    }
    throw new AssertionError("it does not start: " + said);
  }

  private static String end(Process process, int code) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(code);
    return said;
  }

  private static int health(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address + "/health/ready")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @AfterEach
  void nothing_is_left_running() throws IOException, InterruptedException {
    end(run("stop"), Instance.running(home.resolve("data")).isPresent() ? 0 : Serving.NOT_RUNNING);
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void it_starts_once_survives_being_killed_and_stops_in_time()
      throws IOException, InterruptedException {
    Process first = run("start");
    String address = address(first);
    assertThat(health(address)).isEqualTo(200);

    assertThat(end(run("start"), Commands.FAILED))
        .contains("It runs already: process " + first.pid() + ", " + address);
    assertThat(end(run("status"), 0)).contains("It runs: process " + first.pid(), "\"up\"");
    assertThat(end(run("verify"), 0)).contains("0 with a fault");
    assertThat(end(run("restore", "x.zip"), Commands.FAILED)).contains("stop it first");
    assertThat(end(run("backup", home.resolve("b.zip").toString()), 0)).contains("Backed up");
    assertThat(health(address)).isEqualTo(200);

    first.destroyForcibly().waitFor(10, SECONDS);
    assertThat(end(run("status"), Serving.NOT_RUNNING)).contains("It is not running.");
    Process second = run("start");
    assertThat(health(address(second))).isEqualTo(200);

    long began = System.nanoTime();
    second.destroy();
    assertThat(second.waitFor(STOP_MOST.toSeconds(), SECONDS)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STOP_MOST);
    assertThat(home.resolve("data/postgres/postmaster.pid")).doesNotExist();
    assertThat(home.resolve("data/running")).doesNotExist();
  }
}
