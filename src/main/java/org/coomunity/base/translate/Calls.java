package org.coomunity.base.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.observe.Trace;

/// Asks a provider over HTTP: without following redirects, for a bounded time from the first byte
/// sent to the last received, and for a bounded answer.
final class Calls {
  static final int ANSWER_MOST = 1024 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Duration patience;

  Calls(Duration patience) {
    this.patience = patience;
  }

  /// The JSON answer to a JSON question.
  ///
  /// @throws Provider.Failure for anything else
  JsonNode ask(URI to, String authorization, Object question) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(question)));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    String trace = Trace.parent();
    if (trace != null) {
      request.header("traceparent", trace);
    }
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_MOST));
    try {
      HttpResponse<byte[]> answer = sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new Provider.Failure("status " + answer.statusCode());
      }
      return Json.MAPPER.readTree(new String(answer.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException slow) {
      throw new Provider.Failure("no answer in time", slow);
    } catch (ExecutionException broken) {
      throw new Provider.Failure(
          "no answer", Objects.requireNonNullElse(broken.getCause(), broken));
    } catch (JsonProcessingException garbled) {
      throw new Provider.Failure("no JSON", garbled);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new Provider.Failure("interrupted", stop);
    } finally {
      sent.cancel(true);
    }
  }
}
