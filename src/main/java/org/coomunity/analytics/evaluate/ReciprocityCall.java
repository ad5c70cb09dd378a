package org.coomunity.analytics.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.coomunity.analytics.insight.FlowReport;
import org.coomunity.analytics.insight.Move;
import org.coomunity.analytics.insight.Trials;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evaluate reciprocity`: how far giving and receiving are in balance, over a file of transfers.
@Command(
    name = "reciprocity",
    mixinStandardHelpOptions = true,
    description = "Says how far giving and receiving are in balance among who traded.",
    footer = {
      "",
      "Rows are from, to, amount and, where it is known, time. What somebody moves to themselves",
      "counts as a transfer and moves nothing. --per-user writes one row for each account."
    })
final class ReciprocityCall implements Callable<Integer> {
  private static final Columns TRANSFERS =
      new Columns(
          List.of("from", "to", "amount"),
          List.of("time"),
          Map.of("source", "from", "target", "to", "weight", "amount", "timeset", "time"));
  private static final double MOST_DAYS = 36_500;

  private final Evaluate evaluate;

  @Option(names = "--transfers", paramLabel = "FILE", required = true)
  private String transfers = "";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "the end of the window; else the last")
  private @Nullable String asOf;

  @Option(names = "--window-days", paramLabel = "N", description = "how long; else all there is")
  private @Nullable Double windowDays;

  @Option(names = "--per-user", paramLabel = "FILE", description = "writes a row for each account")
  private @Nullable Path perUser;

  @SuppressWarnings("UnusedVariable") // as every measure takes it
  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "changes nothing")
  private long seed = 1;

  @Mixin private TableOptions options = new TableOptions();

  ReciprocityCall(Evaluate evaluate) {
    this.evaluate = evaluate;
  }

  @Override
  public Integer call() {
    return evaluate.run(() -> {
      long begun = System.nanoTime();
      ObjectNode answer = Json.MAPPER.createObjectNode().put("task", "reciprocity");
      answer.setAll(Json.MAPPER.<ObjectNode>valueToTree(report()));
      answer.putObject("timing").put("seconds", (System.nanoTime() - begun) / 1e9);
      return answer;
    });
  }

  private FlowReport report() throws IOException {
    if (windowDays != null && !(windowDays > 0 && windowDays <= MOST_DAYS)) {
      throw new Unusable("--window-days is above 0 and at most " + MOST_DAYS);
    }
    List<Move> moves = new ArrayList<>();
    Table table = new Table(transfers, evaluate.in(), options, TRANSFERS);
    table.read(row -> moves.add(move(table, row)));
    if (moves.isEmpty()) {
      throw new Unusable(transfers + ": too few: it has no transfers");
    }
    boolean timed = moves.stream().noneMatch(move -> Double.isNaN(move.time()));
    if (!timed && (asOf != null || windowDays != null)) {
      throw new Unusable("--as-of and --window-days need a column of times");
    }
    double end = timed ? end(table, moves) : Double.NaN;
    try (Sink sink =
        new Sink(
            perUser,
            "account",
            "given",
            "received",
            "reciprocity",
            "diversity",
            "continuity",
            "ayni")) {
      return Trials.reciprocity(
          moves,
          end,
          windowDays == null ? 0 : windowDays,
          one ->
              sink.accept(
                  List.of(
                      one.account(),
                      one.given(),
                      one.received(),
                      one.reciprocity(),
                      one.diversity(),
                      one.continuity(),
                      one.ayni())));
    }
  }

  private static Move move(Table table, Table.Row row) {
    double amount = row.number(2);
    if (amount < 0) {
      throw row.wrong("a negative amount");
    }
    if (row.text(0).isBlank() || row.text(1).isBlank()) {
      throw row.wrong("an account is blank");
    }
    boolean timed = row.has(3);
    double time = timed ? row.time(3) / (double) table.times().second() : Double.NaN;
    return new Move(row.text(0), row.text(1), amount, time);
  }

  private double end(Table table, List<Move> moves) {
    if (asOf == null) {
      return moves.stream().mapToDouble(Move::time).max().orElseThrow();
    }
    try {
      return table.times().parse(asOf) / (double) table.times().second();
    } catch (IllegalArgumentException wrong) {
      throw new Unusable("--as-of: " + wrong.getMessage());
    }
  }
}
