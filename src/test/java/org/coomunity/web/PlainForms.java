package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.coomunity.base.kernel.Uuid7;

/// Sends plain forms to the pages of a town, as a browser without script does.
final class PlainForms implements AutoCloseable {
  static final String HERE = "/es/c/" + WebTown.SLUG;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Map<String, String> tokens = new HashMap<>();
  private final WebTown town;

  PlainForms() {
    this(Map.of());
  }

  /// The same with more settings.
  PlainForms(Map<String, String> settings) {
    town = new WebTown(settings);
    town.story();
  }

  WebTown town() {
    return town;
  }

  /// Lets time pass; whoever was signed in signs in anew.
  void later(Duration time) {
    town.later(time);
    tokens.clear();
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder at(String token, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(town.url(path)));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> get(String token, String path) {
    return send(at(token, path));
  }

  HttpResponse<String> post(String token, String path, String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(i == 0 ? "" : "&").append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        at(token, path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  String token(String handle) {
    return tokens.computeIfAbsent(handle, town::token);
  }

  String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  String fresh() {
    return Uuid7.at(InstantSource.system().instant()).toString();
  }

  String joined(String handle) {
    town.join(handle, "Vecina " + handle, town.invite(token("luz"), Map.of()));
    return town.token(handle);
  }

  @Override
  public void close() {
    client.close();
    town.close();
  }
}
