package org.coomunity.base.kernel;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// A unit in which a community counts, and how its amounts are written. Inside the program an
/// amount is a `long` of minor units; outside it is a decimal string in the unit, never a float.
///
/// @param code short upper-case code, for example `LUKA`
/// @param name what people call it, for example `Lükas`
/// @param symbol the sign beside a figure
/// @param decimals digits after the point, 0..8
public record Unit(String code, String name, String symbol, int decimals) {
  /// The largest amount of one transfer, in minor units.
  public static final long MOST = 1_000_000_000_000_000L;

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

  public Unit {
    if (decimals < 0 || decimals > 8) {
      throw new IllegalArgumentException("decimals: " + decimals);
    }
  }

  /// Reads a positive amount that somebody sent in `field`.
  ///
  /// @throws Refused `amount_format`, `amount_scale` or `amount_range`
  public long parse(String text, String field) {
    long minor = parseSigned(text, field);
    if (minor <= 0) {
      throw Refused.field(Refusal.AMOUNT_RANGE, field);
    }
    return minor;
  }

  /// Reads an amount of zero or more.
  public long parseOrZero(String text, String field) {
    long minor = parseSigned(text, field);
    if (minor < 0) {
      throw Refused.field(Refusal.AMOUNT_RANGE, field);
    }
    return minor;
  }

  private long parseSigned(String text, String field) {
    if (!DECIMAL.matcher(text).matches()) {
      throw Refused.field(Refusal.AMOUNT_FORMAT, field);
    }
    BigDecimal value = new BigDecimal(text);
    if (value.stripTrailingZeros().scale() > decimals) {
      throw Refused.field(Refusal.AMOUNT_SCALE, field);
    }
    BigDecimal minor = value.movePointRight(decimals);
    if (minor.abs().compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw Refused.field(Refusal.AMOUNT_RANGE, field);
    }
    return minor.longValueExact();
  }

  /// Writes an amount with all its decimals, for example `1.50`.
  public String format(long minor) {
    return BigDecimal.valueOf(minor, decimals).toPlainString();
  }

  /// Minor units in one unit.
  public long one() {
    long one = 1;
    for (int i = 0; i < decimals; i++) {
      one *= 10;
    }
    return one;
  }
}
