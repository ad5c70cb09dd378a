package org.coomunity.exchange.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV file, one after the other: with or without a byte order mark, lines ending as
/// they like, fields in quotes or not, parted by a comma, a semicolon or a tabulator.
final class Rows implements AutoCloseable {
  /// A header longer than this is none.
  private static final int HEADER_MOST = 8_192;

  /// The longest row, in characters.
  private static final int ROW_MOST = 1 << 18;

  /// @param number of the line it begins on
  record Row(long number, List<String> fields) {}

  private final Counted bytes;
  private final long size;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private long last;
  private @Nullable String broken;

  private Rows(Counted bytes, long size, CsvReader<CsvRecord> reader) {
    this.bytes = bytes;
    this.size = size;
    this.reader = reader;
    this.records = reader.iterator();
  }

  static Rows of(InputStream file, long size) throws IOException {
    Counted bytes = new Counted(file);
    BufferedInputStream in = new BufferedInputStream(bytes, HEADER_MOST);
    in.mark(HEADER_MOST);
    String start = new String(in.readNBytes(HEADER_MOST), StandardCharsets.UTF_8);
    in.reset();
    return new Rows(
        bytes,
        size,
        CsvReader.builder()
            .fieldSeparator(separator(start.lines().findFirst().orElse("")))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .detectBomHeader(true)
            .maxBufferSize(ROW_MOST)
            .ofCsvRecord(in));
  }

  private static char separator(String header) {
    return header.indexOf(',') >= 0
        ? ','
        : header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /// The next row; null after the last one, or when what follows cannot be parted into rows.
  @Nullable Row next() {
    if (broken != null) {
      return null;
    }
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord one = records.next();
      last = one.getStartingLineNumber();
      return new Row(last, one.getFields());
    } catch (CsvParseException wrong) {
      broken = "a quote is not closed, or the row is too long: nothing after it was read";
      return null;
    }
  }

  /// Why it ended before the end of the file; null when it did not.
  @Nullable String broken() {
    return broken;
  }

  /// The line of the last row.
  long last() {
    return last;
  }

  /// How much of the file has been read, 0..1.
  double share() {
    return size == 0 ? 1 : Math.min(1.0, (double) bytes.count / size);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /// A stream that knows how far it has been read.
  private static final class Counted extends FilterInputStream {
    long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      int many = super.read(into, start, length);
      count += Math.max(0, many);
      return many;
    }
  }
}
