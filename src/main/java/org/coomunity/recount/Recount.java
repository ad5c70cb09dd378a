package org.coomunity.recount;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Counts an exported record again and says in plain words what agrees, or the first line that does
/// not fit. `docs/record.md` of the platform says what such a file holds.
///
/// Answers 0 when everything agrees, 1 when something does not, 2 when the file cannot be read.
public final class Recount {
  static final int AGREES = 0;
  static final int DIFFERS = 1;
  static final int UNREADABLE = 2;

  private static final int LONGEST_LINE = 1 << 20;
  private static final int AT_ONCE = 1 << 18;

  private Recount() {}

  /// Counts the file that is named.
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length != 1) {
      out.println("Say which file: recount FILE");
      System.exit(UNREADABLE);
    }
    System.exit(run(Path.of(args[0]), out));
  }

  /// Counts a file and writes what it found.
  public static int run(Path file, PrintStream out) {
    try (InputStream in = Files.newInputStream(file)) {
      Count count = new Count();
      read(in, count);
      count.end();
      if (count.isEmpty()) {
        out.println("It cannot be read: there is nothing in it.");
        return UNREADABLE;
      }
      count.tell(out);
      out.println("Everything that this file shows agrees.");
      return AGREES;
    } catch (Misfit misfit) {
      out.println("Line %d does not fit: %s.".formatted(misfit.line(), misfit.getMessage()));
      return DIFFERS;
    } catch (IOException failure) {
      out.println("It cannot be read: " + failure.getMessage());
      return UNREADABLE;
    }
  }

  /// Cuts the stream into lines.
  private static void read(InputStream in, Count count) throws IOException, Misfit {
    byte[] buffer = new byte[LONGEST_LINE + AT_ONCE];
    int kept = 0;
    long line = 1;
    int got = in.read(buffer, 0, AT_ONCE);
    while (got >= 0) {
      int end = kept + got;
      int begin = 0;
      for (int i = kept; i < end; i++) {
        if (buffer[i] == '\n') {
          count.line(line++, buffer, begin, i - begin);
          begin = i + 1;
        }
      }
      kept = end - begin;
      if (kept > LONGEST_LINE) {
        throw new IOException("line " + line + " is longer than a line may be");
      }
      System.arraycopy(buffer, begin, buffer, 0, kept);
      got = in.read(buffer, kept, AT_ONCE);
    }
    if (kept > 0) {
      count.line(line, buffer, 0, kept);
    }
  }
}
