package org.coomunity.analytics.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The times of one file, exact: millionths of the file's unit. A file has numbers or ISO 8601 all
/// through; ISO without an offset is UTC, and its unit is the second.
final class Times {
  /// Parts of one unit.
  static final long UNIT = 1_000_000;

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 4);

  private final boolean milliseconds;
  private @Nullable Boolean iso;

  Times(boolean milliseconds) {
    this.milliseconds = milliseconds;
  }

  /// A time as millionths of a unit.
  ///
  /// @throws IllegalArgumentException when it is none, with what is wrong
  long parse(String text) {
    Boolean known = iso;
    if (known == null) {
      known = text.length() >= 8 && text.indexOf('-', 1) > 0 && !text.matches("[^-]*[eE]-\\d+");
      iso = known;
    }
    return known ? isoTime(text) : number(text);
  }

  /// A number as millionths of a unit.
  ///
  /// @throws IllegalArgumentException when it is none, or too large
  static long number(String text) {
    int length = text.length();
    if (length > 0 && length <= 12 && digits(text)) {
      return Long.parseLong(text) * UNIT;
    }
    if (length > 64) {
      throw new IllegalArgumentException("'" + text.substring(0, 64) + "…' is not a time");
    }
    BigDecimal exact;
    try {
      BigDecimal value = new BigDecimal(text);
      if (Math.abs((long) value.scale()) > 400) {
        throw new IllegalArgumentException("'" + text + "' is out of range");
      }
      exact = value.multiply(BigDecimal.valueOf(UNIT)).setScale(0, RoundingMode.HALF_EVEN);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
    if (exact.abs().compareTo(MOST) > 0) {
      throw new IllegalArgumentException("'" + text + "' is out of range");
    }
    return exact.longValueExact();
  }

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static long isoTime(String text) {
    try {
      return micros(instant(text));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is not a time", e);
    }
  }

  private static Instant instant(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    String whole =
        text.length() > 10 && text.charAt(10) == ' '
            ? text.substring(0, 10) + 'T' + text.substring(11).strip()
            : text;
    int sign = Math.max(whole.indexOf('+', 10), whole.indexOf('-', 10));
    return whole.endsWith("Z") || sign > 0
        ? OffsetDateTime.parse(whole).toInstant()
        : LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC);
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), UNIT), at.getNano() / 1_000);
  }

  /// How many millionths of the file's unit a second has.
  long second() {
    return milliseconds && !Boolean.TRUE.equals(iso) ? 1_000 * UNIT : UNIT;
  }

  /// The moment, for calendars.
  Instant moment(long time) {
    long second = second();
    return Instant.ofEpochSecond(
        Math.floorDiv(time, second), Math.floorMod(time, second) * (1_000_000_000 / second));
  }
}
