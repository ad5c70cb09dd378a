package org.coomunity.base.platform.db;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.coomunity.base.kernel.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL 18 of our own: unpacked from the Maven artifact, kept in `<data>/postgres`,
/// listening on a free port of the loopback address, every log-in by password. It survives the
/// death of this process (the next start finds it and stops it in good order) and is started again
/// when it dies itself.
///
/// Two roles: `owner` makes and changes tables, `app` only uses them.
public final class LocalPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
  private static final String OWNER = "owner";
  private static final String APP = "app";
  private static final String DATABASE = "coomunity";

  /// How it runs: safe first; with memory for what is often read (taken when it is used) and few
  /// checkpoints, since the first change of a page after each costs a copy of the whole page.
  public static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "shared_buffers", sharedMegabytes() + "MB",
          "max_wal_size", "4GB",
          "checkpoint_timeout", "15min",
          "jit", "off");

  private static final int TRIES = 5;
  private static final Duration INITIALIZE_MOST = Duration.ofMinutes(3);
  private static final Duration START_MOST = Duration.ofMinutes(3);
  private static final Duration WATCH = Duration.ofMillis(500);
  private static final Duration STOP_MOST = Duration.ofSeconds(5);

  private final Path cluster;
  private final Path log;
  private final Secret ownerPassword;
  private final Secret appPassword;
  private final int connections;
  private final PostgresPrograms programs;
  private int port;
  private boolean closing;
  private final CompletableFuture<Integer> revived = new CompletableFuture<>();

  private LocalPostgres(Path data, Secret ownerPassword, Secret appPassword, int connections) {
    this.cluster = data.toAbsolutePath().normalize().resolve("postgres");
    this.log = cluster.resolve("server.log");
    this.ownerPassword = ownerPassword;
    this.appPassword = appPassword;
    this.connections = connections;
    this.programs = PostgresPrograms.unpacked(cluster.resolveSibling("runtime"), cluster);
  }

  /// Starts it; makes it first when `<data>/postgres` is empty. The caller holds the lock on
  /// `data`.
  ///
  /// @param connections the most connections at once
  public static LocalPostgres start(
      Path data, Secret ownerPassword, Secret appPassword, int connections) {
    LocalPostgres server = new LocalPostgres(data, ownerPassword, appPassword, connections);
    server.initialize();
    server.settleOrphan();
    server.launch(Optional.empty());
    server.createDatabase();
    server.watch();
    return server;
  }

  /// Reaches the one that another process keeps running; empty when none runs.
  public static Optional<LocalPostgres> running(
      Path data, Secret ownerPassword, Secret appPassword) {
    LocalPostgres server = new LocalPostgres(data, ownerPassword, appPassword, 0);
    server.closing = true;
    return Postmaster.read(server.cluster)
        .filter(postmaster -> postmaster.process().isPresent())
        .map(postmaster -> {
          server.port = postmaster.port();
          server.assertOurs();
          return server;
        });
  }

  /// The JDBC address of the role that owns the tables.
  public String ownerUrl() {
    return url(DATABASE, OWNER, ownerPassword);
  }

  /// The JDBC address of the role that uses the tables.
  public String appUrl() {
    return url(DATABASE, APP, appPassword);
  }

  /// The name of the role that uses the tables.
  public String appRole() {
    return APP;
  }

  /// The port it listens on.
  public synchronized int port() {
    return port;
  }

  /// The process of its postmaster.
  public Optional<ProcessHandle> process() {
    return Postmaster.read(cluster).flatMap(Postmaster::process);
  }

  private String url(String database, String role, Secret password) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port(), database, role, password.reveal());
  }

  /// Made under another name first: a cluster that stands is whole.
  private void initialize() {
    if (Files.exists(cluster.resolve("PG_VERSION"))) {
      return;
    }
    Path fresh = cluster.resolveSibling("postgres.new");
    Path passwordFile = cluster.resolveSibling(".postgres-password");
    try {
      PostgresPrograms.remove(fresh);
      Files.createDirectories(fresh);
      Files.deleteIfExists(passwordFile);
      Files.createFile(
          passwordFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwordFile, ownerPassword.reveal());
      programs.prepare(fresh);
      programs.prepare(passwordFile);
      programs.run("initdb", INITIALIZE_MOST, initArguments(fresh, passwordFile));
      Files.deleteIfExists(cluster);
      Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a database in " + cluster, e);
    } finally {
      passwordFile.toFile().delete();
    }
  }

  private static List<String> initArguments(Path fresh, Path passwordFile) {
    return List.of(
        "-D",
        fresh.toString(),
        "-U",
        OWNER,
        "-A",
        "scram-sha-256",
        "--pwfile=" + passwordFile,
        "-E",
        "UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
  }

  /// Deals with what an earlier process left behind: its PostgreSQL still running is stopped in
  /// good order; a `postmaster.pid` whose process is gone, or is another program by now, is
  /// removed.
  private void settleOrphan() {
    Optional<Postmaster> left = Postmaster.read(cluster);
    if (left.isEmpty()) {
      return;
    }
    if (left.get().process().isPresent()) {
      LOG.info("stopping the PostgreSQL of an earlier run, process {}", left.get().pid());
      stop();
    } else {
      Postmaster.forget(cluster);
    }
  }

  private void launch(Optional<Integer> samePort) {
    for (int tried = 1; ; tried++) {
      port = samePort.orElseGet(LocalPostgres::freePort);
      try {
        programs.run("pg_ctl", START_MOST.plusSeconds(5), startArguments());
        assertOurs();
        return;
      } catch (IllegalStateException failure) {
        if (tried >= TRIES) {
          throw failure;
        }
        LOG.warn("PostgreSQL does not start yet: {}", failure.getMessage());
        settleOrphan();
      }
    }
  }

  private List<String> startArguments() {
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.put("port", Integer.toString(port));
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", Integer.toString(connections));
    StringBuilder options = new StringBuilder();
    settings.forEach((name, value) ->
        options.append(" -c ").append(name).append("='").append(value).append("'"));
    List<String> arguments =
        new ArrayList<>(List.of("start", "-w", "-s", "-D", cluster.toString()));
    arguments.addAll(List.of("-l", log.toString(), "-t", Long.toString(START_MOST.toSeconds())));
    arguments.addAll(List.of("-o", options.toString().strip()));
    return arguments;
  }

  /// Nothing is written before it is certain that this is our server, and a safe one.
  private void assertOurs() {
    try (Connection connection =
            DriverManager.getConnection(url("postgres", OWNER, ownerPassword));
        Statement statement = connection.createStatement()) {
      String where = show(statement, "data_directory");
      if (!Path.of(where).toRealPath().equals(cluster.toRealPath())) {
        throw new IllegalStateException(
            "the server on port " + port + " keeps its data in " + where + ", not in " + cluster);
      }
      for (String safety : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        if (!"on".equals(show(statement, safety))) {
          throw new IllegalStateException("PostgreSQL runs with " + safety + " off");
        }
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot reach PostgreSQL on port " + port, e);
    }
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private void createDatabase() {
    try (Connection connection =
            DriverManager.getConnection(url("postgres", OWNER, ownerPassword));
        Statement statement = connection.createStatement()) {
      boolean roleMissing =
          missing(statement, "select from pg_roles where rolname = '" + APP + "'");
      statement.execute(
          "%s role %s login password '%s'"
              .formatted(roleMissing ? "create" : "alter", APP, appPassword.reveal()));
      if (missing(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make the database " + DATABASE, e);
    }
  }

  private static boolean missing(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return !row.next();
    }
  }

  /// Starts PostgreSQL again, on the same port, when it dies while it should run. It looks rather
  /// than waits for the end of the process: where nobody reaps orphans, a dead one never ends.
  private void watch() {
    Thread.ofVirtual().name("postgres-watch").start(this::watching);
  }

  private synchronized void watching() {
    try {
      while (!closing) {
        wait(WATCH.toMillis());
        if (!closing && process().isEmpty()) {
          LOG.error("PostgreSQL died; starting it again");
          settleOrphan();
          launch(Optional.of(port));
          revived.complete(port);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException failure) {
      LOG.error("PostgreSQL does not come back", failure);
      revived.completeExceptionally(failure);
    }
  }

  /// Done when this server has died and runs again for the first time.
  CompletableFuture<Integer> revived() {
    return revived;
  }

  /// Leaves PostgreSQL to itself, as a process that is killed does.
  synchronized void abandon() {
    closing = true;
    notifyAll();
  }

  private void stop() {
    List<String> fast =
        List.of(
            "stop",
            "-s",
            "-w",
            "-D",
            cluster.toString(),
            "-m",
            "fast",
            "-t",
            Long.toString(STOP_MOST.toSeconds()));
    try {
      programs.run("pg_ctl", STOP_MOST.plusSeconds(2), fast);
    } catch (IllegalStateException slow) {
      LOG.warn("PostgreSQL does not stop in time, now at once: {}", slow.getMessage());
      programs.run(
          "pg_ctl",
          STOP_MOST,
          List.of("stop", "-s", "-w", "-D", cluster.toString(), "-m", "immediate", "-t", "2"));
    }
  }

  /// A sixteenth of the machine's memory.
  private static long sharedMegabytes() {
    long bytes =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
            ? machine.getTotalMemorySize()
            : 0;
    return Math.clamp(bytes / (16L << 20), 128, 4_096);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  @Override
  public synchronized void close() {
    if (!closing) {
      closing = true;
      notifyAll();
      if (process().isPresent()) {
        stop();
      }
    }
  }
}
