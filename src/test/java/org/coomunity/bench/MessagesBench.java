package org.coomunity.bench;

import com.ibm.icu.message2.MessageFormatter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.coomunity.base.messageformat.MessageFormat;
import org.coomunity.base.messageformat.MessageFormat.Isolation;

/// How many texts one thread formats in a second of its own processor time, beside ICU4J's own
/// formatter in the same run. Rounds are interleaved and the median is shown.
///
/// Arguments: `--millis N` for each figure and round, `--rounds N`, `--write` (keeps the table in
/// docs/benchmarks.md).
@SuppressWarnings("JavaUtilDate") // ICU4J formats dates of this kind
public final class MessagesBench {
  private static final int VALUES = 200;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final String PLURAL =
      ".input {$n :number}\n.match $n\none {{{$n} persona}}\nmany {{{$n} de personas}}\n"
          + "* {{{$n} personas}}";

  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private long length;

  private MessagesBench() {}

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    int millis = Figures.number(options, "--millis", 1_500);
    int rounds = Figures.number(options, "--rounds", 5);
    MessagesBench bench = new MessagesBench();
    for (int round = 0; round <= rounds; round++) {
      bench.round(millis, round > 0);
    }
    String table = bench.table();
    System.out.println(table);
    System.err.println("characters written: " + bench.length);
    if (options.contains("--write")) {
      Kept.keep("messages", table);
    }
  }

  /// The first round only warms up.
  private void round(int millis, boolean counts) {
    compare("constant", "Todo está en su sitio", i -> Map.of(), millis, counts);
    compare("one value", "Hola {$name}", i -> Map.of("name", "Ana"), millis, counts);
    compare("plural", PLURAL, i -> Map.of("n", i), millis, counts);
    compare(
        "date",
        "El {$day :date length=long}",
        i -> Map.of("day", Date.from(Instant.ofEpochMilli(1_790_000_000_000L + i * 86_400_000L))),
        millis,
        counts);
    add(
        "parse",
        "ours",
        counts,
        rate(
            millis,
            i -> MessageFormat.of("es", PLURAL, Isolation.SPARING).faults().isEmpty() ? "." : ""));
    add(
        "parse",
        "ICU4J",
        counts,
        rate(
            millis,
            i ->
                MessageFormatter.builder()
                    .setPattern(PLURAL)
                    .setLocale(Locale.of("es"))
                    .build()
                    .toString()));
  }

  private void compare(
      String name,
      String source,
      IntFunction<Map<String, Object>> arguments,
      int millis,
      boolean counts) {
    MessageFormat ours = MessageFormat.of("es", source, Isolation.SPARING);
    MessageFormatter other =
        MessageFormatter.builder().setPattern(source).setLocale(Locale.of("es")).build();
    List<Map<String, Object>> values = IntStream.range(0, VALUES).mapToObj(arguments).toList();
    add(name, "ours", counts, rate(millis, i -> ours.format(values.get(i)).text()));
    add(name, "ICU4J", counts, rate(millis, i -> other.formatToString(values.get(i))));
  }

  private double rate(int millis, IntFunction<String> text) {
    long begin = THREAD.getCurrentThreadCpuTime();
    long end = begin + millis * 1_000_000L;
    long done = 0;
    while (THREAD.getCurrentThreadCpuTime() < end) {
      for (int i = 0; i < VALUES; i++) {
        length += text.apply(i).length();
      }
      done += VALUES;
    }
    return done * 1e9 / (THREAD.getCurrentThreadCpuTime() - begin);
  }

  private void add(String name, String whose, boolean counts, double rate) {
    if (counts) {
      rates.computeIfAbsent(name + ", " + whose, n -> new ArrayList<>()).add(rate);
    }
  }

  private String table() {
    StringBuilder table =
        new StringBuilder("| what | a second | lowest - highest | ICU4J | of ICU4J |\n")
            .append("|---|--:|--:|--:|--:|\n");
    rates.forEach((name, all) -> {
      if (name.endsWith("ours")) {
        String what = name.substring(0, name.indexOf(','));
        double other = median(rates.getOrDefault(what + ", ICU4J", List.of()));
        List<Double> sorted = all.stream().sorted().toList();
        table.append(
            "| %s | %,.0f | %,.0f - %,.0f | %,.0f | %.1f |%n"
                .formatted(
                    what,
                    median(all),
                    sorted.getFirst(),
                    sorted.getLast(),
                    other,
                    median(all) / other));
      }
    });
    return table.toString();
  }

  private static double median(List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
