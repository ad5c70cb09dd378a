package org.coomunity.base.messageformat;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days and hours as a language writes them.
final class Dates {
  private static final int KEPT = 512;
  private static final Map<Key, DateFormats> FORMATS = new ConcurrentHashMap<>();
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T(?:[01][0-9]|2[0-3])"
              + ":[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,3})?(Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]"
              + "|14:00))?)?");
  private static final Set<String> FIELDS =
      Set.of(
          "weekday",
          "day-weekday",
          "month-day",
          "month-day-weekday",
          "year-month-day",
          "year-month-day-weekday");
  private static final Set<String> LENGTHS = Set.of("long", "medium", "short");
  private static final Set<String> PRECISIONS = Set.of("hour", "minute", "second");

  private record Key(ULocale locale, String skeleton, String zone) {}

  /// A moment and the zone it came with; an empty zone is floating time.
  private record Moment(Date at, String zone) {}

  private Dates() {}

  static Value show(Call call, String kind) {
    Value operand = call.operand();
    Moment moment = operand == null ? null : read(operand.raw());
    if (moment == null) {
      throw new Broken("bad-operand", "no date");
    }
    Map<String, Object> told = new HashMap<>(4);
    if (operand != null && operand.type().equals("datetime")) {
      told.putAll(operand.options());
    }
    String zone = zone(call, told, moment);
    ULocale locale = calendar(call, told);
    StringBuilder skeleton = new StringBuilder();
    if (!kind.equals("time")) {
      day(
          call,
          skeleton,
          kind.equals("date") ? "fields" : "dateFields",
          kind.equals("date") ? "length" : "dateLength");
    }
    if (!kind.equals("date")) {
      hour(call, told, skeleton, kind.equals("time") ? "precision" : "timePrecision");
    }
    DateFormats formats = formats(new Key(locale, skeleton.toString(), zone));
    return Value.of(
        "datetime",
        new Moment(moment.at(), zone),
        Map.copyOf(told),
        call.direction(),
        () -> formats.format(moment.at()),
        null);
  }

  /// True for what can be shown as a day or an hour.
  static boolean isMoment(Object raw) {
    return read(raw) != null;
  }

  private static @Nullable Moment read(@Nullable Object raw) {
    try {
      return moment(raw);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException outOfReach) {
      return null;
    }
  }

  private static @Nullable Moment moment(@Nullable Object raw) {
    return switch (raw) {
      case Moment moment -> moment;
      case Date date -> new Moment(date, "");
      case Instant at -> new Moment(Date.from(at), "");
      case LocalDate day -> new Moment(Date.from(day.atStartOfDay().toInstant(ZoneOffset.UTC)), "");
      case LocalDateTime at -> new Moment(Date.from(at.toInstant(ZoneOffset.UTC)), "");
      case ZonedDateTime at -> new Moment(Date.from(at.toInstant()), at.getZone().getId());
      case OffsetDateTime at -> new Moment(Date.from(at.toInstant()), "GMT" + at.getOffset());
      case String text -> LITERAL.matcher(text).matches() ? literal(text) : null;
      case null, default -> null;
    };
  }

  private static @Nullable Moment literal(String text) {
    try {
      if (text.length() == "2006-01-02".length()) {
        return read(LocalDate.parse(text));
      }
      char end = text.charAt(text.length() - 1);
      if (end == 'Z') {
        return new Moment(Date.from(Instant.parse(text)), "UTC");
      }
      return text.lastIndexOf('-') > 10 || text.indexOf('+') > 0
          ? read(OffsetDateTime.parse(text))
          : read(LocalDateTime.parse(text));
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static String zone(Call call, Map<String, Object> told, Moment moment) {
    String asked = call.text("timeZone");
    String own = told.get("timeZone") instanceof String before ? before : moment.zone();
    if (asked == null) {
      return own;
    }
    if (asked.equals("input")) {
      if (own.isEmpty()) {
        call.faults().add(new Fault("bad-operand", "no time zone"));
      }
      return own;
    }
    if (TimeZone.getTimeZone(asked).getID().equals(TimeZone.UNKNOWN_ZONE_ID)) {
      call.badOption("timeZone");
      return own;
    }
    told.put("timeZone", asked);
    return asked;
  }

  private static ULocale calendar(Call call, Map<String, Object> told) {
    String asked = call.text("calendar");
    if (asked != null) {
      if (asked.matches("[A-Za-z0-9]{3,8}(-[A-Za-z0-9]{3,8}){0,2}")) {
        told.put("calendar", asked);
      } else {
        call.badOption("calendar");
      }
    }
    return told.get("calendar") instanceof String calendar
        ? new ULocale.Builder()
            .setLocale(call.locale())
            .setUnicodeLocaleKeyword("ca", calendar)
            .build()
        : call.locale();
  }

  private static @Nullable String word(Call call, String name, Set<String> words) {
    String text = call.text(name);
    if (text != null && !words.contains(text)) {
      call.badOption(name);
      return null;
    }
    return text;
  }

  private static void day(Call call, StringBuilder skeleton, String fieldsName, String lengthName) {
    String asked = word(call, fieldsName, FIELDS);
    String fields = asked == null ? "year-month-day" : asked;
    String length = word(call, lengthName, LENGTHS);
    if (fields.contains("year")) {
      skeleton.append('y');
    }
    if (fields.contains("month")) {
      skeleton.append("long".equals(length) ? "MMMM" : "short".equals(length) ? "M" : "MMM");
    }
    if (fields.startsWith("day") || fields.contains("-day")) {
      skeleton.append('d');
    }
    if (fields.endsWith("weekday")) {
      skeleton.append("long".equals(length) ? "EEEE" : "EEE");
    }
  }

  private static void hour(
      Call call, Map<String, Object> told, StringBuilder skeleton, String precisionName) {
    String twelve = word(call, "hour12", Set.of("true", "false"));
    if (twelve != null) {
      told.put("hour12", twelve);
    }
    Object kept = told.get("hour12");
    skeleton.append(kept == null ? "j" : kept.equals("true") ? "h" : "H");
    String precision = word(call, precisionName, PRECISIONS);
    if (!"hour".equals(precision)) {
      skeleton.append("second".equals(precision) ? "mmss" : "mm");
    }
    String style = word(call, "timeZoneStyle", Set.of("long", "short"));
    if (style != null) {
      skeleton.append(style.equals("long") ? "zzzz" : "z");
    }
  }

  private static DateFormats formats(Key key) {
    DateFormats kept = FORMATS.get(key);
    if (kept == null) {
      if (FORMATS.size() >= KEPT) {
        FORMATS.clear();
      }
      String pattern =
          DateTimePatternGenerator.getInstance(key.locale()).getBestPattern(key.skeleton());
      DateFormat made = new SimpleDateFormat(pattern, key.locale());
      made.setTimeZone(key.zone().isEmpty() ? TimeZone.GMT_ZONE : TimeZone.getTimeZone(key.zone()));
      kept = new DateFormats(made);
      FORMATS.put(key, kept);
    }
    return kept;
  }
}
