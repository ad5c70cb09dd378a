package org.coomunity.base.platform.db;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.coomunity.base.platform.json.Json;

/// Consistent copies of everything: the tables of all modules as they were at one moment, and the
/// files of the data folder, in one zip file with row counts and SHA-256 sums. Readable by its
/// owner only.
public final class Backup {
  /// What was written or read.
  public record Contents(
      Instant madeAt, Map<String, String> schemas, int tables, long rows, int files) {
    static Contents of(Manifest manifest) {
      return new Contents(
          manifest.madeAt(),
          manifest.schemas(),
          manifest.tables().size(),
          manifest.rows(),
          manifest.files().size());
    }
  }

  /// The file beside a backup that holds the tables kept apart.
  public static final String APART = "keys.zip";

  private final DataSource owner;
  private final List<String> modules;
  private final Path data;
  private final Set<String> apart;

  /// @param owner connections of the role that owns the tables
  /// @param modules in the order in which their schemas are made
  /// @param data the data folder
  /// @param apart tables whose rows go into a file beside the backup, of which only the newest is
  ///   kept: what is deleted from them is gone from all backups of that folder
  public Backup(DataSource owner, List<String> modules, Path data, Set<String> apart) {
    this.apart = Set.copyOf(apart);
    this.owner = owner;
    this.modules = List.copyOf(modules);
    this.data = data;
  }

  /// Writes a backup; the server may go on working.
  ///
  /// @param kept names in the data folder that belong into it; those that do not exist are left out
  /// @throws IllegalStateException when `target` exists already
  public Contents write(Path target, List<String> kept, Instant madeAt) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalStateException(target + " exists already");
    }
    Path fresh = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Manifest manifest;
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16))) {
        manifest = written(zip, kept, madeAt);
      }
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      new Apart(owner, modules, apart).write(target.resolveSibling(APART));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return Contents.of(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the database", e);
    } finally {
      fresh.toFile().delete();
    }
  }

  private Manifest written(ZipOutputStream zip, List<String> kept, Instant madeAt)
      throws IOException, SQLException {
    List<Manifest.Table> tables = new ArrayList<>();
    List<Manifest.Counter> counters;
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      CopyStore.settle(connection);
      for (CopyStore.Columns table : CopyStore.tables(connection, modules)) {
        if (apart.contains(table.table())) {
          continue;
        }
        Manifest.Table empty = new Manifest.Table(table.table(), table.columns(), 0, "");
        zip.putNextEntry(new ZipEntry(empty.entry()));
        DigestOutputStream digest = digesting(zip);
        long rows = CopyStore.out(connection, empty.name(), empty.list(), digest);
        tables.add(new Manifest.Table(empty.name(), empty.columns(), rows, hex(digest)));
        zip.closeEntry();
      }
      // Sequences know no snapshot: read last, so that none stands before a number in use.
      counters = CopyStore.counters(connection, modules);
      connection.rollback();
    }
    List<Manifest.Stored> files = new ArrayList<>();
    for (String name : kept) {
      for (Path file : filesOf(data.resolve(name))) {
        Manifest.Stored stored = new Manifest.Stored(data.relativize(file).toString(), 0, "");
        zip.putNextEntry(new ZipEntry(stored.entry()));
        DigestOutputStream digest = digesting(zip);
        long bytes = Files.copy(file, digest);
        files.add(new Manifest.Stored(stored.path(), bytes, hex(digest)));
        zip.closeEntry();
      }
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            madeAt,
            new Migrations(owner, modules).versions(),
            tables,
            counters,
            files);
    zip.putNextEntry(new ZipEntry(Manifest.NAME));
    zip.write(Json.bytes(manifest));
    zip.closeEntry();
    return manifest;
  }

  private static List<Path> filesOf(Path path) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(path)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// Brings a backup into a database without tables or with empty ones, in one transaction: all of
  /// it or nothing. Every sum is checked twice, as it is read and as it then stands in the
  /// database.
  ///
  /// @throws IllegalStateException when the database is not empty, or the backup not whole
  public Contents restore(Path source) {
    try (ZipFile zip = new ZipFile(source.toFile())) {
      Manifest manifest = manifest(zip);
      if (manifest.format() != Manifest.FORMAT) {
        throw new IllegalStateException("a backup of format " + manifest.format());
      }
      new Migrations(owner, modules).apply(manifest.schemas());
      try (Connection connection = owner.getConnection()) {
        connection.setAutoCommit(false);
        CopyStore.settle(connection);
        rows(connection, zip, manifest);
        new Apart(owner, modules, apart).read(connection, source.resolveSibling(APART));
        connection.commit();
      }
      for (Manifest.Stored file : manifest.files()) {
        file(zip, file);
      }
      return Contents.of(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source, e);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not take the backup", e);
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new IllegalStateException("no backup of CoomÜnity");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return Json.MAPPER.readValue(in, Manifest.class);
    }
  }

  private void rows(Connection connection, ZipFile zip, Manifest manifest)
      throws SQLException, IOException {
    for (CopyStore.Columns table : CopyStore.tables(connection, modules)) {
      if (!CopyStore.empty(connection, table.table())) {
        throw new IllegalStateException("the database is not empty: " + table.table());
      }
    }
    for (Manifest.Table table : manifest.tables()) {
      ZipEntry entry = zip.getEntry(table.entry());
      if (entry == null) {
        throw new IllegalStateException("the backup lacks " + table.name());
      }
      try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
        CopyStore.in(connection, table.name(), table.list(), in);
      }
      DigestOutputStream digest = digesting(OutputStream.nullOutputStream());
      long rows = CopyStore.out(connection, table.name(), table.list(), digest);
      if (rows != table.rows() || !hex(digest).equals(table.sha256())) {
        throw new IllegalStateException(
            "%s is not what was backed up: %d rows of %d"
                .formatted(table.name(), rows, table.rows()));
      }
    }
    for (Manifest.Counter counter : manifest.counters()) {
      CopyStore.set(connection, counter);
    }
    if (modules.contains("platform")) {
      CopyStore.renumberEvents(connection);
    }
  }

  private void file(ZipFile zip, Manifest.Stored stored) throws IOException {
    Path target = data.resolve(stored.path()).normalize();
    ZipEntry entry = zip.getEntry(stored.entry());
    if (!target.startsWith(data) || entry == null) {
      throw new IllegalStateException("the backup lacks " + stored.path());
    }
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path fresh = target.resolveSibling(target.getFileName() + ".part");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (InputStream in = zip.getInputStream(entry);
        DigestOutputStream out = digesting(Files.newOutputStream(fresh))) {
      in.transferTo(out);
      if (!hex(out).equals(stored.sha256())) {
        throw new IllegalStateException("damaged in the backup: " + stored.path());
      }
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// A stream that sums what passes; closing it leaves a zip entry open.
  private static DigestOutputStream digesting(OutputStream into) {
    try {
      OutputStream target =
          into instanceof ZipOutputStream
              ? new FilterOutputStream(into) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                  out.write(bytes, from, length);
                }

                @Override
                public void close() {}
              }
              : into;
      return new DigestOutputStream(target, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(DigestOutputStream digest) {
    return HexFormat.of().formatHex(digest.getMessageDigest().digest());
  }
}
