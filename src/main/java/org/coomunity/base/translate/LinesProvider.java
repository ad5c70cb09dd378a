package org.coomunity.base.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.base.platform.json.Json;

/// A program of the operator's own, on the command line only: for each text it reads one line of
/// JSON, `{"from","to","text","concepts","attempt"}`, and writes one, `{"text"}` or the text alone
/// as a JSON string.
final class LinesProvider implements Provider, AutoCloseable {
  private static final int LINE_MOST = 1024 * 1024;

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final Duration patience;

  /// @param command for the shell
  LinesProvider(String command, Duration patience) {
    this.patience = patience;
    try {
      this.process =
          new ProcessBuilder("sh", "-c", command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new Failure("the command does not start", e);
    }
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public String id() {
    return "lines";
  }

  @Override
  public MarkForm marks() {
    return MarkForm.BRACKETS;
  }

  @Override
  public List<String> translate(Batch batch) {
    CompletableFuture<List<String>> said = new CompletableFuture<>();
    Thread.ofVirtual().name("lines").start(() -> ask(batch, said));
    try {
      return said.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException broken) {
      throw new Failure("the command gave no answer", broken);
    } catch (TimeoutException slow) {
      process.destroyForcibly();
      throw new Failure("no answer in time", slow);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", hurried);
    }
  }

  private void ask(Batch batch, CompletableFuture<List<String>> said) {
    try {
      List<String> texts = new ArrayList<>();
      for (String text : batch.texts()) {
        questions.write(
            Json.write(
                Map.of(
                    "from", batch.from().tag(),
                    "to", batch.to().tag(),
                    "text", text,
                    "concepts", batch.sheet(),
                    "attempt", batch.attempt())));
        questions.newLine();
        questions.flush();
        texts.add(answer(line()));
      }
      said.complete(texts);
    } catch (IOException | Failure broken) {
      said.completeExceptionally(broken);
    }
  }

  /// A line that never ends does not fill the memory.
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0 || line.length() == LINE_MOST) {
        process.destroyForcibly();
        throw new Failure(c < 0 ? "the command ended" : "a line without end");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private static String answer(String line) {
    try {
      JsonNode answer = Json.MAPPER.readTree(line);
      JsonNode text = answer.isObject() ? answer.path("text") : answer;
      if (text.isTextual()) {
        return text.asText();
      }
    } catch (JsonProcessingException broken) {
      throw new Failure("no JSON", broken);
    }
    throw new Failure("no text");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
