package org.coomunity.bench;

import java.util.Arrays;
import java.util.List;
import org.coomunity.base.platform.db.Database;
import org.coomunity.decisions.governance.BallotLoad;

/// How fast people vote, beside pgbench inserting the bare row of a ballot, one transaction each,
/// on the same server in the same run. Each cast checks who votes, locks their voice, and writes
/// seat, ballot, tally and turnout.
///
/// Arguments: `--seconds N` for each figure and round, `--rounds N`, `--quick`, `--write`.
public final class GovernanceBench {
  private static final int MEMBERS = 400_000;
  private static final int PROPOSALS = 3;

  private GovernanceBench() {}

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    boolean quick = options.contains("--quick");
    int seconds = Figures.number(options, "--seconds", quick ? 3 : 10);
    int rounds = Figures.number(options, "--rounds", quick ? 1 : 3);
    Figures figures = new Figures();
    String counted;
    try (BallotLoad load = new BallotLoad(MEMBERS, PROPOSALS)) {
      Pgbench bare = bare(load.url());
      load.rate(64, seconds);
      for (int round = 0; round < rounds; round++) {
        figures.rate("pgbench, bare insert, 64 clients", bare.rate(64, seconds));
        figures.rate("cast, 64 callers", load.rate(64, seconds));
        figures.rate("cast, 512 callers", load.rate(512, seconds));
      }
      counted = load.counted();
    }
    String table = figures.table("pgbench", "") + "\nAfterwards there were " + counted + ".\n";
    System.out.println(table);
    if (options.contains("--write")) {
      Kept.keep("governance", table);
    }
    System.exit(0);
  }

  private static Pgbench bare(String url) throws Exception {
    try (Database database = Database.open(url, 1)) {
      for (String sql :
          List.of(
              "drop schema if exists bench cascade",
              "create schema bench",
              "create table bench.ballot (like governance.ballot including all)")) {
        database.write(tx -> tx.update(sql).execute());
      }
    }
    return Pgbench.running(
        url,
        """
        insert into bench.ballot (community_id, proposal_id, tracker, n, text_hash, choice, cost,
            source, hour)
          values ('5366bef8-09ba-3609-a408-331836bc9bba', '5366bef8-09ba-3609-a408-331836bc9bbb',
            substr(md5(random()::text), 1, 20), 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
            '{"votes":{"for":1}}', 0, 'direct', '2026-01-01T00:00:00Z');
        """);
  }
}
