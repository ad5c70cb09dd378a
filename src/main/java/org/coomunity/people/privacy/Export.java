package org.coomunity.people.privacy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Self;
import org.coomunity.people.communities.Communities;
import org.jdbi.v3.core.statement.Query;

/// Everything that is kept about somebody in one zip file: a JSON file for each class of data,
/// their photos, a page that explains it in their language, and a manifest. It is written row by
/// row into a file that vanishes when it was sent, so that it needs little memory and no slow
/// reader holds the database.
final class Export {
  private static final int ROWS_AT_ONCE = 200;
  private static final int FILES_AT_ONCE = 5;

  private final Database database;
  private final InstantSource clock;
  private final Messages messages;
  private final Communities communities;
  private final PrivacyDoors doors;
  private final List<DataClass> data;

  Export(
      Database database,
      InstantSource clock,
      Messages messages,
      Communities communities,
      PrivacyDoors doors,
      List<DataClass> data) {
    this.database = database;
    this.clock = clock;
    this.messages = messages;
    this.communities = communities;
    this.doors = doors;
    this.data = data;
  }

  /// @param file its name in the zip
  /// @param rows how many there are
  record Part(String key, String file, long rows) {}

  /// What a manifest says.
  record Manifest(String format, Instant madeAt, String handle, List<Part> files) {}

  /// Writes the export into a file that is deleted when the stream over it is closed.
  ///
  /// @param profile what is sealed about them, already open
  InputStream made(Self self, String handle, Map<String, Object> profile, Language language) {
    try {
      Path file = Files.createTempFile("export-", ".zip");
      try {
        try (ZipOutputStream zip =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
          database.snapshot(tx -> written(tx, zip, self, handle, profile, language));
        }
        return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
      } catch (IOException | RuntimeException failure) {
        Files.deleteIfExists(file);
        throw failure;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write an export", e);
    }
  }

  private List<Part> written(
      Tx tx,
      ZipOutputStream zip,
      Self self,
      String handle,
      Map<String, Object> profile,
      Language language) {
    try {
      Telling telling = new Telling(communities, doors);
      List<Part> parts = new ArrayList<>();
      for (DataClass one : data) {
        if (one.export().isPresent()) {
          Map<String, Object> first = one.key().equals("profile") ? profile : Map.of();
          parts.add(rows(tx, zip, self, one, telling, first));
        }
      }
      for (DataClass one : data) {
        if (one.export().filter(sql -> sql.contains("file_bytes")).isPresent()) {
          files(tx, zip, self, one);
        }
      }
      Manifest manifest = new Manifest("coomunity-export-1", clock.instant(), handle, parts);
      put(zip, "manifest.json", Json.bytes(manifest));
      String page = new ExportPage(messages, language).page(handle, clock.instant(), parts);
      put(zip, "index.html", page.getBytes(StandardCharsets.UTF_8));
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write an export", e);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static Part rows(
      Tx tx,
      ZipOutputStream zip,
      Self self,
      DataClass one,
      Telling telling,
      Map<String, Object> first)
      throws IOException {
    String sql = one.export().orElseThrow();
    boolean placed = DataClass.perSeat(sql);
    String file = one.key() + ".json";
    zip.putNextEntry(new ZipEntry(file));
    long rows = 0;
    for (Self.Seat seat : placed ? self.seats() : self.seats().subList(0, 1)) {
      try (Query query = tx.query(sql);
          var found =
              Bound.to(query, sql, self, seat).setFetchSize(ROWS_AT_ONCE).mapToMap().stream()) {
        for (var row = found.iterator(); row.hasNext(); ) {
          Map<String, Object> told = new LinkedHashMap<>(first);
          told.putAll(telling.row(seat, row.next(), placed));
          write(zip, rows == 0 ? "[\n" : ",\n", told);
          rows++;
        }
      }
    }
    zip.write((rows == 0 ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    return new Part(one.key(), file, rows);
  }

  private static void write(OutputStream out, String before, Map<String, Object> row)
      throws IOException {
    out.write(before.getBytes(StandardCharsets.UTF_8));
    out.write(Json.bytes(row));
  }

  private static void files(Tx tx, ZipOutputStream zip, Self self, DataClass one)
      throws IOException {
    String sql = one.export().orElseThrow();
    for (Self.Seat seat : self.seats()) {
      try (Query query = tx.query(sql);
          var found =
              Bound.to(query, sql, self, seat).setFetchSize(FILES_AT_ONCE).mapToMap().stream()) {
        for (var rows = found.iterator(); rows.hasNext(); ) {
          Map<String, Object> row = rows.next();
          if (row.get("file_bytes") instanceof byte[] bytes) {
            put(zip, one.key() + "/" + row.get("file_name"), bytes);
          }
        }
      }
    }
  }
}
