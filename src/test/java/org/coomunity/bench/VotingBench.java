package org.coomunity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.coomunity.decisions.voting.BallotLine;
import org.coomunity.decisions.voting.BallotLine.Source;
import org.coomunity.decisions.voting.Ballots;
import org.coomunity.decisions.voting.Chain;
import org.coomunity.decisions.voting.Choice;
import org.coomunity.decisions.voting.Closing;
import org.coomunity.decisions.voting.DecisionClass;
import org.coomunity.decisions.voting.Delegations;
import org.coomunity.decisions.voting.EqualShares;
import org.coomunity.decisions.voting.Lot;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Opened;
import org.coomunity.decisions.voting.Option;
import org.coomunity.decisions.voting.Pairwise;
import org.coomunity.decisions.voting.PlainShares;
import org.coomunity.decisions.voting.Schulze;
import org.coomunity.recount.Recount;

/// How long counting takes, each beside the least that could be done with the same data, in the
/// same run and interleaved; medians are shown.
///
/// Arguments: `--ballots N`, `--rounds N`, `--write` (keeps the table in docs/benchmarks.md).
public final class VotingBench {
  private static final Instant AT = Instant.parse("2026-06-01T09:00:00Z");
  private static final String TEXT = "5e".repeat(32);
  private static final Lot LOT = new Lot("00".repeat(32), "bench");

  private final Map<String, List<Double>> times = new LinkedHashMap<>();
  private long kept;

  private VotingBench() {}

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    int ballots = Figures.number(options, "--ballots", 1_000_000);
    int rounds = Figures.number(options, "--rounds", 5);
    VotingBench bench = new VotingBench();
    Path file = Files.createTempFile("record", ".ndjson");
    try {
      record(file, ballots);
      bench.recount(file, ballots, rounds);
    } finally {
      Files.delete(file);
    }
    bench.delegation(1_000_000, rounds);
    bench.schulze(100, 10_000, rounds);
    bench.shares(2_000, 100, rounds, true);
    bench.shares(10_000, 200, rounds, false);
    String table = bench.table();
    System.out.println(table);
    System.err.println("kept: " + bench.kept);
    if (options.contains("--write")) {
      Kept.keep("voting", table);
    }
  }

  /// A record with one quadratic question of ten options.
  private static void record(Path file, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      options.add(new Option("o" + i, "Option " + i));
    }
    Opened opened =
        new Opened(
            new UUID(1, 1),
            new UUID(1, 2),
            "bench",
            Method.QUADRATIC,
            DecisionClass.ORDINARY,
            options,
            TEXT,
            new Opened.Rules(DecisionClass.ORDINARY.terms(), 172_800, false),
            new Opened.Census(count, count, 100),
            AT,
            AT.plusSeconds(604_800),
            1,
            0);
    Chain.Entry first =
        new Chain.Entry(1, AT, "proposal.opened", new HashMap<>(opened.body()), Chain.BEGINNING);
    Closing closing = new Closing(opened);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(first.line() + "\n");
      for (int i = 0; i < count; i++) {
        BallotLine ballot = ballot(opened.proposal(), i, random);
        closing.add(ballot);
        out.write(ballot.line() + "\n");
      }
      Map<String, Object> body = closing.body(first.hash());
      out.write(
          new Chain.Entry(2, AT, "proposal.closed", new HashMap<>(body), first.hash()).line()
              + "\n");
    }
  }

  private static BallotLine ballot(UUID proposal, int number, SplittableRandom random) {
    Map<String, Integer> votes = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      votes.put("o" + random.nextInt(10), random.nextInt(1, 8));
    }
    Choice choice = Choice.votes(votes);
    StringBuilder tracker = new StringBuilder();
    for (int shift = 95; shift >= 0; shift -= 5) {
      int letter = shift > 30 ? 0 : number >>> shift & 31;
      tracker.append("234567ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(letter));
    }
    return new BallotLine(
        proposal,
        tracker.toString(),
        1,
        TEXT,
        choice,
        Ballots.cost(Method.QUADRATIC, choice),
        Source.DIRECT);
  }

  private void recount(Path file, int ballots, int rounds) throws Exception {
    String name = "recount of %,d quadratic ballots".formatted(ballots);
    JsonMapper mapper = new JsonMapper();
    for (int round = 0; round <= rounds; round++) {
      measure(
          name,
          "reading and parsing",
          round > 0,
          () -> {
            long size = 0;
            try (BufferedReader lines = Files.newBufferedReader(file)) {
              for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = mapper.readTree(line);
                size += node.size();
              }
            }
            return size;
          });
      measure(
          name,
          "ours",
          round > 0,
          () -> {
            PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            if (Recount.run(file, nowhere) != 0) {
              throw new IllegalStateException("the record does not agree");
            }
            return 0L;
          });
    }
  }

  /// Each of two thirds names one or two others, so that there are chains and circles; a third
  /// votes.
  private void delegation(int members, int rounds) throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    boolean[] direct = new boolean[members];
    int[] starts = new int[members + 1];
    int[] delegates = new int[2 * members];
    for (int i = 0; i < members; i++) {
      direct[i] = random.nextInt(3) == 0;
      int links = direct[i] ? 0 : random.nextInt(1, 3);
      for (int link = 0; link < links; link++) {
        delegates[starts[i] + link] = random.nextInt(members);
      }
      starts[i + 1] = starts[i] + links;
    }
    int[] links = Arrays.copyOf(delegates, starts[members]);
    long[] since = new long[links.length];
    String name = "delegation of %,d members".formatted(members);
    for (int round = 0; round <= rounds; round++) {
      measure(
          name,
          "one bare pass",
          round > 0,
          () -> {
            long sum = 0;
            for (int i = 0; i < members; i++) {
              for (int link = starts[i]; link < starts[i + 1]; link++) {
                sum += direct[links[link]] ? since[link] + 1 : 0;
              }
            }
            return sum;
          });
      measure(
          name,
          "ours",
          round > 0,
          () -> (long) Delegations.resolve(direct, starts, links, since, members).behind(0));
    }
  }

  private void schulze(int options, int ballots, int rounds) throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < options; i++) {
      ids.add("o" + i);
    }
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < ballots; i++) {
      List<String> mixed = new ArrayList<>(ids);
      Collections.shuffle(mixed, new java.util.Random(random.nextLong()));
      choices.add(Choice.ranking(mixed.stream().map(List::of).toList()));
    }
    Pairwise pairwise = new Pairwise(ids);
    choices.forEach(pairwise::add);
    int[][] matrix = pairwise.matrix();
    String paths = "Schulze's paths, %d options".formatted(options);
    for (int round = 0; round <= 4 * rounds; round++) {
      measure(paths, "the plain triple loop", round > rounds, () -> plainPaths(matrix));
      measure(paths, "ours", round > rounds, () -> (long) Schulze.paths(matrix)[0][1]);
    }
    for (int round = 0; round <= rounds; round++) {
      measure(
          "Schulze, %d options, %,d ballots".formatted(options, ballots),
          "ours",
          round > 0,
          () -> {
            Pairwise all = new Pairwise(ids);
            choices.forEach(all::add);
            return (long) Schulze.ranking(all).size();
          });
    }
  }

  private static long plainPaths(int[][] d) {
    int n = d.length;
    int[][] p = new int[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        p[i][j] = d[i][j] > d[j][i] ? d[i][j] : 0;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          for (int k = 0; k < n; k++) {
            if (i != k && j != k) {
              p[j][k] = Math.max(p[j][k], Math.min(p[j][i], p[i][k]));
            }
          }
        }
      }
    }
    return p[0][1];
  }

  /// The first beginning only: each further raise is the same again.
  private void shares(int voters, int projects, int rounds, boolean compared) throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    List<Option> options = new ArrayList<>();
    long all = 0;
    for (int i = 0; i < projects; i++) {
      options.add(new Option("p" + i, "", random.nextInt(1_000, 50_000)));
      all += options.getLast().cost();
    }
    List<Map<String, Integer>> points = new ArrayList<>();
    for (int v = 0; v < voters; v++) {
      Map<String, Integer> own = new HashMap<>();
      for (int i = 0; i < 8; i++) {
        own.put("p" + random.nextInt(projects), random.nextInt(1, 6));
      }
      points.add(own);
    }
    long fund = all / 3;
    String name = "equal shares, %,d voters, %d projects".formatted(voters, projects);
    for (int round = 0; round <= rounds; round++) {
      List<List<String>> results = new ArrayList<>();
      measure(
          name,
          "ours",
          round > 0,
          () -> {
            results.add(EqualShares.share(fund, options, points, LOT, 0).funded());
            return 0L;
          });
      if (compared && round <= 1) {
        measure(
            name,
            "every price in each round",
            round > 0,
            () -> {
              results.add(new PlainShares(fund, options, points, LOT, 0).funded());
              return 0L;
            });
      }
      if (!results.getFirst().equals(results.getLast())) {
        throw new IllegalStateException("the two ways do not agree");
      }
    }
  }

  private void measure(String name, String whose, boolean counts, Callable<Long> work)
      throws Exception {
    long begin = System.nanoTime();
    kept += work.call();
    double millis = (System.nanoTime() - begin) / 1e6;
    if (counts) {
      times.computeIfAbsent(name + "|" + whose, n -> new ArrayList<>()).add(millis);
      System.err.printf("%s, %s: %.2f ms%n", name, whose, millis);
    }
  }

  private String table() {
    StringBuilder table =
        new StringBuilder("| what | median | lowest - highest | beside it | median | times |\n")
            .append("|---|--:|--:|---|--:|--:|\n");
    times.forEach((key, all) -> {
      String[] names = key.split("\\|", -1);
      if (names[1].equals("ours")) {
        List<Double> sorted = all.stream().sorted().toList();
        table.append(
            "| %s | %,.2f ms | %,.2f ms - %,.2f ms |"
                .formatted(names[0], median(all), sorted.getFirst(), sorted.getLast()));
        String other =
            times.keySet().stream()
                .filter(k -> k.startsWith(names[0] + "|") && !k.equals(key))
                .findFirst()
                .orElse("");
        if (other.isEmpty()) {
          table.append(" | | |\n");
        } else {
          double its = median(times.getOrDefault(other, List.of()));
          table.append(
              " %s | %,.2f ms | %.2f |%n"
                  .formatted(other.split("\\|", -1)[1], its, median(all) / its));
        }
      }
    });
    return table.toString();
  }

  private static double median(List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
