package org.coomunity.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.coomunity.analytics.journeys.Told;
import org.coomunity.bench.IntakeRun.Handed;
import org.jspecify.annotations.Nullable;

/// The events of a file, to be handed in: rows `user time event`, fields parted by TAB, or by
/// blanks where the first line has no TAB; times in seconds or ISO 8601; a header is passed over.
///
/// The intake takes its own kinds of event: each name in the file stands for one of five. Each
/// event happens when it is handed in, and what somebody did among some hundred thousand that
/// follow each other is handed in at once.
final class FileEvents {
  private static final int BATCH_MOST = 500;
  private static final int TOGETHER = 200_000;

  private final int[] who;
  private final int[] what;

  /// Where each batch begins in the order in which they are handed in, and that order.
  private final List<Integer> begins = new ArrayList<>();

  private final int[] order;

  private FileEvents(int[] who, int[] what) {
    this.who = who;
    this.what = what;
    this.order = new int[who.length];
    for (int from = 0; from < who.length; from += TOGETHER) {
      int[] some =
          IntStream.range(from, Math.min(who.length, from + TOGETHER))
              .boxed()
              .sorted(Comparator.comparingInt(row -> who[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(some, 0, order, from, some.length);
      for (int i = from; i < from + some.length; i++) {
        boolean same = i > from && who[order[i]] == who[order[i - 1]];
        if (!same || i - begins.getLast() == BATCH_MOST) {
          begins.add(i);
        }
      }
    }
    begins.add(who.length);
  }

  /// @throws IllegalArgumentException for a row that is none
  static FileEvents read(Path file) throws IOException {
    Map<String, Integer> people = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    int[] who = new int[1_024];
    int[] what = new int[1_024];
    int size = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      String sign = null;
      int no = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        no++;
        if (line.isBlank()) {
          continue;
        }
        sign = sign == null ? line.indexOf('\t') < 0 ? " +" : "\t" : sign;
        String[] fields = line.strip().split(sign, -1);
        if (fields.length < 3 || !isTime(fields[1])) {
          if (no == 1) {
            continue;
          }
          throw new IllegalArgumentException(file + ":" + no + ": not user, time, event");
        }
        if (size == who.length) {
          who = Arrays.copyOf(who, 2 * size);
          what = Arrays.copyOf(what, 2 * size);
        }
        who[size] = people.computeIfAbsent(fields[0], name -> people.size());
        what[size++] = names.computeIfAbsent(fields[2], name -> names.size());
      }
    }
    if (size == 0) {
      throw new IllegalArgumentException(file + ": no events");
    }
    return new FileEvents(Arrays.copyOf(who, size), Arrays.copyOf(what, size));
  }

  private static boolean isTime(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException word) {
      try {
        return Instant.parse(text).isAfter(Instant.MIN);
      } catch (DateTimeException neither) {
        return false;
      }
    }
  }

  int size() {
    return who.length;
  }

  /// All of them once, each with an identifier of its own.
  Supplier<@Nullable Handed> handed() {
    AtomicInteger next = new AtomicInteger();
    long seed = System.nanoTime();
    return () -> {
      int no = next.getAndIncrement();
      if (no >= begins.size() - 1) {
        return null;
      }
      SplittableRandom random = new SplittableRandom(seed + no);
      List<Told> batch = new ArrayList<>();
      for (int i = begins.get(no); i < begins.get(no + 1); i++) {
        String type = IntakeRun.TYPES[what[order[i]] % IntakeRun.TYPES.length].word();
        batch.add(IntakeRun.told(random, type, InstantSource.system().instant()));
      }
      return new Handed(who[order[begins.get(no)]], batch);
    };
  }
}
