package org.coomunity.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// A community of people who can pay each other, made over the public surface of a server that runs
/// elsewhere. The first is its admin.
public final class Neighbours implements AutoCloseable {
  public static final String SLUG = "vecinas";
  public static final String PASSWORD = "agua de panela con limon";
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final UnaryOperator<String> address;
  private final List<String> tokens = new ArrayList<>();

  /// An answer: its status and its body.
  public record Answer(int status, JsonNode body) {}

  /// @param address makes the address of a path; asked for each request
  public Neighbours(UnaryOperator<String> address) {
    this.address = address;
  }

  /// Opens the community and lets so many people join.
  public void settle(String operatorPassword, int people) {
    String operator = signIn("operator", operatorPassword);
    post(
        operator,
        "/communities",
        Map.of(
            "slug",
            SLUG,
            "name",
            "Vecinas",
            "country",
            "CO",
            "currency",
            Map.of("code", "LUKA", "name", "Lükas", "symbol", "Ł", "decimals", 2),
            "policy",
            Map.of("creditStart", "900.00", "creditCap", "900.00")));
    join(operator, 0, Map.of("role", "ADMIN"));
    tokens.add(signIn(handle(0), PASSWORD));
    IntStream.range(1, people).parallel().forEach(n -> join(tokens.getFirst(), n, Map.of()));
    IntStream.range(1, people).mapToObj(n -> signIn(handle(n), PASSWORD)).forEach(tokens::add);
  }

  private void join(String inviter, int n, Map<String, Object> invitation) {
    String code = post(inviter, path("/invitations"), invitation).get("code").asText();
    post(
        null,
        "/members",
        Map.of(
            "invitation",
            code,
            "handle",
            handle(n),
            "displayName",
            "Vecina " + n,
            "password",
            PASSWORD,
            "language",
            "es",
            "birthDate",
            "1980-05-17",
            "consents",
            Map.of("terms", true)));
  }

  /// The handle of the n-th, always of the same length.
  public static String handle(int n) {
    return "vecina-%03d".formatted(n);
  }

  /// A path inside the community.
  public static String path(String rest) {
    return "/communities/" + SLUG + rest;
  }

  /// The access token of the n-th.
  public String token(int n) {
    return tokens.get(n);
  }

  private String signIn(String handle, String password) {
    return post(null, "/session", Map.of("handle", handle, "password", password))
        .get("token")
        .asText();
  }

  /// A write that must succeed.
  public JsonNode post(@Nullable String token, String path, Object body) {
    try {
      Answer answer = send("POST", token, path, body);
      if (answer.status() >= 300) {
        throw new IllegalStateException(path + ": " + answer);
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /// Any request.
  ///
  /// @throws IOException when nobody knows what became of it
  public Answer send(String method, @Nullable String token, String path, @Nullable Object body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.apply("/api/v1" + path)))
            .timeout(ANSWER)
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
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = answer.body();
      return new Answer(answer.statusCode(), Json.MAPPER.readTree(text.isEmpty() ? "{}" : text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
