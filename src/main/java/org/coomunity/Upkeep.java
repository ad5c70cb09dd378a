package org.coomunity;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.audit.Audit;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Backup;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.Ledger;

/// Looking after the data: verify, backup, restore.
final class Upkeep {
  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock = InstantSource.system();

  Upkeep(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Walks through every book and every audit.
  int verify(Config config) {
    try (Storage storage = Storage.visit(config);
        Database database = storage.pool()) {
      return verify(database);
    } catch (RuntimeException failure) {
      return failed("It cannot be verified", failure);
    }
  }

  private int verify(Database database) {
    int faults = 0;
    long transfers = 0;
    int books = 0;
    try (Ledger ledger = new Ledger(database, clock)) {
      for (int book : ledger.books()) {
        Ledger.Verification found = ledger.verify(book);
        books++;
        transfers += found.transfers();
        out.printf(
            "book %d: %,d accounts, %,d transfers, %s%n",
            book, found.accounts(), found.transfers(), found.fault().orElse("all is well"));
        faults += found.fault().isPresent() ? 1 : 0;
      }
    }
    out.printf("%d books, %,d transfers, %d with a fault%n", books, transfers, faults);
    return faults + audited(database) == 0 ? 0 : Commands.FAILED;
  }

  /// Walks through the audit of every community, and of the platform.
  private int audited(Database database) {
    Audit audit = new Audit(database, clock);
    int faults = 0;
    long entries = 0;
    List<CommunityId> chains = audit.chains();
    for (CommunityId chain : chains) {
      Audit.Verification found = audit.verify(chain);
      entries += found.entries();
      found.fault().ifPresent(fault -> out.printf("audit of %s: %s%n", chain.value(), fault));
      faults += found.fault().isPresent() ? 1 : 0;
    }
    out.printf("%d audits, %,d entries, %d with a fault%n", chains.size(), entries, faults);
    return faults;
  }

  /// Writes a backup.
  int backup(Config config, Path file) {
    try (Storage storage = Storage.visit(config);
        Database owner = storage.owner()) {
      Backup.Contents contents =
          storage.backup(owner).write(file, KeptBackups.KEPT, clock.instant());
      new KeptBackups(config.dataDirectory()).noted(clock.instant());
      out.println(said("Backed up", contents) + " into " + file);
      return 0;
    } catch (RuntimeException failure) {
      return failed("There is no backup", failure);
    }
  }

  /// Brings a backup into an empty database.
  int restore(Config config, Path file) {
    Optional<Instance> held = Instance.hold(config.dataDirectory(), "restoring");
    if (held.isEmpty()) {
      err.println("The platform runs on this data folder; stop it first.");
      return Commands.FAILED;
    }
    try (Instance instance = held.get();
        Storage storage = Storage.open(config)) {
      instance.announce("restoring " + file, "");
      Backup.Contents contents;
      try (Database owner = storage.owner()) {
        contents = storage.backup(owner).restore(file);
      }
      out.println(said("Restored", contents) + ", made at " + contents.madeAt());
      try (Database database = storage.database()) {
        return verify(database);
      }
    } catch (RuntimeException failure) {
      return failed("Nothing is restored", failure);
    }
  }

  private static String said(String verb, Backup.Contents contents) {
    return "%s %,d rows of %d tables and %d files"
        .formatted(verb, contents.rows(), contents.tables(), contents.files());
  }

  private int failed(String what, RuntimeException failure) {
    err.println(what + ": " + Serving.reason(failure));
    return Commands.FAILED;
  }
}
