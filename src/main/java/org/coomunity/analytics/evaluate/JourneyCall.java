package org.coomunity.analytics.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.coomunity.analytics.folds.DropOff;
import org.coomunity.analytics.folds.Paths;
import org.coomunity.analytics.folds.Visits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evaluate journey …`
@Command(
    name = "journey",
    mixinStandardHelpOptions = true,
    description = "Where visits leave on the way to a goal, and what leads there, over a file.",
    footer = {
      "",
      "Rows: user, time, event and, where there is one, id (repeats are ignored).",
      "states: an absorbing Markov chain over the events of visits; the p-value is",
      "by lot over 1,000 trials, significant after Benjamini and Hochberg at 0.05.",
      "paths: sequences of at most 5 events, each at most 3 after the one before, in",
      "at least 10 visits; lift is a logarithm, shrunk, with a 95 % interval."
    })
final class JourneyCall implements Callable<Integer> {
  private static final int STATES_MOST = 250;
  private static final String OTHER = "(other)";

  private final Evaluate evaluate;

  @Mixin final TableOptions table = new TableOptions();

  @Option(names = "--events", paramLabel = "FILE", required = true, description = "- is stdin")
  String events = "";

  @Option(names = "--goal", paramLabel = "EVENT", required = true)
  String goal = "";

  @Option(
      names = "--gap",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description = "a longer silence ends a visit")
  String gap = "1800";

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the lots")
  long seed;

  JourneyCall(Evaluate evaluate) {
    this.evaluate = evaluate;
  }

  @Override
  public Integer call() {
    return evaluate.run(this::answer);
  }

  private Object answer() throws IOException {
    long seconds = FunnelCall.number("--gap", gap);
    EventLog log = EventLog.read(events, evaluate.in(), table);
    int target = log.events().find(goal);
    if (target < 0) {
      throw new Unusable("--goal: there is no event " + goal + " in " + events);
    }
    long scale = log.times().second() / Times.UNIT;
    if (seconds > Long.MAX_VALUE / 4 / scale) {
      throw new Unusable("--gap is too long");
    }
    int[] states = states(log, target);
    String[] names = names(log, states);
    Visits visits = new Visits(seconds * scale, names.length);
    log.people(
        false,
        (user, times, kinds) -> {
          int[] seen = new int[kinds.length];
          Arrays.setAll(seen, i -> kinds[i] == target ? names.length : states[kinds[i]]);
          visits.add(user, times, seen);
        });
    return answer(log, visits.all(), names);
  }

  /// The number of each event among the states; what is rare is one state together.
  private static int[] states(EventLog log, int target) {
    int[] counts = new int[log.events().size()];
    for (int row = 0; row < log.size(); row++) {
      counts[log.event(row)]++;
    }
    List<Integer> often =
        IntStream.range(0, counts.length)
            .filter(event -> event != target)
            .boxed()
            .sorted(Comparator.comparingInt((Integer event) -> -counts[event]))
            .limit(STATES_MOST)
            .sorted()
            .toList();
    int[] states = new int[counts.length];
    Arrays.fill(states, often.size());
    for (int i = 0; i < often.size(); i++) {
      states[often.get(i)] = i;
    }
    return states;
  }

  private static String[] names(EventLog log, int[] states) {
    int kinds = log.events().size() - 1;
    String[] names = new String[Math.min(kinds, STATES_MOST + 1)];
    if (kinds > STATES_MOST) {
      names[STATES_MOST] = OTHER;
    }
    for (int event = 0; event < states.length; event++) {
      if (states[event] < Math.min(kinds, STATES_MOST)) {
        names[states[event]] = log.events().word(event);
      }
    }
    return names;
  }

  private Map<String, Object> answer(EventLog log, List<Visits.Visit> visits, String[] names) {
    long reached = visits.stream().filter(Visits.Visit::reached).count();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("task", "journey");
    answer.put("users", log.users().size());
    answer.put("visits", visits.size());
    answer.put("goal", goal);
    answer.put("goalVisits", reached);
    List<Map<String, Object>> states = new ArrayList<>();
    for (DropOff.Place place : DropOff.places(visits, names.length, seed)) {
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("event", names[place.event()]);
      state.put("visits", place.visits());
      state.put("pGoal", place.goal());
      state.put("loss", place.loss());
      state.put("pValue", place.pValue());
      state.put("significant", place.significant());
      state.put("removalEffect", place.removal());
      states.add(state);
    }
    answer.put("states", states);
    List<Map<String, Object>> paths = new ArrayList<>();
    for (Paths.Path path : Paths.successful(visits, names.length)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("events", Arrays.stream(path.events()).mapToObj(event -> names[event]).toList());
      one.put("lift", path.lift());
      one.put("interval", path.interval());
      one.put("support", path.support());
      one.put("reached", path.reached());
      paths.add(one);
    }
    answer.put("paths", paths);
    return answer;
  }
}
