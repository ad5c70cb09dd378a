package org.coomunity.analytics.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.coomunity.analytics.insight.Cells;
import org.coomunity.analytics.insight.Trials;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evaluate churn`: who leaves, foretold over a table, a later table, or a history of acts.
@Command(
    name = "churn",
    mixinStandardHelpOptions = true,
    description = "Foretells who leaves, and says how well, on rows it did not learn from.",
    footer = {
      "",
      "One of --csv, --train with --test, --transactions, --summary. Exit codes: 0 done,",
      "2 a call or a file that cannot be used, 1 failed."
    })
final class ChurnCall implements Callable<Integer> {
  private static final Columns ACTS =
      new Columns(
          List.of("customer", "date"),
          List.of("amount"),
          Map.of("customer_id", "customer", "CustomerID", "customer", "InvoiceDate", "date"));
  private static final Columns SUMMARY =
      new Columns(List.of("frequency", "recency", "T"), List.of(), Map.of());
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_FOLDS = 50;

  private final Evaluate evaluate;

  @Option(names = "--csv", paramLabel = "FILE", description = "a table with a header, in folds")
  private @Nullable String csv;

  @Option(names = "--train", paramLabel = "FILE", description = "what to learn from")
  private @Nullable String train;

  @Option(names = "--test", paramLabel = "FILE", description = "what to foretell; later in time")
  private @Nullable String test;

  @Option(names = "--transactions", paramLabel = "FILE", description = "customer date [amount]")
  private @Nullable String transactions;

  @Option(names = "--summary", paramLabel = "FILE", description = "frequency recency T")
  private @Nullable String summary;

  @Option(names = "--label", paramLabel = "COLUMN", description = "who left")
  private @Nullable String label;

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "the label of who left; else 1, true, yes")
  private @Nullable String positive;

  @Option(names = "--id", paramLabel = "COLUMN", description = "names rows, teaches nothing")
  private @Nullable String id;

  @Option(names = "--exclude", paramLabel = "COLUMN,…", split = ",")
  private List<String> exclude = List.of();

  @Option(names = "--categorical", paramLabel = "COLUMN,…", split = ",")
  private List<String> categorical = List.of();

  @Option(names = "--folds", paramLabel = "N", description = "5 by itself")
  private @Nullable Integer folds;

  @Option(names = "--model", paramLabel = "NAME", description = "auto, logistic or boosting")
  private @Nullable String model;

  @Option(names = "--calibration-end", paramLabel = "DATE", description = "the last day known")
  private @Nullable String calibrationEnd;

  @Option(names = "--horizon-days", paramLabel = "N", description = "how far to foretell")
  private @Nullable Integer horizonDays;

  @Option(names = "--unit", paramLabel = "day|week", description = "week by itself")
  private @Nullable String unit;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
  private long seed = 1;

  @Option(names = "--predictions", paramLabel = "FILE", description = "writes what was foretold")
  private @Nullable Path predictions;

  @Mixin private TableOptions options = new TableOptions();

  ChurnCall(Evaluate evaluate) {
    this.evaluate = evaluate;
  }

  @Override
  public Integer call() {
    return evaluate.run(() -> {
      long begun = System.nanoTime();
      ObjectNode answer = Json.MAPPER.valueToTree(answer());
      answer.putObject("timing").put("seconds", (System.nanoTime() - begun) / 1e9);
      return answer;
    });
  }

  private Object answer() throws IOException {
    List<String> said = new ArrayList<>();
    note(said, "--csv", csv);
    note(said, "--train", train);
    note(said, "--transactions", transactions);
    note(said, "--summary", summary);
    if (said.size() != 1 || (train == null) != (test == null)) {
      throw new Unusable(
          "churn takes one of --csv, --train with --test, --transactions, --summary");
    }
    Set<String> strange = new TreeSet<>(given());
    return switch (said.getFirst()) {
      case "--transactions" -> {
        strange.removeAll(
            Set.of("--calibration-end", "--horizon-days", "--unit", "--columns", "--header"));
        refuse(strange, "--transactions");
        yield acts(required("--transactions", transactions));
      }
      case "--summary" -> {
        strange.removeAll(Set.of("--columns", "--header"));
        refuse(strange, "--summary");
        if (predictions != null) {
          throw new Unusable("--predictions does not go with --summary");
        }
        yield shape(required("--summary", summary));
      }
      default -> {
        Set<String> known =
            Set.of("--label", "--positive", "--id", "--exclude", "--categorical", "--model");
        strange.removeAll(known);
        if (csv != null) {
          strange.remove("--folds");
        }
        refuse(strange, csv != null ? "--csv" : "--train");
        yield tables();
      }
    };
  }

  private static void note(List<String> said, String name, @Nullable Object value) {
    if (value != null) {
      said.add(name);
    }
  }

  /// The options that were said and do not go with every kind of input.
  private List<String> given() {
    List<String> said = new ArrayList<>();
    note(said, "--label", label);
    note(said, "--positive", positive);
    note(said, "--id", id);
    note(said, "--exclude", exclude.isEmpty() ? null : exclude);
    note(said, "--categorical", categorical.isEmpty() ? null : categorical);
    note(said, "--folds", folds);
    note(said, "--model", model);
    note(said, "--calibration-end", calibrationEnd);
    note(said, "--horizon-days", horizonDays);
    note(said, "--unit", unit);
    note(said, "--columns", options.columns);
    note(said, "--header", options.header.equals("auto") ? null : options.header);
    note(said, "--time-unit", options.timeUnit.equals("s") ? null : options.timeUnit);
    return said;
  }

  private static void refuse(Set<String> strange, String input) {
    if (!strange.isEmpty()) {
      throw new Unusable(String.join(", ", strange) + ": not with " + input);
    }
  }

  private static String required(String name, @Nullable String value) {
    if (value == null) {
      throw new Unusable(name + " is missing");
    }
    return value;
  }

  private Object tables() throws IOException {
    String model = this.model == null ? "auto" : this.model;
    if (!Set.of("auto", "logistic", "boosting").contains(model)) {
      throw new Unusable("--model is auto, logistic or boosting, not " + model);
    }
    int count = folds == null ? 5 : folds;
    if (count < 2 || count > MOST_FOLDS) {
      throw new Unusable("--folds is between 2 and " + MOST_FOLDS);
    }
    Trials.Question question =
        new Trials.Question(
            required("--label", label),
            positive,
            id,
            Set.copyOf(exclude),
            Set.copyOf(categorical),
            model,
            count,
            seed);
    Cells first = cells(csv != null ? csv : required("--train", train));
    Cells second = test == null ? null : cells(test);
    try (Sink sink = new Sink(predictions, "id", "label", "probability", "fold")) {
      return second == null
          ? Trials.folds(first, question, sink)
          : Trials.later(first, second, question, sink);
    }
  }

  private Cells cells(String file) throws IOException {
    return Csv.read(file, evaluate.in(), options.sign(), options.conditions());
  }

  private Object acts(String file) throws IOException {
    LocalDate end = date("--calibration-end", required("--calibration-end", calibrationEnd));
    if (horizonDays == null || horizonDays < 1 || horizonDays > MOST_DAYS) {
      throw new Unusable("--horizon-days is between 1 and " + MOST_DAYS);
    }
    double days =
        switch (unit == null ? "week" : unit) {
          case "day" -> 1;
          case "week" -> 7;
          default -> throw new Unusable("--unit is day or week, not " + unit);
        };
    Map<String, List<Integer>> acts = new HashMap<>();
    new Table(file, evaluate.in(), options, ACTS)
        .read(row -> {
          if (row.text(0).isBlank()) {
            throw row.wrong("the customer is blank");
          }
          if (row.has(2) && row.number(2) < 0) {
            throw row.wrong("a negative amount");
          }
          acts.computeIfAbsent(row.text(0), customer -> new ArrayList<>()).add(day(row));
        });
    int last = Math.toIntExact(end.toEpochDay());
    if (acts.values().stream().flatMap(List::stream).noneMatch(day -> day <= last)) {
      throw new Unusable(file + ": too few: nobody is there by " + end);
    }
    try (Sink sink =
        new Sink(
            predictions, "customer", "frequency", "recency", "T", "alive", "expected", "actual")) {
      return Trials.purchases(acts, last, horizonDays, days, sink);
    }
  }

  private static int day(Table.Row row) {
    try {
      return Math.toIntExact(date(row.text(1)).toEpochDay());
    } catch (DateTimeException wrong) {
      throw row.wrong("'" + row.text(1) + "' is no date");
    }
  }

  private static LocalDate date(String option, String text) {
    try {
      return date(text);
    } catch (DateTimeException wrong) {
      throw new Unusable(option + ": '" + text + "' is no date");
    }
  }

  private static LocalDate date(String text) {
    String day =
        text.length() > 10 && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
            ? text.substring(0, 10)
            : text;
    return day.length() == 8
        ? LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
        : LocalDate.parse(day);
  }

  private Object shape(String file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    new Table(file, evaluate.in(), options, SUMMARY)
        .read(row -> {
          double[] one = {row.number(0), row.number(1), row.number(2)};
          boolean whole = one[0] >= 0 && one[0] <= 1e6 && one[0] == Math.rint(one[0]);
          boolean fits = one[0] == 0 ? one[1] == 0 : one[1] > 0;
          if (!whole || !fits || !(one[1] <= one[2])) {
            throw row.wrong(
                "frequency is a count, recency is above 0 where frequency is, and T no less");
          }
          rows.add(one);
        });
    if (rows.isEmpty()) {
      throw new Unusable(file + ": too few: it has no rows");
    }
    return Trials.summary(rows);
  }
}
