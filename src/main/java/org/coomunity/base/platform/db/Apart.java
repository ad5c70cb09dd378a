package org.coomunity.base.platform.db;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;

/// Tables that are not part of a backup but stand in a file beside it: each backup writes it anew,
/// so that there is only the newest. A key that was destroyed does not come back with an old
/// backup.
final class Apart {
  private final DataSource owner;
  private final List<String> modules;
  private final Set<String> tables;

  Apart(DataSource owner, List<String> modules, Set<String> tables) {
    this.owner = owner;
    this.modules = modules;
    this.tables = tables;
  }

  private List<CopyStore.Columns> tables(Connection connection) throws SQLException {
    return CopyStore.tables(connection, modules).stream()
        .filter(table -> tables.contains(table.table()))
        .toList();
  }

  private static Manifest.Table described(CopyStore.Columns table) {
    return new Manifest.Table(table.table(), table.columns(), 0, "");
  }

  void write(Path file) throws IOException, SQLException {
    if (tables.isEmpty()) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Connection connection = owner.getConnection();
        ZipOutputStream zip =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16))) {
      connection.setAutoCommit(false);
      CopyStore.settle(connection);
      for (CopyStore.Columns table : tables(connection)) {
        Manifest.Table described = described(table);
        zip.putNextEntry(new ZipEntry(described.entry()));
        CopyStore.out(connection, described.name(), described.list(), new Open(zip));
        zip.closeEntry();
      }
      connection.rollback();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Without the file there is nothing to read: everybody is unreadable then, which is said at
  /// once.
  void read(Connection connection, Path file) throws IOException, SQLException {
    List<CopyStore.Columns> wanted = tables(connection);
    if (wanted.isEmpty()) {
      return;
    }
    if (!Files.exists(file)) {
      throw new IllegalStateException("the keys of members are missing: " + file);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (CopyStore.Columns table : wanted) {
        Manifest.Table described = described(table);
        ZipEntry entry = zip.getEntry(described.entry());
        if (entry != null) {
          CopyStore.in(
              connection,
              described.name(),
              described.list(),
              new BufferedInputStream(zip.getInputStream(entry), 1 << 16));
        }
      }
    }
  }

  /// An entry of a zip that is not closed by whoever writes into it.
  private static final class Open extends FilterOutputStream {
    Open(ZipOutputStream zip) {
      super(zip);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }
}
