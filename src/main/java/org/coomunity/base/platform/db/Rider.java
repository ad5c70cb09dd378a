package org.coomunity.base.platform.db;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement of another module that commits together with a ledger posting or not at all. Riders
/// of one batch with the same text travel as one JDBC batch. Parameters stand for the `?` in order.
///
/// @param sql one statement, with `?` for parameters
/// @param rows how many rows it must touch; any other count undoes the posting
/// @param parameters their values: anything `PreparedStatement.setObject` takes
public record Rider(String sql, int rows, List<@Nullable Object> parameters) {
  public Rider {
    parameters = Collections.unmodifiableList(parameters);
  }

  /// A rider that must touch exactly one row.
  public static Rider one(String sql, @Nullable Object... parameters) {
    return new Rider(sql, 1, Arrays.asList(parameters));
  }
}
