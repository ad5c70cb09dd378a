package org.coomunity.exchange.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Rider;
import org.jspecify.annotations.Nullable;

/// Runs the riders of postings: statements with the same text travel as one JDBC batch.
final class RiderStore {
  private record Seat(int posting, Rider rider) {}

  private RiderStore() {}

  /// Runs all riders; those of one posting in their order.
  ///
  /// @param postings riders of each posting
  /// @return the postings of which a rider touched another number of rows than it must
  static Set<Integer> run(Connection connection, List<List<Rider>> postings) throws SQLException {
    Set<Integer> wrong = new HashSet<>();
    int longest = postings.stream().mapToInt(List::size).max().orElse(0);
    for (int place = 0; place < longest; place++) {
      Map<String, List<Seat>> byText = new LinkedHashMap<>();
      for (int i = 0; i < postings.size(); i++) {
        if (place < postings.get(i).size()) {
          Rider rider = postings.get(i).get(place);
          byText.computeIfAbsent(rider.sql(), sql -> new ArrayList<>()).add(new Seat(i, rider));
        }
      }
      for (var group : byText.entrySet()) {
        run(connection, group.getKey(), group.getValue(), wrong);
      }
    }
    return wrong;
  }

  private static void run(Connection connection, String sql, List<Seat> seats, Set<Integer> wrong)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (seats.size() == 1 || countIsHidden(sql)) {
        for (Seat seat : seats) {
          bind(statement, seat.rider());
          check(seat, statement.executeUpdate(), wrong);
        }
        return;
      }
      for (Seat seat : seats) {
        bind(statement, seat.rider());
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        // a plain insert that the driver joined with others: one row each, or it would have failed
        int count = counts[i] == Statement.SUCCESS_NO_INFO ? 1 : counts[i];
        check(seats.get(i), count, wrong);
      }
    }
  }

  /// Whether the driver may join inserts of which some touch no row.
  private static boolean countIsHidden(String sql) {
    return sql.toLowerCase(Locale.ROOT).contains("on conflict");
  }

  private static void check(Seat seat, int count, Set<Integer> wrong) {
    if (count != seat.rider().rows()) {
      wrong.add(seat.posting());
    }
  }

  private static void bind(PreparedStatement statement, Rider rider) throws SQLException {
    int n = 1;
    for (Object parameter : rider.parameters()) {
      statement.setObject(n++, plain(parameter));
    }
  }

  private static @Nullable Object plain(@Nullable Object parameter) {
    return switch (parameter) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case MemberId id -> id.value();
      case CommunityId id -> id.value();
      case Enum<?> word -> word.name();
      case null -> null;
      default -> parameter;
    };
  }
}
