package org.coomunity.base.messages;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeDateTimeUnit;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.TimeZone;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Unit;

/// Amounts, numbers and dates as one language writes them.
final class Figures {
  private static final int DAYS_RELATIVE = 30;
  private static final int DAYS_PER_YEAR = 365;
  private static final int MINUTES_PER_HOUR = 60;

  private final Locale locale;
  private final LocalizedNumberFormatter numbers;
  private final RelativeDateTimeFormatter relative;
  private final ListFormatter lists;
  private final DateFormat days;
  private final DateFormat dates;

  Figures(Language language) {
    this.locale = language.locale();
    this.numbers =
        NumberFormatter.withLocale(language.locale())
            .grouping(NumberFormatter.GroupingStrategy.ON_ALIGNED);
    this.relative = RelativeDateTimeFormatter.getInstance(language.locale());
    this.lists = ListFormatter.getInstance(language.locale());
    this.days = DateFormat.getDateInstance(DateFormat.LONG, language.locale());
    days.setTimeZone(TimeZone.GMT_ZONE);
    this.dates = DateFormat.getDateInstance(DateFormat.MEDIUM, language.locale());
    dates.setTimeZone(TimeZone.GMT_ZONE);
  }

  String amount(Unit unit, long minor) {
    int decimals = minor % unit.one() == 0 ? 0 : unit.decimals();
    return numbers
        .precision(Precision.fixedFraction(decimals))
        .sign(NumberFormatter.SignDisplay.AUTO)
        .format(BigDecimal.valueOf(minor, unit.decimals()))
        .toString();
  }

  String number(double value, int decimals) {
    return numbers.precision(Precision.maxFraction(decimals)).format(value).toString();
  }

  String percent(double share) {
    return numbers
        .unit(MeasureUnit.PERCENT)
        .precision(Precision.maxFraction(1))
        .format(share * 100)
        .toString();
  }

  String day(Instant at) {
    synchronized (days) {
      return days.format(Date.from(at));
    }
  }

  String date(Instant at) {
    synchronized (dates) {
      return dates.format(Date.from(at));
    }
  }

  String moment(Instant at, ZoneId zone) {
    DateFormat moments = DateFormat.getDateTimeInstance(DateFormat.LONG, DateFormat.SHORT, locale);
    moments.setTimeZone(TimeZone.getTimeZone(zone.getId()));
    return moments.format(Date.from(at));
  }

  String lasts(int minutes) {
    int hours = minutes / MINUTES_PER_HOUR;
    int rest = minutes % MINUTES_PER_HOUR;
    Measure inMinutes = new Measure(rest, MeasureUnit.MINUTE);
    MeasureFormat format = MeasureFormat.getInstance(locale, MeasureFormat.FormatWidth.WIDE);
    if (hours == 0) {
      return format.formatMeasures(inMinutes);
    }
    Measure inHours = new Measure(hours, MeasureUnit.HOUR);
    return rest == 0 ? format.formatMeasures(inHours) : format.formatMeasures(inHours, inMinutes);
  }

  String ago(Duration distance) {
    Duration size = distance.abs();
    synchronized (relative) {
      if (size.toMinutes() < 1) {
        return relative.format(Direction.PLAIN, AbsoluteUnit.NOW);
      }
      long sign = distance.isNegative() ? -1 : 1;
      if (size.toHours() < 1) {
        return relative.format((double) (sign * size.toMinutes()), RelativeDateTimeUnit.MINUTE);
      }
      if (size.toDays() < 1) {
        return relative.format((double) (sign * size.toHours()), RelativeDateTimeUnit.HOUR);
      }
      long days = size.toDays();
      if (days <= DAYS_RELATIVE) {
        return relative.format((double) (sign * days), RelativeDateTimeUnit.DAY);
      }
      long whole = days < DAYS_PER_YEAR ? days / DAYS_RELATIVE : days / DAYS_PER_YEAR;
      return relative.format(
          (double) (sign * whole),
          days < DAYS_PER_YEAR ? RelativeDateTimeUnit.MONTH : RelativeDateTimeUnit.YEAR);
    }
  }

  String list(List<String> items) {
    return lists.format(items);
  }
}
