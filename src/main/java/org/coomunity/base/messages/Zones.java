package org.coomunity.base.messages;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/// The time of countries (CLDR).
final class Zones {
  private static final int CODE = 2;
  private static final ConcurrentHashMap<String, ZoneId> KNOWN = new ConcurrentHashMap<>();

  private Zones() {}

  static ZoneId of(String country) {
    return country.length() == CODE ? KNOWN.computeIfAbsent(country, Zones::found) : ZoneOffset.UTC;
  }

  /// What the time of a zone is called in a language.
  static String name(ZoneId zone, Locale locale) {
    return TimeZone.getTimeZone(zone.getId())
        .getDisplayName(false, TimeZone.GENERIC_LOCATION, locale);
  }

  private static ZoneId found(String country) {
    List<ZoneId> zones =
        TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null).stream()
            .filter(ZoneId.getAvailableZoneIds()::contains)
            .sorted(
                Comparator.comparingInt((String id) -> TimeZone.getTimeZone(id).getRawOffset())
                    .thenComparing(Comparator.naturalOrder()))
            .map(ZoneId::of)
            .toList();
    return zones.isEmpty() ? ZoneOffset.UTC : zones.get(zones.size() / 2);
  }
}
