package org.coomunity.people.privacy;

import org.coomunity.base.registry.Self;
import org.jdbi.v3.core.statement.SqlStatement;

/// Statements that modules say about their data, bound to a person.
final class Bound {
  private Bound() {}

  /// Binds what a statement names, and nothing else.
  static <S extends SqlStatement<S>> S to(S statement, String sql, Self self, Self.Seat seat) {
    bind(statement, sql, "member", self.member());
    bind(statement, sql, "community", seat.community());
    bind(statement, sql, "no", seat.no());
    bind(statement, sql, "book", seat.book());
    bind(statement, sql, "account", seat.account());
    return statement;
  }

  private static void bind(SqlStatement<?> statement, String sql, String name, Object value) {
    if (sql.contains(":" + name)) {
      statement.bind(name, value);
    }
  }
}
