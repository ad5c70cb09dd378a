package org.coomunity.base.platform.db;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Makes records of rows. Which column goes into which component is found out once for each order
/// of columns: by reflection it takes as long as the statement itself. There are as many orders as
/// there are statements in the stores.
final class RecordMapper implements RowMapper<Object> {
  private final RowMapper<?> general;
  private final Map<List<String>, RowMapper<Object>> shaped = new ConcurrentHashMap<>();

  RecordMapper(Class<?> type) {
    this.general = ConstructorMapper.of(type);
  }

  @Override
  public Object map(ResultSet row, StatementContext context) throws SQLException {
    return specialize(row, context).map(row, context);
  }

  @Override
  public RowMapper<Object> specialize(ResultSet rows, StatementContext context)
      throws SQLException {
    List<String> columns = columns(rows);
    RowMapper<Object> known = shaped.get(columns);
    if (known == null) {
      RowMapper<?> made = general.specialize(rows, context);
      known = made::map;
      shaped.put(columns, known);
    }
    return known;
  }

  private static List<String> columns(ResultSet rows) throws SQLException {
    ResultSetMetaData about = rows.getMetaData();
    List<String> columns = new ArrayList<>(about.getColumnCount());
    for (int n = 1; n <= about.getColumnCount(); n++) {
      columns.add(about.getColumnLabel(n));
    }
    return columns;
  }
}
