package org.coomunity.people.communities;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.TestPlatform;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// The platform as people reach it: in Pacha Ana is admin, Sol steward, Mo moderator, Mia a member;
/// in Wallpa Eva is admin. Everybody has the same password.
final class PeopleSurface implements AutoCloseable {
  static final String PASSWORD = "agua de panela con limon";
  static final String PACHA = "/communities/pacha";
  static final String WALLPA = "/communities/wallpa";

  private final TestPlatform platform;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  PeopleSurface(Map<String, String> settings) {
    this.platform = TestPlatform.start(settings);
    for (String slug : new String[] {"pacha", "wallpa"}) {
      must("POST", "operator", "/communities", community(slug));
    }
    join("ana", code("operator", PACHA, Map.of("role", "ADMIN")));
    join("eva", code("operator", WALLPA, Map.of("role", "ADMIN")));
    for (String handle : new String[] {"sol", "mo", "mia"}) {
      join(handle, code("ana", PACHA, Map.of()));
    }
    must("PATCH", "ana", PACHA + "/members/sol", Map.of("role", "STEWARD"));
    must("PATCH", "ana", PACHA + "/members/mo", Map.of("role", "MODERATOR"));
  }

  static Map<String, Object> community(String slug) {
    return Map.of(
        "slug",
        slug,
        "name",
        slug + "!",
        "currency",
        Map.of("code", "LUKA", "name", "Lükas", "symbol", "Ł", "decimals", 2),
        "policy",
        Map.of("creditStart", "3.00", "openBooks", true));
  }

  static Map<String, Object> person(String handle, String code) {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("invitation", code);
    draft.put("handle", handle);
    draft.put("displayName", handle + "!");
    draft.put("email", handle + "@example.org");
    draft.put("password", PASSWORD);
    draft.put("language", "en");
    draft.put("birthDate", "1980-05-17");
    draft.put("consents", Map.of("terms", true));
    return draft;
  }

  void join(String handle, String code) {
    must("POST", null, "/members", person(handle, code));
  }

  /// A new member of Pacha.
  void newcomer(String handle) {
    join(handle, code("ana", PACHA, Map.of()));
  }

  String code(String who, String community, Map<String, Object> draft) {
    return must("POST", who, community + "/invitations", draft).get("code").asText();
  }

  /// An access token of somebody, kept.
  String token(String handle) {
    String known = tokens.get(handle);
    if (known == null) {
      known = signIn(handle).get("token").asText();
      tokens.put(handle, known);
    }
    return known;
  }

  /// The token that was kept is over.
  void forget(String handle) {
    tokens.remove(handle);
  }

  JsonNode signIn(String handle) {
    String password = handle.equals("operator") ? TestPlatform.OPERATOR_PASSWORD : PASSWORD;
    return must("POST", null, "/session", Map.of("handle", handle, "password", password));
  }

  /// A request that must go well.
  JsonNode must(String method, @Nullable String who, String path, @Nullable Object body) {
    HttpResponse<String> answer = send(method, who, path, body);
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return json(answer);
  }

  HttpResponse<String> send(
      String method, @Nullable String who, String path, @Nullable Object body, String... headers) {
    return sendAs(method, who == null ? null : token(who), path, body, headers);
  }

  HttpResponse<String> sendAs(
      String method,
      @Nullable String token,
      String path,
      @Nullable Object body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(platform.url(path.startsWith("/es") ? path : "/api/v1" + path)))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(
                        body instanceof String text ? text : Json.write(body)));
    if (body != null) {
      request.header(
          "Content-Type",
          body instanceof String ? "application/x-www-form-urlencoded" : "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  static String said(HttpResponse<String> answer) {
    return answer.statusCode() + " " + json(answer).path("code").asText();
  }

  @Override
  public void close() {
    client.close();
    platform.close();
  }
}
