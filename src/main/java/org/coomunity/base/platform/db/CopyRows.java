package org.coomunity.base.platform.db;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table by `copy … from stdin (format binary)`: the fastest way in. Each
/// row says how many fields it has, and then the fields in the order of the columns.
public final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int FULL = 1 << 16;
  private static final long EPOCH_SECONDS = 946_684_800;
  private static final int EPOCH_DAYS = 10_957;
  private static final int MICROS = 1_000_000;

  private final CopyIn copy;
  private ByteBuffer buffer = ByteBuffer.allocate(2 * FULL);

  private CopyRows(CopyIn copy) {
    this.copy = copy;
    buffer.put(SIGNATURE);
  }

  /// What writes the rows.
  @FunctionalInterface
  public interface Writing {
    void rows(CopyRows into) throws SQLException;
  }

  static long write(PGConnection connection, String sql, Writing writing) throws SQLException {
    CopyIn copy = connection.getCopyAPI().copyIn(sql);
    try {
      CopyRows rows = new CopyRows(copy);
      writing.rows(rows);
      rows.room(2).putShort((short) -1);
      rows.flush();
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), 2 * bytes + FULL));
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /// Begins a row.
  public CopyRows row(int fields) throws SQLException {
    if (buffer.position() > FULL) {
      flush();
    }
    room(2).putShort((short) fields);
    return this;
  }

  private CopyRows nothing() {
    room(4).putInt(-1);
    return this;
  }

  /// A `uuid`.
  public CopyRows id(UUID value) {
    room(20)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  /// A `bigint`.
  public CopyRows large(@Nullable Long value) {
    if (value == null) {
      return nothing();
    }
    room(12).putInt(8).putLong(value);
    return this;
  }

  /// A `smallint`.
  public CopyRows small(int value) {
    room(6).putInt(2).putShort((short) value);
    return this;
  }

  /// A `timestamptz`.
  public CopyRows instant(Instant value) {
    return large((value.getEpochSecond() - EPOCH_SECONDS) * MICROS + value.getNano() / 1_000);
  }

  /// A `date`.
  public CopyRows date(LocalDate value) {
    room(8).putInt(4).putInt((int) value.toEpochDay() - EPOCH_DAYS);
    return this;
  }

  /// A `text`.
  public CopyRows text(@Nullable String value) {
    if (value == null) {
      return nothing();
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    room(4 + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  /// A `jsonb`.
  public CopyRows json(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    room(5 + bytes.length).putInt(1 + bytes.length).put((byte) 1).put(bytes);
    return this;
  }
}
