package org.coomunity.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.db.LocalPostgres;
import org.jspecify.annotations.Nullable;

/// The program as a process of its own, with its own PostgreSQL in a folder of its own: for tests
/// and long runs that kill either at random moments and start it again.
public final class KilledServer implements AutoCloseable {
  /// The password of the log-in `operator`.
  public static final String OPERATOR_PASSWORD = "operator of the tests";

  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 20;
  private static final String READY = "is ready: ";

  private final Path home;
  private final Map<String, String> settings;
  private final List<String> program;
  private @Nullable Process process;
  private volatile String address = "";

  private KilledServer(Path home, Map<String, String> settings, List<String> program) {
    this.home = home;
    this.settings = settings;
    this.program = program;
  }

  /// Starts it without a demo story and without rate limits, on a free port.
  ///
  /// @param home the folder that it keeps everything in
  /// @param settings more settings, by name
  /// @param options of its Java machine
  public static KilledServer start(Path home, Map<String, String> settings, String... options) {
    KilledServer server = new KilledServer(home, settings, program(home, options));
    server.restart();
    return server;
  }

  /// Starts it with the launcher, as people do.
  ///
  /// @param home the folder that it keeps everything in
  /// @param settings more settings, by name
  /// @param launcher the file of that name in the checkout
  public static KilledServer launched(Path home, Map<String, String> settings, Path launcher) {
    KilledServer server = new KilledServer(home, settings, List.of(launcher.toString()));
    server.restart();
    return server;
  }

  private static List<String> program(Path home, String... options) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        options.length == 0 ? List.of("-Xmx512m", "-XX:+UseSerialGC") : Arrays.asList(options));
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dcoomunity.home=" + home.toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.coomunity.Coomunity"));
    return line;
  }

  /// Starts it again after it was killed, on the same folder; waits until it answers.
  public void restart() {
    Process started = launch("start");
    process = started;
    CompletableFuture<String> ready = new CompletableFuture<>();
    Thread.ofVirtual().name("server-output").start(() -> listen(started, ready));
    try {
      address = ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      started.destroyForcibly();
      throw new IllegalStateException("the server does not start", e);
    }
  }

  private static void listen(Process started, CompletableFuture<String> ready) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader reader = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.contains(READY)) {
          String local = line.substring(line.indexOf("http")).replace("localhost", "127.0.0.1");
          ready.complete(local);
        } else if (!ready.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      said.append(e);
    }
    ready.completeExceptionally(new IllegalStateException("it ended: " + said));
  }

  private Process launch(String... command) {
    List<String> line = new ArrayList<>(program);
    line.addAll(Arrays.asList(command));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PORT", "0");
    environment.put("DEMO", "false");
    environment.put("LOG_LEVEL", "WARN");
    environment.put("RATE_FACTOR", "1000000");
    environment.put("OPERATOR_PASSWORD", OPERATOR_PASSWORD);
    environment.put("DATA_DIR", data().toString());
    environment.putAll(settings);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("no process", e);
    }
  }

  /// The folder of its data.
  public Path data() {
    return home.toAbsolutePath().resolve("data");
  }

  /// The JDBC address of its database, as the role that owns the tables; another one after each
  /// start.
  public String databaseUrl() {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(data().resolve("database.properties"))) {
      secrets.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("no secrets of the database", e);
    }
    return LocalPostgres.running(
            data(),
            new Secret(secrets.getProperty("owner")),
            new Secret(secrets.getProperty("app")))
        .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"))
        .ownerUrl();
  }

  /// An address on it; another one after each start.
  public String url(String path) {
    return address + path;
  }

  /// The number of its process.
  public long pid() {
    return running().pid();
  }

  private Process running() {
    Process now = process;
    if (now == null) {
      throw new IllegalStateException("it was never started");
    }
    return now;
  }

  /// Kills it, as `kill -9` does. Its PostgreSQL runs on, an orphan.
  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /// Kills its PostgreSQL with everything that it started, as a power cut does. The server starts
  /// it again by itself.
  public void killDatabase() {
    killPostgres(data().resolve("postgres"));
  }

  /// Kills the PostgreSQL that keeps its data in this folder, and waits until it is gone.
  public static void killPostgres(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      ProcessHandle postmaster =
          ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
      List<ProcessHandle> all = postmaster.descendants().toList();
      postmaster.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle one : all) {
        one.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      }
      postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL in " + cluster, e);
    }
  }

  /// Runs another command of the launcher on the same folder and says what it printed.
  ///
  /// @throws IllegalStateException when it ends with another code than 0
  public String command(String... command) throws IOException, InterruptedException {
    Process asked = launch(command);
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  /// Stops it in good order, its PostgreSQL too; starts it for that when it was killed.
  @Override
  public void close() {
    stop();
  }

  /// Stops it in good order; `restart` starts it again.
  public void stop() {
    Process now = running();
    if (!now.isAlive()) {
      restart();
      now = running();
    }
    now.destroy();
    try {
      if (!now.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        now.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
