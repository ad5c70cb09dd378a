package org.coomunity.exchange.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;

/// Brings the history of another system into the book of a community.
///
/// A row keeps its own time; its identifier is made from the book and from the identifier in the
/// file, so that importing a file twice, or going on after a crash, books every row once. Limits
/// are not applied to what happened already.
public final class Imports {
  private static final int PAGE = 10_000;

  private final Lets lets;
  private final Ledger ledger;
  private final InstantSource clock;

  public Imports(Lets lets, Ledger ledger, InstantSource clock) {
    this.lets = lets;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Books a CSV file of transfers, in the order of its rows. The file is read as it goes, however
  /// long it is.
  ///
  /// @param names what columns are called that have other names there
  /// @param progress told after each piece of some thousand rows
  /// @throws NotImportable when a column is missing
  /// @throws IOException when the file cannot be read
  public Report transfers(
      Path file,
      CommunityId community,
      Map<Column, String> names,
      Consumer<Report.Progress> progress)
      throws IOException {
    try (InputStream in = Files.newInputStream(file);
        Rows rows = Rows.of(in, Files.size(file))) {
      Importer importer = new Importer(lets, ledger, lets.exchange(community), progress);
      importer.book(rows, names, clock.instant());
      return importer.report(sum(lets.exchange(community).book()));
    }
  }

  private long sum(int book) {
    long sum = 0;
    int after = 0;
    for (boolean more = true; more; ) {
      var page = ledger.accountsAfter(book, after, PAGE);
      sum += page.stream().mapToLong(AccountState::balance).sum();
      more = page.size() == PAGE;
      after = more ? page.getLast().number() : after;
    }
    return sum;
  }
}
