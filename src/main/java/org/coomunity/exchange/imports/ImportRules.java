package org.coomunity.exchange.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.exchange.lets.TransferKind;

/// Understands the rows of a file of transfers.
final class ImportRules {
  private static final int NAME_MOST = 100;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{0,60})?([eE][+-]?[0-9]{1,2})?");

  /// `2020-01-25`, with a time behind a blank or a T, with a zone or in UTC.
  private static final DateTimeFormatter WHEN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("[ ]['T']['t']")
          .appendPattern("HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[ ]")
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private final Map<Column, Integer> places;
  private final int width;
  private final Unit unit;
  private final Instant now;

  /// @param places where the columns stand
  /// @param width how many fields the header has
  /// @param now no transfer of a history is later
  ImportRules(Map<Column, Integer> places, int width, Unit unit, Instant now) {
    this.places = places;
    this.width = width;
    this.unit = unit;
    this.now = now;
  }

  /// What a row says.
  sealed interface Read {
    record Understood(Line line) implements Read {}

    record Wrong(String reason) implements Read {}
  }

  /// The identifier of a transfer in the ledger, so that a second import finds what the first one
  /// booked: made from the book, the currency of the file and the identifier there. Another
  /// system's history may number its rows 1, 2, 3 as well.
  static UUID id(int book, Line line) {
    return Uuid8.of("import " + book + " " + line.token() + " " + line.id());
  }

  Read read(long number, List<String> fields) {
    if (fields.size() != width) {
      return new Read.Wrong("it has %d fields, the header %d".formatted(fields.size(), width));
    }
    try {
      return new Read.Understood(line(number, fields));
    } catch (Wrong wrong) {
      return new Read.Wrong(wrong.reason);
    }
  }

  /// Why a field is not understood; caught where the row is read.
  private static final class Wrong extends Exception {
    final String reason;

    Wrong(String column, String value, String why) {
      super(null, null, false, false);
      this.reason =
          "%s '%s' %s"
              .formatted(column, value.length() <= 60 ? value : value.substring(0, 60) + "…", why);
    }
  }

  private Line line(long number, List<String> fields) throws Wrong {
    String source = name(Column.SOURCE, fields);
    String target = name(Column.TARGET, fields);
    if (source.equals(target)) {
      throw new Wrong(Column.TARGET.key(), target, "is the source too");
    }
    String weight = field(Column.WEIGHT, fields);
    BigDecimal exact = number(weight);
    BigDecimal minor = exact.movePointRight(unit.decimals()).setScale(0, RoundingMode.HALF_EVEN);
    if (minor.signum() == 0) {
      throw new Wrong(Column.WEIGHT.key(), weight, "is zero in " + unit.code());
    }
    if (minor.compareTo(BigDecimal.valueOf(Unit.MOST)) > 0) {
      throw new Wrong(Column.WEIGHT.key(), weight, "is too much for one transfer");
    }
    boolean rounded = minor.compareTo(exact.movePointRight(unit.decimals())) != 0;
    return new Line(
        number,
        name(Column.ID, fields),
        when(field(Column.TIMESET, fields)),
        kind(field(Column.TRANSFER_SUBTYPE, fields)),
        source,
        target,
        minor.longValueExact(),
        rounded,
        token(fields));
  }

  private String field(Column column, List<String> fields) {
    Integer place = places.get(column);
    return place == null ? "" : fields.get(place).strip();
  }

  private String token(List<String> fields) {
    String address = field(Column.TOKEN_ADDRESS, fields);
    return address.isEmpty() ? field(Column.TOKEN_NAME, fields) : address;
  }

  private String name(Column column, List<String> fields) throws Wrong {
    String name = field(column, fields);
    if (name.isEmpty()) {
      throw new Wrong(column.key(), name, "is empty");
    }
    if (name.length() > NAME_MOST) {
      throw new Wrong(column.key(), name, "is longer than " + NAME_MOST + " characters");
    }
    if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)) {
      throw new Wrong(
          column.key(),
          name.replaceAll("\\p{Cntrl}", "?"),
          "has characters that are no text in UTF-8");
    }
    return name;
  }

  private static BigDecimal number(String weight) throws Wrong {
    if (!NUMBER.matcher(weight).matches()) {
      throw new Wrong(Column.WEIGHT.key(), weight, "is not a number");
    }
    BigDecimal number = new BigDecimal(weight);
    if (number.signum() <= 0) {
      throw new Wrong(Column.WEIGHT.key(), weight, "is not above zero");
    }
    return number;
  }

  private Instant when(String text) throws Wrong {
    Instant when;
    try {
      TemporalAccessor read =
          WHEN.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      when =
          switch (read) {
            case OffsetDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
          };
    } catch (DateTimeException wrong) {
      throw new Wrong(Column.TIMESET.key(), text, "is not a time like 2020-01-25 19:13:17");
    }
    if (when.isBefore(Instant.EPOCH) || when.isAfter(now)) {
      throw new Wrong(Column.TIMESET.key(), text, "is not between 1970 and now");
    }
    return when;
  }

  private static TransferKind kind(String subtype) throws Wrong {
    return switch (subtype.toUpperCase(Locale.ROOT)) {
      case "", "STANDARD" -> TransferKind.IMPORTED;
      case "DISBURSEMENT" -> TransferKind.ISSUED;
      case "RECLAMATION" -> TransferKind.RECLAIMED;
      case "AGENT_OUT" -> TransferKind.AGENT_OUT;
      default ->
          throw new Wrong(
              Column.TRANSFER_SUBTYPE.key(),
              subtype,
              "is none of STANDARD, DISBURSEMENT, RECLAMATION, AGENT_OUT");
    };
  }
}
