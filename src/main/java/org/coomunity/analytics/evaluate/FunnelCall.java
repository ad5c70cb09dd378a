package org.coomunity.analytics.evaluate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.analytics.folds.Funnel;
import org.coomunity.analytics.folds.FunnelState;
import org.coomunity.analytics.folds.FunnelTally;
import org.coomunity.analytics.folds.Mode;
import org.coomunity.analytics.folds.Step;
import org.coomunity.analytics.folds.StreamingFunnel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evaluate funnel …`
@Command(
    name = "funnel",
    mixinStandardHelpOptions = true,
    description = "How far people come on a way of several steps, over a file of events.",
    footer = {
      "",
      "Rows: user, time, event and, where there is one, id (repeats are ignored).",
      "The answer is that of ClickHouse's windowFunnel with the same modes. Times",
      "to convert count from the first step to the step, in the file's unit of",
      "time. Who does what is excluded between two steps, within the window, goes",
      "on only after taking the first of the two again."
    })
final class FunnelCall implements Callable<Integer> {
  private static final Pattern EXCLUSION = Pattern.compile("(.+)@([0-9]{1,2})-([0-9]{1,2})");

  private final Evaluate evaluate;

  @Mixin final TableOptions table = new TableOptions();

  @Option(names = "--events", paramLabel = "FILE", required = true, description = "- is stdin")
  String events = "";

  @Option(
      names = "--steps",
      paramLabel = "A,B|C,…",
      required = true,
      description = "alternatives between bars: names, *, <N, <=N, >N, >=N")
  String steps = "";

  @Option(
      names = "--window",
      paramLabel = "N",
      required = true,
      description = "in the file's unit of time; ISO times: seconds")
  String window = "";

  @Option(
      names = "--mode",
      paramLabel = "MODE,…",
      description =
          "strict_order, strict_deduplication, strict_increase, strict_once, allow_reentry,"
              + " any_order")
  @Nullable String mode;

  @Option(
      names = "--exclude",
      paramLabel = "EVENT@I-J,…",
      description = "what must not happen after step I and before step J")
  @Nullable String exclude;

  @Option(names = "--streaming", description = "event by event, in the order of the file")
  boolean streaming;

  @Option(
      names = "--lateness",
      paramLabel = "S",
      description = "how late an event may come before a person is folded again")
  @Nullable String lateness;

  @Option(names = "--per-user", paramLabel = "FILE", description = "writes user and level")
  @Nullable Path perUser;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of any lots")
  long seed;

  FunnelCall(Evaluate evaluate) {
    this.evaluate = evaluate;
  }

  @Override
  public Integer call() {
    return evaluate.run(this::answer);
  }

  private Object answer() throws IOException {
    Funnel funnel = funnel();
    if (lateness != null && !streaming) {
      throw new Unusable("--lateness belongs to --streaming");
    }
    long late = lateness == null ? 0 : number("--lateness", lateness);
    EventLog log = EventLog.read(events, evaluate.in(), table);
    long[] matches = new long[log.events().size()];
    Funnel.Matching matching = funnel.matching();
    for (int event = 0; event < matches.length; event++) {
      matches[event] = matching.match(log.events().word(event));
    }
    FunnelTally tally = new FunnelTally(funnel);
    int[] levels = new int[log.users().size()];
    long[] again = {0};
    log.people(
        streaming,
        (user, times, names) -> {
          FunnelState state = new FunnelState(funnel);
          if (streaming) {
            state = streamed(funnel, late, times, names, matches, again);
          } else {
            for (int i = 0; i < times.length; i++) {
              state.see(times[i], matches[names[i]]);
            }
          }
          tally.add(state);
          levels[user] = state.level();
        });
    if (perUser != null) {
      write(perUser, log, levels);
    }
    return answer(funnel, log, tally, again[0]);
  }

  private static FunnelState streamed(
      Funnel funnel, long late, long[] times, int[] names, long[] matches, long[] again) {
    StreamingFunnel stream = new StreamingFunnel(funnel, late);
    long[] heard = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      heard[i] = matches[names[i]];
      if (!stream.hear(times[i], heard[i])) {
        again[0]++;
        stream.again(times, heard, i + 1);
      }
    }
    return stream.now();
  }

  private Map<String, Object> answer(Funnel funnel, EventLog log, FunnelTally tally, long again) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("task", "funnel");
    answer.put("users", log.users().size());
    answer.put("events", log.size());
    answer.put("duplicates", log.duplicates());
    answer.put("window", units((double) funnel.window()));
    answer.put("modes", funnel.modes().stream().sorted().map(Mode::word).toList());
    List<Map<String, Object>> lines = new ArrayList<>();
    for (FunnelTally.Line line : tally.lines()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("step", line.step());
      one.put("events", line.events());
      one.put("reached", line.reached());
      one.put("fromPrevious", line.fromPrevious());
      one.put("fromFirst", line.fromFirst());
      one.put("interval", line.interval());
      one.put("intervalFromPrevious", line.previousInterval());
      one.put("medianTime", line.reached() == 0 ? null : units(line.medianTime()));
      one.put("p90Time", line.reached() == 0 ? null : units(line.p90Time()));
      lines.add(one);
    }
    answer.put("steps", lines);
    answer.put("levels", tally.levels());
    if (streaming) {
      answer.put("foldedAgain", again);
    }
    return answer;
  }

  private static double units(double parts) {
    return parts / Times.UNIT;
  }

  private static void write(Path file, EventLog log, int[] levels) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (int user = 0; user < levels.length; user++) {
        out.write(log.users().word(user) + "\t" + levels[user] + "\n");
      }
    }
  }

  private Funnel funnel() {
    List<Step> made = new ArrayList<>();
    try {
      for (String step : steps.split(",", -1)) {
        made.add(Step.of(step));
      }
      return new Funnel(made, number("--window", window), modes(), exclusions());
    } catch (IllegalArgumentException wrong) {
      throw new Unusable("--" + String.valueOf(wrong.getMessage()).replaceFirst("^modes", "mode"));
    }
  }

  static long number(String option, String text) {
    try {
      long number = Times.number(text);
      if (number < 0) {
        throw new Unusable(option + " is not below 0");
      }
      return number;
    } catch (IllegalArgumentException wrong) {
      throw new Unusable(option + ": " + wrong.getMessage());
    }
  }

  private Set<Mode> modes() {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    if (mode != null) {
      for (String word : mode.split(",", -1)) {
        modes.add(
            Mode.of(word).orElseThrow(() -> new Unusable("--mode: there is no mode " + word)));
      }
    }
    return modes;
  }

  private List<Funnel.Exclusion> exclusions() {
    List<Funnel.Exclusion> exclusions = new ArrayList<>();
    if (exclude != null) {
      for (String text : exclude.split(",", -1)) {
        Matcher parts = EXCLUSION.matcher(text);
        if (!parts.matches()) {
          throw new Unusable("--exclude is EVENT@I-J, and '" + text + "' is not that");
        }
        exclusions.add(
            new Funnel.Exclusion(
                parts.group(1),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3))));
      }
    }
    return exclusions;
  }
}
