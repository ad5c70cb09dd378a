package org.coomunity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.coomunity.base.platform.db.Backup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The backups that the platform makes by itself, in `<data>/backups`: one before each migration of
/// a database in use. The last five stay.
final class KeptBackups {
  /// What belongs into a backup beside the database.
  static final List<String> KEPT = List.of("photos", Secrets.PLATFORM);

  private static final Logger LOG = LoggerFactory.getLogger(KeptBackups.class);
  private static final int MOST = 5;
  private static final String LAST = "last-backup";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'before-migration-'yyyyMMdd'T'HHmmss.SSS'.zip'")
          .withZone(ZoneOffset.UTC);

  private final Path folder;

  KeptBackups(Path data) {
    this.folder = data.resolve("backups");
  }

  /// Remembers that a backup was made, wherever it was put.
  void noted(Instant at) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolveSibling(LAST), at + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// When a backup was made last, in seconds of the epoch. Without one it is when the data folder
  /// began; `NaN` where others look after the database and no backup was made here.
  double last(boolean own) {
    Path data = folder.toAbsolutePath().getParent();
    Path begun = data == null ? folder : data.resolve(Secrets.PLATFORM);
    try {
      Path seen = folder.resolveSibling(LAST);
      if (Files.exists(seen)) {
        return Files.getLastModifiedTime(seen).toInstant().getEpochSecond();
      }
      return own && Files.exists(begun)
          ? Files.getLastModifiedTime(begun).toInstant().getEpochSecond()
          : Double.NaN;
    } catch (IOException unknown) {
      return Double.NaN;
    }
  }

  void beforeMigration(Backup backup, Instant now) {
    Path file = folder.resolve(NAME.format(now));
    Backup.Contents contents = backup.write(file, KEPT, now);
    LOG.info("backup before the migration: {}, {} rows", file, contents.rows());
    forgetOldest();
    noted(now);
  }

  private void forgetOldest() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> ours =
          files
              .filter(file -> file.getFileName().toString().startsWith("before-migration-"))
              .sorted()
              .toList();
      for (Path old : ours.subList(0, Math.max(0, ours.size() - MOST))) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
