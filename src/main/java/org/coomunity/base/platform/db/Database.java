package org.coomunity.base.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.observe.Trace;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// The database of the platform: a bounded pool of connections and the two ways to use it, `read`
/// and `write`. Every use case is load, decide, then refuse or write, inside one `write`.
public final class Database implements AutoCloseable {
  /// How often a transaction that PostgreSQL gave up (40001, 40P01) is tried again.
  private static final int TRIES = 5;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private volatile Tx.Publisher publisher =
      (tx, event) -> {
        throw new IllegalStateException("no outbox is attached");
      };

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    Map<Class<?>, RowMapper<?>> known = new ConcurrentHashMap<>();
    RowMapperFactory records =
        (type, config) ->
            type instanceof Class<?> c && c.isRecord()
                ? Optional.of(known.computeIfAbsent(c, RecordMapper::new))
                : Optional.empty();
    ColumnMapper<MemberId> memberIds =
        (row, n, context) -> new MemberId(row.getObject(n, UUID.class));
    ColumnMapper<CommunityId> communityIds =
        (row, n, context) -> new CommunityId(row.getObject(n, UUID.class));
    ArgumentFactory ids =
        (type, value, config) ->
            switch (value) {
              case MemberId id ->
                  Optional.of((n, statement, c) -> statement.setObject(n, id.value()));
              case CommunityId id ->
                  Optional.of((n, statement, c) -> statement.setObject(n, id.value()));
              case null, default -> Optional.empty();
            };
    jdbi.registerRowMapper(records);
    jdbi.registerColumnMapper(MemberId.class, memberIds);
    jdbi.registerColumnMapper(CommunityId.class, communityIds);
    jdbi.registerArgument(ids);
    jdbi.setSqlLogger(new Told());
  }

  /// Tells of each statement where somebody listens.
  private static final class Told implements SqlLogger {
    @Override
    public void logAfterExecution(StatementContext statement) {
      tell(statement, null);
    }

    @Override
    public void logException(StatementContext statement, SQLException failure) {
      tell(statement, failure);
    }

    private static void tell(StatementContext statement, @Nullable SQLException failure) {
      String sql = statement.getRawSql();
      if (sql != null && Trace.isRecorded()) {
        long took = Math.max(0, statement.getElapsedTime(ChronoUnit.NANOS));
        Trace.statement(sql, Duration.ofNanos(took), failure);
      }
    }
  }

  /// Opens a pool.
  ///
  /// @param url a JDBC address (`jdbc:postgresql://…`)
  /// @param connections the most connections this process takes
  public static Database open(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(2, connections));
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    config.setPoolName("coomunity");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "coomunity");
    config.addDataSourceProperty("stringtype", "unspecified");
    config.addDataSourceProperty("prepareThreshold", "1");
    return new Database(new HikariDataSource(config));
  }

  /// Lets `tx.publish` reach the outbox.
  public void attach(Tx.Publisher outbox) {
    this.publisher = outbox;
  }

  /// Reads with single statements; each sees the newest committed state.
  public <T> T read(Function<Tx, T> work) {
    return jdbi.withHandle(handle -> work.apply(new Tx(handle, publisher)));
  }

  /// Reads several statements of one moment.
  public <T> T snapshot(Function<Tx, T> work) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.execute("set transaction read only");
          return work.apply(new Tx(handle, publisher));
        });
  }

  /// Runs one transaction; what it throws rolls it back. A serialization failure or a deadlock is
  /// tried again, so `work` must have no effect outside the database.
  public <T> T write(Function<Tx, T> work) {
    return Trace.within("transaction", () -> written(work));
  }

  private <T> T written(Function<Tx, T> work) {
    for (int tried = 1; ; tried++) {
      try {
        boolean[] published = new boolean[1];
        T result =
            jdbi.inTransaction(handle -> {
              Tx tx = new Tx(handle, publisher);
              T made = work.apply(tx);
              tx.flush();
              published[0] = tx.published();
              return made;
            });
        if (published[0]) {
          publisher.committed();
        }
        return result;
      } catch (RuntimeException failure) {
        if (tried >= TRIES || !mayBeRetried(failure)) {
          throw failure;
        }
      }
    }
  }

  private static boolean mayBeRetried(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /// Brings the schemas of these modules up to date, in order. Each has its own history table and
  /// its scripts in `db/<module>`.
  public void migrate(List<String> modules) {
    new Migrations(pool, modules).apply();
  }

  static Flyway flyway(DataSource owner, String module, MigrationVersion target) {
    return Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/" + module)
        .schemas(module)
        .table("schema_history")
        .target(target)
        .loggers("slf4j")
        .load();
  }

  /// Asks the database whether it is there; throws when it is not.
  public void ping() {
    read(tx -> tx.query("select 1").mapTo(Integer.class).one());
  }

  /// How the database is.
  ///
  /// @param connections how many it has open, for everybody
  /// @param connectionsMost how many it would open at most
  /// @param replicaLagSeconds how far the slowest replica is behind; 0 without one
  public record Vitals(long connections, int connectionsMost, double replicaLagSeconds) {}

  /// How the database is now.
  public Vitals vitals() {
    return read(VitalsStore::read);
  }

  /// The pool itself, for libraries that want a `DataSource`.
  public DataSource dataSource() {
    return pool;
  }

  /// A handle for the ledger's writer lanes, which keep their connection.
  public Handle openHandle() {
    return jdbi.open();
  }

  /// Wraps a lane's own handle as a transaction that can publish.
  public Tx txOf(Handle handle) {
    return new Tx(handle, publisher);
  }

  @Override
  public void close() {
    pool.close();
  }
}
