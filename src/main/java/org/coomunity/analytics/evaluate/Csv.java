package org.coomunity.analytics.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipException;
import org.coomunity.analytics.insight.Cells;
import org.jspecify.annotations.Nullable;

/// A CSV file with a header after RFC 4180, read as a whole: fields in quotes may hold line ends.
final class Csv {
  private static final int MOST_ROWS = 5_000_000;

  private Csv() {}

  /// @param conditions column to value; rows that have others are left out
  static Cells read(
      String file, InputStream standard, @Nullable Character sign, Map<String, String> conditions)
      throws IOException {
    try (Reader reader = Table.text(file, standard);
        CsvReader<CsvRecord> records =
            CsvReader.builder()
                .fieldSeparator(sign == null ? ',' : sign)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(reader)) {
      return cells(file, records, conditions);
    } catch (CsvParseException wrong) {
      throw broken(file, wrong);
    } catch (UncheckedIOException failure) {
      throw unreadable(file, Objects.requireNonNull(failure.getCause()));
    } catch (CharacterCodingException | ZipException failure) {
      throw unreadable(file, failure);
    }
  }

  private static Unusable broken(String file, CsvParseException wrong) throws IOException {
    return wrong.getCause() instanceof IOException cause
        ? unreadable(file, cause)
        : new Unusable(file + ": " + wrong.getMessage());
  }

  private static Unusable unreadable(String file, IOException cause) throws IOException {
    if (cause instanceof CharacterCodingException) {
      return new Unusable(file + ": it is not UTF-8");
    }
    if (cause instanceof ZipException) {
      return new Unusable(file + ": the gzip is damaged");
    }
    throw cause;
  }

  private static Cells cells(
      String file, CsvReader<CsvRecord> records, Map<String, String> conditions) {
    List<String> header = List.of();
    List<List<String>> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    for (CsvRecord one : records) {
      if (one.getFieldCount() == 1 && one.getField(0).isBlank()) {
        continue;
      }
      if (header.isEmpty()) {
        header = header(file, one);
        continue;
      }
      if (one.getFieldCount() != header.size()) {
        throw Unusable.at(
            file,
            one.getStartingLineNumber(),
            "it has %d fields, and the header %d".formatted(one.getFieldCount(), header.size()));
      }
      if (fits(header, one, conditions)) {
        rows.add(one.getFields());
        lines.add(one.getStartingLineNumber());
      }
      if (rows.size() > MOST_ROWS) {
        throw new Unusable(file + " has more than " + MOST_ROWS + " rows");
      }
    }
    if (header.isEmpty()) {
      throw new Unusable(file + " is empty");
    }
    return new Cells(file, header, rows, lines);
  }

  private static List<String> header(String file, CsvRecord first) {
    List<String> header = new ArrayList<>();
    for (String field : first.getFields()) {
      header.add(field.replace("\uFEFF", "").strip());
    }
    if (new HashSet<>(header).size() < header.size()) {
      throw Unusable.at(file, 1, "two columns have the same name");
    }
    return header;
  }

  private static boolean fits(List<String> header, CsvRecord one, Map<String, String> conditions) {
    for (Map.Entry<String, String> condition : conditions.entrySet()) {
      int place = header.indexOf(condition.getKey());
      if (place < 0) {
        throw new Unusable("--where: there is no column " + condition.getKey());
      }
      if (!one.getField(place).equals(condition.getValue())) {
        return false;
      }
    }
    return true;
  }
}
