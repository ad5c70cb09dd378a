package org.coomunity.exchange.lets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// Payments read from a table (CSV, RFC 4180, UTF-8, first line the names of the columns).
///
/// A row without an identifier gets one made from the whole file and its place in it, so that the
/// same file sent twice has one effect. Who wants to pay the same again changes a word.
final class PaymentRows {
  private static final Set<String> COLUMNS =
      Set.of("id", "to", "amount", "concept", "listing", "currency", "from");

  private PaymentRows() {}

  /// @throws Refused `bad_request` for bytes that are no UTF-8, `field_format` with the row,
  ///   `unknown_field` for a column, `field_range` past 10,000 rows
  static List<Payment.Draft> read(Standing standing, byte[] csv) {
    String facts = standing.community() + " " + standing.no() + " rows " + digest(csv) + " ";
    List<Payment.Draft> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text(csv))) {
      for (NamedCsvRecord row : reader) {
        if (rows.isEmpty()) {
          check(row.getHeader());
        }
        if (rows.size() == PaymentBatches.MOST) {
          throw Refused.field(Refusal.FIELD_RANGE, "payments");
        }
        rows.add(draft(row, rows.size(), facts));
      }
      return rows;
    } catch (CsvParseException | IllegalArgumentException | IOException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, named(rows.size(), ""));
    }
  }

  private static String text(byte[] csv) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text; // as spreadsheets begin a file
    } catch (CharacterCodingException wrong) {
      throw Refused.because(Refusal.BAD_REQUEST);
    }
  }

  private static void check(List<String> header) {
    for (String name : header) {
      if (!COLUMNS.contains(name)) {
        throw Refused.field(Refusal.UNKNOWN_FIELD, name.substring(0, Math.min(80, name.length())));
      }
    }
    if (!header.contains("to")) {
      throw Refused.field(Refusal.FIELD_MISSING, "to");
    }
  }

  private static Payment.Draft draft(NamedCsvRecord row, int index, String facts) {
    UUID id = id(row, "id", index);
    return new Payment.Draft(
        id == null ? Uuid8.of(facts + index) : id,
        column(row, "to").orElse(""),
        column(row, "amount").orElse(null),
        column(row, "concept").orElse(null),
        id(row, "listing", index),
        column(row, "from").orElse(null),
        column(row, "currency").orElse(null));
  }

  private static Optional<String> column(NamedCsvRecord row, String name) {
    return row.findField(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static @Nullable UUID id(NamedCsvRecord row, String name, int index) {
    String text = column(row, name).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return Json.uuid(text);
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, named(index, name));
    }
  }

  private static String named(int index, String field) {
    return "payments[" + index + "]" + (field.isEmpty() ? "" : "." + field);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
