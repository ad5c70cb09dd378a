package org.coomunity.analytics.evaluate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A file of rows that a call writes beside its answer, TAB between fields, a header first; without
/// a file the rows go nowhere.
final class Sink implements Consumer<List<Object>>, AutoCloseable {
  private final @Nullable BufferedWriter writer;

  Sink(@Nullable Path file, String... header) throws IOException {
    writer = file == null ? null : Files.newBufferedWriter(file);
    accept(List.of((Object[]) header));
  }

  @Override
  public void accept(List<Object> row) {
    if (writer != null) {
      try {
        writer.write(row.stream().map(Sink::text).collect(Collectors.joining("\t", "", "\n")));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static String text(Object field) {
    if (field instanceof Double number) {
      return Double.isNaN(number) ? "" : number.toString();
    }
    return field.toString().replaceAll("[\\t\\r\\n]", " ");
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
