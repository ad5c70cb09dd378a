package org.coomunity.exchange.komunitin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.TestPlatform;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// The whole platform with two communities that both count in LUKA: Pachamama with Luz (who looks
/// after it), Tomás, María and Caro, and Selva with Zoe. Credit is 10.00 for everybody.
final class KomunitinTown implements AutoCloseable {
  static final String ROOT = "/komunitin";
  private static final String PASSWORD = "agua de panela con limon";

  final KeyServer keys = new KeyServer();
  private final TestPlatform platform;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Map<String, String> accounts = new LinkedHashMap<>();

  KomunitinTown() {
    platform =
        TestPlatform.start(
            Map.of(
                "KOMUNITIN_ISSUER", KeyServer.ISSUER,
                "KOMUNITIN_AUDIENCE", KeyServer.AUDIENCE,
                "KOMUNITIN_JWKS", keys.address()));
    signIn("operator", TestPlatform.OPERATOR_PASSWORD);
    open("pachamama", "luz");
    for (String handle : List.of("tomas", "maria", "caro")) {
      join("pachamama", "luz", handle, Map.of());
    }
    open("selva", "zoe");
  }

  private void open(String slug, String admin) {
    own(
        "operator",
        "/communities",
        Map.of(
            "slug",
            slug,
            "name",
            slug,
            "country",
            "CO",
            "currency",
            Map.of("code", "LUKA", "name", "Lükas", "symbol", "Ł", "decimals", 2),
            "policy",
            Map.of("creditStart", "10.00")));
    join(slug, "operator", admin, Map.of("role", "ADMIN"));
  }

  private void join(String slug, String inviter, String handle, Map<String, Object> invitation) {
    String code =
        own(inviter, "/communities/" + slug + "/invitations", invitation).path("code").asText();
    own(
        null,
        "/members",
        Map.of(
            "invitation", code,
            "handle", handle,
            "displayName", handle,
            "password", PASSWORD,
            "language", "es",
            "birthDate", "1980-05-17",
            "consents", Map.of("terms", true)));
    signIn(handle, PASSWORD);
  }

  private void signIn(String handle, String password) {
    tokens.put(
        handle,
        own(null, "/session", Map.of("handle", handle, "password", password))
            .path("token")
            .asText());
  }

  /// A write on our own surface that must succeed.
  JsonNode own(@Nullable String who, String path, Object body) {
    HttpResponse<String> answer =
        send("POST", token(who), "/api/v1" + path, body, "application/json");
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return Json.read(answer.body(), JsonNode.class);
  }

  @Nullable String token(@Nullable String who) {
    return who == null ? null : tokens.getOrDefault(who, who);
  }

  /// A request of the contract by somebody: a handle, or a token of their own.
  HttpResponse<String> send(
      String method, @Nullable String who, String path, @Nullable Object body) {
    return send(method, token(who), ROOT + path, body, "application/vnd.api+json");
  }

  private HttpResponse<String> send(
      String method, @Nullable String token, String path, @Nullable Object body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(platform.url(path.replace("[", "%5B").replace("]", "%5D"))))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (body != null) {
      request.header("Content-Type", type);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
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

  HttpResponse<String> get(@Nullable String who, String path) {
    return send("GET", who, path, null);
  }

  /// What somebody reads, which must be there.
  JsonNode read(String who, String path) {
    HttpResponse<String> answer = get(who, path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return json(answer);
  }

  static JsonNode json(HttpResponse<String> answer) {
    return Json.read(answer.body(), JsonNode.class);
  }

  /// The code of a refusal.
  static String code(HttpResponse<String> answer) {
    return json(answer).path("errors").path(0).path("code").asText();
  }

  /// The identifier of somebody's account in Pachamama.
  String account(String handle) {
    return accounts.computeIfAbsent(
        handle,
        who ->
            read(who, "/LUKA/accounts?filter[user]=" + who)
                .path("data")
                .path(0)
                .path("id")
                .asText());
  }

  /// A balance in minor units, read by its owner.
  long balance(String handle) {
    return read(handle, "/LUKA/accounts/" + account(handle))
        .path("data")
        .path("attributes")
        .path("balance")
        .asLong();
  }

  /// A transfer as a client writes it down.
  Map<String, Object> transfer(UUID id, String payer, String payee, long amount, String state) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("amount", amount);
    attributes.put("state", state);
    attributes.put("meta", Map.of("description", "pan"));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", "transfers");
    data.put("id", id.toString());
    data.put("attributes", attributes);
    data.put(
        "relationships", Map.of("payer", party(account(payer)), "payee", party(account(payee))));
    return data;
  }

  static Map<String, Object> party(String account) {
    return Map.of("data", Map.of("type", "accounts", "id", account));
  }

  HttpResponse<String> post(String who, Object data) {
    return send("POST", who, "/LUKA/transfers", Map.of("data", data));
  }

  /// Brings a transfer into a state.
  HttpResponse<String> state(String who, UUID id, String state) {
    return patch(who, id, Map.of("attributes", Map.of("state", state)));
  }

  HttpResponse<String> patch(String who, UUID id, Object data) {
    return send("PATCH", who, "/LUKA/transfers/" + id, Map.of("data", data));
  }

  static String stateOf(HttpResponse<String> answer) {
    return json(answer).path("data").path("attributes").path("state").asText();
  }

  @Override
  public void close() {
    client.close();
    platform.close();
    keys.close();
  }
}
