package org.coomunity.village;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// The public surface of the platform, seen from outside.
final class Surface implements AutoCloseable {
  private static final HttpClient PROBE =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Ground ground;

  Surface(Ground ground) {
    this.ground = ground;
  }

  /// The status of an address; 0 when nobody answers.
  static int status(String url) {
    try {
      return PROBE
          .send(
              HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Asks.
  ///
  /// @param path below `/api/v1`
  /// @param as handle of an organisation; null for oneself
  /// @throws IOException when nobody knows what became of it
  Answered send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String as,
      @Nullable Object body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ground.url("/api/v1" + path)))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (as != null) {
      request.header("On-Behalf-Of", as);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = answer.body();
      JsonNode node = Json.MAPPER.readTree(text.isEmpty() ? "{}" : text);
      boolean replay =
          answer.headers().firstValue("Idempotent-Replay").filter("true"::equals).isPresent();
      return new Answered(answer.statusCode(), node, replay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// Reads something line by line.
  String lines(String path, String token) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ground.url("/api/v1" + path)))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/x-ndjson")
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + ": " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// Asks what must be done.
  JsonNode must(String method, String path, @Nullable String token, Map<String, Object> body) {
    try {
      Answered answered = send(method, path, token, null, body.isEmpty() ? null : body);
      if (!answered.done()) {
        throw new IllegalStateException(path + ": " + answered);
      }
      return answered.body();
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
