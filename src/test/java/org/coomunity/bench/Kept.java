package org.coomunity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/// Where measurements are kept: a part of docs/benchmarks.md for each bench, with machine and date.
final class Kept {
  private static final Path PAGE = Path.of("docs", "benchmarks.md");

  private Kept() {}

  /// Puts a table in its part of the page, in place of the one before.
  static void keep(String bench, String table) throws IOException {
    String begin = "<!-- " + bench + ": begin -->\n";
    String end = "<!-- " + bench + ": end -->";
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(PAGE + " has no part for " + bench);
    }
    String part = "Measured on " + machine() + ".\n\n" + table.strip() + "\n";
    Files.writeString(PAGE, page.substring(0, from) + begin + part + page.substring(to));
  }

  private static String machine() throws IOException {
    LocalDate day = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    return "%s: %d cores (%s), %d GB of memory, %s %s, Java %s"
        .formatted(
            day,
            Runtime.getRuntime().availableProcessors(),
            first(Path.of("/proc/cpuinfo"), "model name"),
            Long.parseLong(first(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
                / 1_048_576,
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"));
  }

  private static String first(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) {
      return "0";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    }
  }
}
