package org.coomunity.exchange.komunitin;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Spreadsheet;

/// A table in CSV, written page by page as it is read. `csvfields` chooses columns.
final class Table {
  private final List<String> columns;

  /// Fetches the next page.
  @FunctionalInterface
  interface Pages<T> {
    /// The rows after so many; none at the end.
    List<T> after(int rows);
  }

  /// Writes a page as lines.
  @FunctionalInterface
  interface Lines<T> {
    void of(List<T> page, Consumer<Map<String, String>> line);
  }

  Table(List<String> all, Parameters parameters) {
    this.columns =
        parameters
            .text("csvfields")
            .map(text ->
                Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(all::contains)
                    .toList())
            .filter(chosen -> !chosen.isEmpty())
            .orElse(all);
  }

  Answer answer(String name, Answer.Stream body) {
    return Answer.stream("text/csv; charset=utf-8", body)
        .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  }

  <T> void write(OutputStream out, Pages<T> pages, Lines<T> lines) throws IOException {
    // the stream belongs to the server, so the writer is flushed and not closed
    OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(writer);
    csv.writeRecord(columns);
    int seen = 0;
    List<T> page = pages.after(seen);
    while (!page.isEmpty()) {
      lines.of(
          page, line -> csv.writeRecord(columns.stream().map(name -> cell(line, name)).toList()));
      seen += page.size();
      page = pages.after(seen);
    }
    csv.flush();
    writer.flush();
  }

  private static String cell(Map<String, String> line, String column) {
    return Spreadsheet.safe(line.getOrDefault(column, ""));
  }
}
