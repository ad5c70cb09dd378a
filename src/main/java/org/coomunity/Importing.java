package org.coomunity;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.imports.Column;
import org.coomunity.exchange.imports.Imports;
import org.coomunity.exchange.imports.NotImportable;
import org.coomunity.exchange.imports.Report;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.people.communities.Community;
import org.coomunity.people.logins.Hashing;
import org.coomunity.web.Web;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Bringing in what other systems have written down, whether the platform runs or not.
@Command(name = "import", description = "Books what another system has written down.")
final class Importing {
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final PrintStream out;
  private final PrintStream err;
  private final Supplier<Config> config;

  Importing(PrintStream out, PrintStream err, Supplier<Config> config) {
    this.out = out;
    this.err = err;
    this.config = config;
  }

  @Command(
      description = "Books a CSV file of transfers into the book of a community.",
      footer = {
        "",
        "Columns: id, timeset, source, target, weight; where there are also",
        "transfer_subtype (STANDARD, DISBURSEMENT, RECLAMATION, AGENT_OUT),",
        "token_name and token_address. Rows that are refused are named, all",
        "others are booked; a file that was imported before books nothing again."
      })
  int transfers(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--community", paramLabel = "SLUG", required = true) String slug,
      @Option(
              names = "--map",
              paramLabel = "COLUMN=NAME,…",
              description = "what the columns are called in the file, as in id=ref,timeset=date")
          @Nullable String map) {
    Map<Column, String> names;
    try {
      names = map == null ? Map.of() : Column.mapped(map);
    } catch (NotImportable wrong) {
      err.println(wrong.getMessage());
      return Commands.WRONG;
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      err.println("There is no file " + file + " to read.");
      return Commands.FAILED;
    }
    return imported(config.get(), file, slug, names);
  }

  private int imported(Config settings, Path file, String slug, Map<Column, String> names) {
    InstantSource clock = InstantSource.system();
    try (Storage storage = Storage.visit(settings);
        Database database = storage.pool();
        Observe observe = new Observe();
        Outbox outbox = new Outbox(database, clock, observe);
        Ledger ledger = new Ledger(database, clock)) {
      Caches caches = new Caches(observe.registry());
      Web.Modules modules =
          new House(settings, database, outbox, ledger, clock, Hashing.HARD, caches, new Messages())
              .modules();
      Lets lets = modules.lets();
      Optional<Community> into = modules.communities().community(slug);
      if (into.isEmpty() || into.get().archived()) {
        err.println("There is no community '" + slug + "' that trades.");
        return Commands.FAILED;
      }
      Report report =
          new Imports(lets, ledger, clock).transfers(file, into.get().id(), names, progress());
      tell(report, file, into.get(), lets.exchange(into.get().id()).unit());
      return report.sum() == 0 ? 0 : Commands.FAILED;
    } catch (NotImportable wrong) {
      err.println("It is not imported: " + wrong.getMessage() + ".");
      return Commands.WRONG;
    } catch (IOException | RuntimeException failure) {
      err.println(
          "It stopped: "
              + Serving.reason(failure)
              + ". What was booked stays; the same command goes on where it stopped.");
      return Commands.FAILED;
    }
  }

  private Consumer<Report.Progress> progress() {
    long[] told = {System.nanoTime()};
    return now -> {
      if (System.nanoTime() - told[0] >= BETWEEN.toNanos()) {
        told[0] = System.nanoTime();
        err.printf("%3.0f %%  %,d rows, %,d booked%n", now.share() * 100, now.rows(), now.booked());
      }
    };
  }

  private void tell(Report report, Path file, Community into, Unit unit) {
    out.printf("%s into %s (%s)%n", file.getFileName(), into.slug(), unit.code());
    out.printf("  rows           %,12d%n", report.rows());
    out.printf("  booked         %,12d%s%n", report.booked(), nothingNew(report));
    out.printf("  already there  %,12d%n", report.there());
    out.printf(
        "  rounded        %,12d  half to even, to %d decimals%n",
        report.rounded(), unit.decimals());
    out.printf("  refused        %,12d%n", report.refused());
    for (Report.Refusal refusal : report.refusals()) {
      out.printf("    line %d: %s%n", refusal.line(), refusal.reason());
    }
    if (report.refused() > report.refusals().size()) {
      out.printf("    … and %,d more%n", report.refused() - report.refusals().size());
    }
    out.printf("  new accounts   %,12d%n", report.opened());
    out.printf("  sum of balances %11s%n", unit.format(report.sum()));
  }

  private static String nothingNew(Report report) {
    return report.booked() == 0 && report.there() > 0 ? "  nothing new" : "";
  }
}
