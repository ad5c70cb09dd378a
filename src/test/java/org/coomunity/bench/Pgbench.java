package org.coomunity.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coomunity.base.platform.db.Database;

/// The transfer that the engine is compared with: PostgreSQL's own load generator, one transaction
/// for each transfer, with two checked updates in order of account number and an insert. The tables
/// are copies of the ledger's, with its indexes and checks.
final class Pgbench {
  private static final Pattern RATE = Pattern.compile("progress: ([0-9.]+) s, ([0-9.]+) tps");

  private static final String SCRIPT =
      """
      \\set d random(1, ACCOUNTS)
      \\set o random(1, ACCOUNTS - 1)
      \\set c :o + case when :o >= :d then 1 else 0 end
      \\set m random(1, 1000)
      \\set lo least(:d, :c)
      \\set hi greatest(:d, :c)
      begin;
      update bench.account set version = version + 1,
        debits_posted = debits_posted + case when account = :d then cast(:m as bigint) else 0 end,
        credits_posted = credits_posted + case when account = :c then cast(:m as bigint) else 0 end
        where book = 1 and account = :lo and (account <> :d or
          credits_posted - debits_posted - debits_pending - cast(:m as bigint) >= -credit_limit);
      update bench.account set version = version + 1,
        debits_posted = debits_posted + case when account = :d then cast(:m as bigint) else 0 end,
        credits_posted = credits_posted + case when account = :c then cast(:m as bigint) else 0 end
        where book = 1 and account = :hi and (account <> :d or
          credits_posted - debits_posted - debits_pending - cast(:m as bigint) >= -credit_limit);
      insert into bench.transfer (seq, amount, debit_version, credit_version, debit_balance,
          credit_balance, valid_at, recorded_at, book, debit, credit, actor, phase, kind,
          below_limit, id, debit_hash, credit_hash, words)
        values (nextval('bench.seq'), :m, 1, 1, 0, 0, now(), now(), 1, :d, :c, 1, 0, 0, false,
          NEW_ID, 'aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'pan de maiz');
      commit;
      """;

  private final String url;
  private final Path program;
  private final Path script;

  private Pgbench(String url, Path program, Path script) {
    this.url = url;
    this.program = program;
    this.script = script;
  }

  /// Makes its tables; null-free: says plainly when the program is not there.
  static Pgbench prepare(Database database, String url, int accounts) throws IOException {
    for (String sql :
        List.of(
            "drop schema if exists bench cascade",
            "create schema bench",
            "create sequence bench.seq",
            "create table bench.account (like ledger.account including all) with (fillfactor = 70)",
            "create table bench.transfer (like ledger.transfer including all)",
            "insert into bench.account (book, account, kind, credit_limit, hard_floor)"
                + " select 1, n, 0, 1000000000000, -1000000000000 from generate_series(1, "
                + accounts
                + ") n",
            "analyze bench.account")) {
      database.write(tx -> tx.update(sql).execute());
    }
    int version =
        database.read(tx ->
            tx.query("select current_setting('server_version_num')::int")
                .mapTo(Integer.class)
                .one());
    Path script = Files.createTempFile("transfer", ".sql");
    Files.writeString(
        script,
        SCRIPT
            .replace("ACCOUNTS", Integer.toString(accounts))
            .replace("NEW_ID", version >= 180_000 ? "uuidv7()" : "gen_random_uuid()"));
    return new Pgbench(url, program(), script);
  }

  /// The same program with statements of one's own.
  static Pgbench running(String url, String statements) throws IOException {
    Path script = Files.createTempFile("statements", ".sql");
    Files.writeString(script, statements);
    return new Pgbench(url, program(), script);
  }

  private static Path program() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin/pgbench"))
          .filter(Files::isExecutable)
          .max(Path::compareTo)
          .orElseThrow(
              () -> new IOException("pgbench is missing: apt-get install postgresql-contrib"));
    }
  }

  /// Transfers each second with so many clients, once all of them are connected and have their
  /// statements prepared.
  double rate(int clients, int seconds) throws IOException {
    URI address = URI.create(url.substring("jdbc:".length()));
    List<String> command =
        new ArrayList<>(
            List.of(program.toString(), "-n", "-M", "prepared", "-c", "" + clients, "-j", "2"));
    int warm = 5 + clients / 8;
    command.addAll(List.of("-T", "" + (warm + seconds), "-P", "1", "-f", script.toString()));
    command.addAll(List.of("-h", address.getHost(), "-p", "" + address.getPort()));
    command.addAll(List.of("-U", "postgres", address.getPath().substring(1)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return RATE.matcher(out)
        .results()
        .filter(second -> Double.parseDouble(second.group(1)) > warm + 0.9)
        .mapToDouble(second -> Double.parseDouble(second.group(2)))
        .average()
        .orElseThrow(() -> new IOException("pgbench: " + out));
  }
}
