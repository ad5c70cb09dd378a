package org.coomunity.analytics.evaluate;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A file of rows: UTF-8 (with a byte order mark or not), LF or CRLF, plain or gzip, `-` for
/// standard input; fields parted by TAB, by runs of blanks, or by what `--separator` says.
final class Table {
  private static final int BUFFER = 1 << 20;
  private static final int LINE_MOST = 1 << 20;

  private final String file;
  private final InputStream standard;
  private final TableOptions options;
  private final Columns columns;
  private final Times times;

  /// @param file a path, or `-`
  /// @param standard what `-` means
  Table(String file, InputStream standard, TableOptions options, Columns columns) {
    this.file = file;
    this.standard = standard;
    this.options = options;
    this.columns = columns;
    this.times = new Times(options.milliseconds());
  }

  Times times() {
    return times;
  }

  /// A row as it is given to who reads; it is the same object for each row.
  final class Row {
    private final List<String> fields = new ArrayList<>();
    private int[] places = {};
    private long line;

    /// A known column by its number; empty when it is optional and not there.
    String text(int column) {
      int place = places[column];
      return place < 0 ? "" : fields.get(place);
    }

    boolean has(int column) {
      return places[column] >= 0;
    }

    long time(int column) {
      try {
        return times.parse(text(column));
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }

    /// A finite number.
    double number(int column) {
      try {
        double value = Double.parseDouble(text(column));
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw wrong("'" + text(column) + "' is not a number");
      }
      throw wrong("'" + text(column) + "' is not a finite number");
    }

    Unusable wrong(String what) {
      return Unusable.at(file, line, what);
    }
  }

  /// Opens a file or standard input, unpacked.
  static InputStream open(String file, InputStream standard) throws IOException {
    if (!file.equals("-") && !Files.isRegularFile(Path.of(file))) {
      throw new Unusable("there is no file " + file);
    }
    InputStream raw = file.equals("-") ? standard : Files.newInputStream(Path.of(file));
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    return first == 0x1f && second == 0x8b ? new GZIPInputStream(in, BUFFER) : in;
  }

  /// Reads all rows in the order of the file.
  void read(Consumer<Row> each) throws IOException {
    long line = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(open(file, standard), StandardCharsets.UTF_8.newDecoder()),
            BUFFER)) {
      Reading reading = null;
      for (String text = next(reader); text != null; text = next(reader)) {
        line++;
        if (line == 1 && text.startsWith("\uFEFF")) {
          text = text.substring(1);
        }
        if (text.length() > LINE_MOST) {
          throw Unusable.at(file, line, "the line is too long");
        }
        if (text.isBlank()) {
          continue;
        }
        if (reading == null) {
          reading = new Reading(text, line);
          if (reading.headed) {
            continue;
          }
        }
        if (reading.take(text, line)) {
          each.accept(reading.row);
        }
      }
    } catch (CharacterCodingException e) {
      throw Unusable.at(file, line + 1, "it is not UTF-8");
    } catch (ZipException e) {
      throw Unusable.at(file, line + 1, "the gzip is damaged");
    }
  }

  private static @Nullable String next(BufferedReader reader) throws IOException {
    return reader.readLine();
  }

  /// The state between the first line and the last.
  private final class Reading {
    private final char sign;
    private final boolean headed;
    private final @Nullable List<String> header;
    private final Map<String, String> named;
    private final List<Condition> conditions = new ArrayList<>();
    private final Row row = new Row();
    private boolean placed;
    private int widest;

    Reading(String first, long line) {
      Character said = options.sign();
      sign = said != null ? said : first.indexOf('\t') >= 0 ? '\t' : ' ';
      named = options.named(columns.known());
      List<String> fields = new ArrayList<>();
      split(first, sign, fields, line);
      Boolean yes = options.withHeader();
      headed = yes != null ? yes : columns.isHeader(fields, named);
      header = headed ? fields : null;
      if (headed) {
        place(fields.size());
      }
    }

    private void place(int width) {
      row.places = columns.places(header, named, width, file);
      for (int place : row.places) {
        widest = Math.max(widest, place);
      }
      options
          .conditions()
          .forEach((column, value) ->
              conditions.add(new Condition(columns.place(column, header, row.places), value)));
      conditions.forEach(condition -> widest = Math.max(widest, condition.place()));
      placed = true;
    }

    /// Whether the row is kept.
    boolean take(String text, long line) {
      row.line = line;
      split(text, sign, row.fields, line);
      if (!placed) {
        place(row.fields.size());
      }
      if (row.fields.size() <= widest) {
        throw row.wrong("it has " + row.fields.size() + " fields, and should have " + (widest + 1));
      }
      for (Condition condition : conditions) {
        if (!row.fields.get(condition.place()).equals(condition.value())) {
          return false;
        }
      }
      return true;
    }
  }

  private record Condition(int place, String value) {}

  private void split(String text, char sign, List<String> into, long line) {
    into.clear();
    if (sign == ' ') {
      blanks(text, into);
      return;
    }
    int from = 0;
    while (from <= text.length()) {
      if (sign != '\t' && from < text.length() && text.charAt(from) == '"') {
        from = quoted(text, sign, from, into, line);
      } else {
        int to = text.indexOf(sign, from);
        to = to < 0 ? text.length() : to;
        into.add(text.substring(from, to));
        from = to + 1;
      }
    }
  }

  private static void blanks(String text, List<String> into) {
    int from = 0;
    int length = text.length();
    while (from < length) {
      while (from < length && text.charAt(from) <= ' ') {
        from++;
      }
      int to = from;
      while (to < length && text.charAt(to) > ' ') {
        to++;
      }
      if (to > from) {
        into.add(text.substring(from, to));
      }
      from = to;
    }
  }

  /// A field in quotes, in which the separator may stand and a doubled quote is one.
  private int quoted(String text, char sign, int from, List<String> into, long line) {
    StringBuilder field = new StringBuilder();
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '"') {
        field.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append('"');
        at += 2;
      } else {
        break;
      }
    }
    if (at >= text.length() || (at + 1 < text.length() && text.charAt(at + 1) != sign)) {
      throw Unusable.at(file, line, "a quote is not closed");
    }
    into.add(field.toString());
    return at + 2;
  }

  /// A reader over a whole file, for tables with a format of their own.
  static Reader text(String file, InputStream standard) throws IOException {
    return new InputStreamReader(open(file, standard), StandardCharsets.UTF_8.newDecoder());
  }
}
