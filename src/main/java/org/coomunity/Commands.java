package org.coomunity;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.coomunity.analytics.evaluate.Evaluate;
import org.coomunity.people.privacy.Privacy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of the launcher that run in Java. Exit codes: 0 done, 1 failed, 2 said wrongly, 3
/// not running.
@Command(
    name = "coomunity",
    description = "CoomÜnity: communities that trade, trust and decide together.",
    synopsisSubcommandLabel = "COMMAND")
final class Commands {
  static final int FAILED = 1;
  static final int WRONG = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Path home;
  private final Map<String, String> environment;

  Commands(PrintStream out, PrintStream err, Path home, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.home = home;
    this.environment = environment;
  }

  /// Runs one command in this process's own surroundings and says its exit code.
  static int run(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Path home = Path.of(System.getProperty("coomunity.home", "")).toAbsolutePath();
    return new Commands(out, err, home, System.getenv()).execute(args);
  }

  int execute(String... args) {
    return new CommandLine(this)
        .addSubcommand(new Importing(out, err, () -> config(Map.of())))
        .addSubcommand(new MessageCommands.OfMessages(System.in, out, this::config))
        .addSubcommand(evaluate())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          if (failure instanceof Config.Wrong wrong) {
            err.println(wrong.getMessage());
            return WRONG;
          }
          throw failure;
        })
        .execute(args);
  }

  private CommandLine evaluate() {
    CommandLine line = new CommandLine(new MessageCommands.Evaluate(out));
    new Evaluate(System.in, out, err).calls().forEach(line::addSubcommand);
    return line;
  }

  private Config config(Map<String, String> said) {
    Config config = Config.read(home, environment, said);
    System.setProperty("LOG_LEVEL", config.telling().logLevel());
    System.setProperty("LOG_FORMAT", config.telling().logFormat());
    System.setProperty(
        "LOG_REQUESTS", config.telling().logFormat().equals("json") ? "INFO" : "WARN");
    return config;
  }

  @Command(description = "Starts the platform here, until Ctrl-C or 'stop'.")
  int start(
      @Option(names = "--roles", description = "api, live, work; all by default")
          @Nullable String roles) {
    Map<String, String> said = new HashMap<>();
    if (roles != null) {
      said.put(Setting.ROLES.name(), roles);
    }
    return new Serving(out, err).start(config(said));
  }

  @Command(description = "Stops the platform that runs on this data folder.")
  int stop() {
    return new Serving(out, err).stop(config(Map.of()).dataDirectory());
  }

  @Command(description = "Says whether the platform runs, and how it is.")
  int status() {
    return new Serving(out, err).status(config(Map.of()).dataDirectory());
  }

  @Command(description = "Walks through every book and the audit, and checks them.")
  int verify() {
    return new Upkeep(out, err).verify(config(Map.of()));
  }

  @Command(description = "Writes a consistent copy of everything into a new file.")
  int backup(@Parameters(paramLabel = "FILE") Path file) {
    return new Upkeep(out, err).backup(config(Map.of()), file.toAbsolutePath());
  }

  @Command(description = "Brings a backup into an empty database, and checks it.")
  int restore(@Parameters(paramLabel = "FILE") Path file) {
    return new Upkeep(out, err).restore(config(Map.of()), file.toAbsolutePath());
  }

  @Command(description = "Shows the records of processing; --write puts them into docs.")
  int records(@Option(names = "--write", description = "into docs/") boolean write) {
    String page = Privacy.records(House.data());
    if (!write) {
      out.print(page);
      return 0;
    }
    Path file = home.resolve("docs").resolve("records-of-processing.md");
    try {
      Files.writeString(file, page);
      out.println("Written: " + file);
      return 0;
    } catch (IOException failure) {
      err.println("It cannot be written: " + failure.getMessage());
      return FAILED;
    }
  }

  @Command(description = "This page, or the settings: 'help config'.")
  int help(@Parameters(arity = "0..1", paramLabel = "config") @Nullable String topic) {
    out.println("config".equals(topic) ? Setting.table() : Usage.TEXT);
    return topic == null || "config".equals(topic) ? 0 : WRONG;
  }
}
