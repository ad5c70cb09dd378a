package org.coomunity.exchange.ledger;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The writing statement of the lane: a whole batch in one call. Primitive arrays, so that the
/// driver sends them in binary.
final class LaneStore {
  private static final int PARAMETERS = 49;

  private static final String WRITE =
      "select ledger.write_batch(" + String.join(", ", Collections.nCopies(PARAMETERS, "?")) + ")";

  private LaneStore() {}

  /// Settings of a lane's connection: an answer means that it is on disk, and a lock held by others
  /// for long is a failure, not a hang.
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = on");
      statement.execute("set lock_timeout = '10s'");
    }
  }

  /// Writes a batch, all or nothing.
  ///
  /// @throws SQLException 40001 when a book or an account is not as the batch believes, 23505 when
  ///   an identifier was used before
  static void write(Connection connection, Batch batch) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement(WRITE)) {
      int n = books(call, 1, batch);
      n = transfers(connection, call, n, batch);
      n = accounts(call, n, batch);
      n = retired(connection, call, n, batch);
      boolean reserves = false;
      boolean resolves = false;
      for (Batch.Part part : batch.parts.values()) {
        for (Row row : part.rows) {
          reserves |= row.expiresAt() != null;
          resolves |= row.pending() != null;
        }
      }
      call.setBoolean(n++, reserves);
      call.setBoolean(n, resolves);
      call.execute();
    }
  }

  private static int books(PreparedStatement call, int n, Batch batch) throws SQLException {
    int many = batch.parts.size();
    int[] book = new int[many];
    long[] oldSeq = new long[many];
    long[] newSeq = new long[many];
    long[] at = new long[many];
    int i = 0;
    for (Batch.Part part : batch.parts.values()) {
      book[i] = part.book.book;
      oldSeq[i] = part.oldSeq;
      newSeq[i] = part.newSeq;
      at[i++] = part.newAt;
    }
    return set(call, n, book, oldSeq, newSeq, at);
  }

  private static int transfers(Connection connection, PreparedStatement call, int n, Batch batch)
      throws SQLException {
    int many = batch.rows();
    int[] book = new int[many];
    long[] seq = new long[many];
    byte[][] id = new byte[many][];
    short[] phase = new short[many];
    int[] debit = new int[many];
    int[] credit = new int[many];
    long[] amount = new long[many];
    short[] kind = new short[many];
    int[] actor = new int[many];
    byte[][] pending = new byte[many][];
    byte[][] reverses = new byte[many][];
    long[] expires = new long[many];
    long[] valid = new long[many];
    long[] recorded = new long[many];
    long[] debitVersion = new long[many];
    long[] creditVersion = new long[many];
    long[] debitBalance = new long[many];
    long[] creditBalance = new long[many];
    byte[][] debitHash = new byte[many][];
    byte[][] creditHash = new byte[many][];
    boolean[] below = new boolean[many];
    String[] words = new String[many];
    int i = 0;
    for (Batch.Part part : batch.parts.values()) {
      for (Row row : part.rows) {
        book[i] = part.book.book;
        seq[i] = row.seq();
        id[i] = bytes(row.id());
        phase[i] = row.phase().code();
        debit[i] = row.debit();
        credit[i] = row.credit();
        amount[i] = row.amount();
        kind[i] = (short) row.kind();
        actor[i] = row.actor();
        pending[i] = bytes(row.pending());
        reverses[i] = bytes(row.reverses());
        expires[i] = row.expiresAt() == null ? 0 : row.expiresAt();
        valid[i] = row.validAt();
        recorded[i] = row.recordedAt();
        debitVersion[i] = row.debitVersion();
        creditVersion[i] = row.creditVersion();
        debitBalance[i] = row.debitBalance();
        creditBalance[i] = row.creditBalance();
        debitHash[i] = row.debitHash();
        creditHash[i] = row.creditHash();
        below[i] = row.belowLimit();
        words[i++] = row.words();
      }
    }
    n = set(call, n, book, seq, id, phase, debit, credit, amount, kind, actor, pending, reverses);
    n = set(call, n, expires, valid, recorded, debitVersion, creditVersion, debitBalance);
    n = set(call, n, creditBalance, debitHash, creditHash, below);
    call.setArray(n++, connection.createArrayOf("text", words));
    return n;
  }

  private static int accounts(PreparedStatement call, int n, Batch batch) throws SQLException {
    List<Moved> moved = new ArrayList<>();
    List<Moved> observed = new ArrayList<>();
    for (Batch.Part part : batch.parts.values()) {
      for (Account account : part.left) {
        long oldVersion = part.versions.getOrDefault(account.number, account.version);
        boolean lifted = part.lifted.contains(account.number);
        Moved one = new Moved(part.book.book, oldVersion, account, lifted);
        (account.version == oldVersion ? observed : moved).add(one);
      }
    }
    n =
        set(
            call,
            n,
            ints(moved, m -> m.book),
            ints(moved, m -> m.account.number),
            longs(moved, m -> m.oldVersion),
            longs(moved, m -> m.account.version),
            ints(moved, m -> m.account.revision),
            longs(moved, m -> m.account.debitsPosted),
            longs(moved, m -> m.account.creditsPosted),
            longs(moved, m -> m.account.debitsPending),
            longs(moved, m -> m.account.creditsPending));
    boolean[] lifted = new boolean[moved.size()];
    byte[][] head = new byte[moved.size()][];
    for (int i = 0; i < head.length; i++) {
      lifted[i] = moved.get(i).lifted;
      head[i] = moved.get(i).account.head;
    }
    return set(
        call,
        n,
        lifted,
        head,
        ints(observed, m -> m.book),
        ints(observed, m -> m.account.number),
        longs(observed, m -> m.oldVersion),
        ints(observed, m -> m.account.revision));
  }

  private record Moved(int book, long oldVersion, Account account, boolean lifted) {}

  private static int[] ints(List<Moved> list, java.util.function.ToIntFunction<Moved> part) {
    return list.stream().mapToInt(part).toArray();
  }

  private static long[] longs(List<Moved> list, java.util.function.ToLongFunction<Moved> part) {
    return list.stream().mapToLong(part).toArray();
  }

  private static int retired(Connection connection, PreparedStatement call, int n, Batch batch)
      throws SQLException {
    int many = batch.retired.size();
    int[] book = new int[many];
    byte[][] id = new byte[many][];
    short[] status = new short[many];
    @Nullable Long[] available = new Long[many];
    @Nullable Long[] limit = new Long[many];
    long[] at = new long[many];
    for (int i = 0; i < many; i++) {
      Batch.Retired one = batch.retired.get(i);
      book[i] = one.book();
      id[i] = bytes(one.id());
      status[i] = one.no().status().code();
      available[i] = one.no().available();
      limit[i] = one.no().limit();
      at[i] = batch.at;
    }
    n = set(call, n, book, id, status);
    call.setArray(n++, connection.createArrayOf("int8", available));
    call.setArray(n++, connection.createArrayOf("int8", limit));
    return set(call, n, at);
  }

  private static int set(PreparedStatement call, int n, Object... arrays) throws SQLException {
    for (Object array : arrays) {
      call.setObject(n++, array);
    }
    return n;
  }

  @SuppressWarnings("NullAway") // a null stands for a null in the array
  private static byte[] bytes(@Nullable UUID id) {
    return id == null
        ? null
        : ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
  }
}
