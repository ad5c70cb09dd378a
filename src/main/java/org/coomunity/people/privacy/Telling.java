package org.coomunity.people.privacy;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.registry.Self;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Membership;
import org.jspecify.annotations.Nullable;

/// Rows as people and programs read them: numbers of members become handles, minor units amounts,
/// times RFC 3339.
final class Telling {
  private static final int HANDLES_MOST = 10_000;
  private static final String NUMBER = "_no";
  private static final String ACCOUNT = "_account";
  private static final String MINOR = "_minor";

  private final Communities communities;
  private final PrivacyDoors doors;
  private final Map<String, String> handles = new HashMap<>();

  Telling(Communities communities, PrivacyDoors doors) {
    this.communities = communities;
    this.doors = doors;
  }

  Map<String, Object> row(Self.Seat seat, Map<String, ?> row, boolean placed) {
    Map<String, Object> told = new LinkedHashMap<>();
    if (placed && !seat.slug().isEmpty()) {
      told.put("community", seat.slug());
    }
    row.forEach((column, value) -> {
      if (!column.equals("file_bytes")) {
        put(told, seat, column, value);
      }
    });
    return told;
  }

  private void put(
      Map<String, Object> told, Self.Seat seat, String column, @Nullable Object value) {
    if (column.endsWith(NUMBER)) {
      told.put(
          cut(column, NUMBER), value == null ? null : handle(seat, ((Number) value).intValue()));
    } else if (column.endsWith(ACCOUNT)) {
      told.put(
          cut(column, ACCOUNT), value == null ? null : owner(seat, ((Number) value).intValue()));
    } else if (column.endsWith(MINOR)) {
      told.put(
          cut(column, MINOR), value == null ? null : amount(seat, ((Number) value).longValue()));
    } else {
      told.put(column, plain(value));
    }
  }

  private static String cut(String column, String end) {
    return column.substring(0, column.length() - end.length());
  }

  private String amount(Self.Seat seat, long minor) {
    Unit unit = doors.units().of(seat.community());
    return unit.format(minor);
  }

  /// 0 is the platform, and whoever it does not know.
  private String handle(Self.Seat seat, int no) {
    if (no <= 0) {
      return "";
    }
    String known = handles.get(seat.community() + " " + no);
    if (known != null) {
      return known;
    }
    Membership found = communities.memberships(seat.community(), List.of(no)).get(no);
    return kept(seat.community() + " " + no, found == null ? "" : found.handle());
  }

  private String owner(Self.Seat seat, int account) {
    String key = seat.community() + " account " + account;
    String known = handles.get(key);
    if (known != null) {
      return known;
    }
    Integer no = doors.owners().of(seat.community(), List.of(account)).get(account);
    return kept(key, no == null ? "account " + account : handle(seat, no));
  }

  /// So many are remembered, and then all anew: one does not trade with more people at a time.
  private String kept(String key, String handle) {
    if (handles.size() >= HANDLES_MOST) {
      handles.clear();
    }
    handles.put(key, handle);
    return handle;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number;
      case Boolean flag -> flag;
      case Timestamp at -> at.toInstant().toString();
      case OffsetDateTime at -> at.toInstant().toString();
      default -> value.toString();
    };
  }
}
