package org.coomunity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestClock;
import org.jspecify.annotations.Nullable;

/// The whole platform with two communities that know nothing of each other, made over the public
/// surface: `alfa` of Ada (its admin), Abel and Alma, and `beta` of Bea, Berto and Bruna. In each
/// the second sells bread, the third has asked about it, proposed two trades (one is accepted),
/// paid once and is asked to pay once more.
public final class TwoTowns implements AutoCloseable {
  /// Everybody's password.
  public static final String PASSWORD = "agua de panela con limon";

  public static final String ALFA = "alfa";
  public static final String BETA = "beta";

  /// What a community has, by the word in its addresses.
  public record Belongings(Map<String, String> ids) {
    /// The identifier of the thing that an address of the public surface names.
    ///
    /// @param path with parameters in braces
    public String idIn(String path) {
      return ids.entrySet().stream()
          .filter(thing -> path.contains("/" + thing.getKey() + "/{id}"))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseGet(() -> ids.get("trades"));
    }

    /// The identifier of a thing, by the word in its address.
    public String id(String of) {
      return Optional.ofNullable(ids.get(of)).orElseThrow();
    }
  }

  /// An answer: its status, its body, and whether it says that it is an old one.
  public record Answer(
      int status, JsonNode body, boolean replay, Map<String, List<String>> headers) {
    /// The code of a problem document.
    public String code() {
      return body.path("code").asText();
    }
  }

  /// The first of them by a clock of its own, closed: later ones begin as a copy of its rows.
  private record First(
      TestPlatform platform,
      Instant at,
      Map<String, String> tokens,
      Belongings alfas,
      Belongings betas) {}

  private static final Map<String, String> ONE_KEY = Map.of("SECRET_KEY", "5e".repeat(32));
  private static @Nullable First first;

  private final TestPlatform platform;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Belongings alfas;
  private final Belongings betas;

  /// Both communities, with what happened in them.
  public TwoTowns() {
    this(Map.of());
  }

  /// The same on a platform with more settings.
  public TwoTowns(Map<String, String> settings) {
    this(TestPlatform.start(settings));
  }

  /// The same by a clock of the test, which is set to when both were settled.
  public TwoTowns(TestClock clock) {
    this(first(), clock);
  }

  private TwoTowns(First first, TestClock clock) {
    clock.set(first.at());
    this.platform = TestPlatform.copyOf(first.platform(), ONE_KEY, clock);
    this.tokens.putAll(first.tokens());
    this.alfas = first.alfas();
    this.betas = first.betas();
  }

  private static synchronized First first() {
    First known = first;
    if (known == null) {
      TestClock clock = new TestClock();
      try (TwoTowns towns = new TwoTowns(TestPlatform.start(ONE_KEY, clock))) {
        // Else the night would be due in each copy, beside what a test writes of it.
        towns.platform.night();
        known = new First(towns.platform, clock.instant(), towns.tokens, towns.alfas, towns.betas);
      }
      first = known;
    }
    return known;
  }

  private TwoTowns(TestPlatform platform) {
    this.platform = platform;
    tokens.put("operator", signIn("operator", TestPlatform.OPERATOR_PASSWORD));
    this.alfas = settle(ALFA, List.of("ada", "abel", "alma"));
    this.betas = settle(BETA, List.of("bea", "berto", "bruna"));
  }

  private Belongings settle(String slug, List<String> people) {
    String admin = people.get(0);
    String seller = people.get(1);
    String buyer = people.get(2);
    made(
        "operator",
        "/communities",
        Map.of(
            "slug",
            slug,
            "name",
            "Comunidad " + slug,
            "country",
            "CO",
            "currency",
            Map.of("code", "LUKA", "name", "Lükas", "symbol", "Ł", "decimals", 2),
            "policy",
            Map.of("creditStart", "50.00", "creditCap", "50.00")));
    join(admin, made("operator", in(slug, "/invitations"), Map.of("role", "ADMIN")));
    join(seller, made(admin, in(slug, "/invitations"), Map.of()));
    join(buyer, made(admin, in(slug, "/invitations"), Map.of()));
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("invitations", made(admin, in(slug, "/invitations"), Map.of()).path("id").asText());
    String listing = bread(slug, seller);
    ids.put("listings", listing);
    ids.put(
        "question",
        made(
                buyer,
                in(slug, "/listings/" + listing + "/questions"),
                Map.of("text", "¿Es para llevar?"))
            .path("id")
            .asText());
    ids.put(
        "announcements",
        made(admin, in(slug, "/announcements"), Map.of("title", "Asamblea", "text", "El lunes."))
            .path("id")
            .asText());
    ids.putAll(lesson(slug, admin));
    ids.put("trades", trade(slug, buyer, seller));
    String accepted = trade(slug, buyer, seller);
    ok("POST", seller, in(slug, "/trades/" + accepted + "/accept"), null);
    ids.put("accepted", accepted);
    ids.put(
        "payments",
        made(buyer, in(slug, "/payments"), Map.of("to", seller, "amount", "2.00", "concept", "pan"))
            .path("id")
            .asText());
    ids.put(
        "payment-requests",
        made(
                seller,
                in(slug, "/payment-requests"),
                Map.of("from", buyer, "amount", "1.00", "concept", "sal"))
            .path("id")
            .asText());
    return new Belongings(Map.copyOf(ids));
  }

  /// A Mundo with a playlist and the draft of an item.
  private Map<String, String> lesson(String slug, String admin) {
    Map<String, Object> words = Map.of("language", "es", "title", "Ayni", "text", "Dar y recibir.");
    Map<String, Object> label = Map.of("language", "es", "texts", List.of(words));
    String mundo = made(admin, in(slug, "/learning/mundos"), label).path("id").asText();
    String playlist =
        made(admin, in(slug, "/learning/mundos/" + mundo + "/playlists"), label)
            .path("id")
            .asText();
    Map<String, Object> content =
        Map.of("kind", "TEXT", "language", "es", "texts", List.of(words), "questions", List.of());
    String item =
        made(
                admin,
                in(slug, "/learning/playlists/" + playlist + "/items"),
                Map.of("content", content))
            .path("id")
            .asText();
    return Map.of("mundos", mundo, "playlists", playlist, "items", item);
  }

  private String bread(String slug, String seller) {
    return made(
            seller,
            in(slug, "/listings"),
            Map.of(
                "side", "offer",
                "kind", "PRODUCT",
                "category", "food",
                "title", "Pan de yuca",
                "text", "Recién horneado.",
                "price", "1.50",
                "tags", List.of("pan")))
        .path("id")
        .asText();
  }

  private String trade(String slug, String buyer, String seller) {
    return made(
            buyer,
            in(slug, "/trades"),
            Map.of("buyer", buyer, "seller", seller, "amount", "3.00", "concept", "pan"))
        .path("id")
        .asText();
  }

  private void join(String handle, JsonNode invitation) {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("invitation", invitation.path("code").asText());
    draft.put("handle", handle);
    draft.put("displayName", handle);
    draft.put("password", PASSWORD);
    draft.put("language", "es");
    draft.put("birthDate", "1980-05-17");
    draft.put("consents", Map.of("terms", true));
    made(null, "/members", draft);
    tokens.put(handle, signIn(handle, PASSWORD));
  }

  /// Lets one more person join a community, invited by its admin.
  public void joined(String slug, String handle) {
    join(handle, made(slug.equals(ALFA) ? "ada" : "bea", in(slug, "/invitations"), Map.of()));
  }

  /// Lets one more person join a community, invited by one of its members.
  public void invited(String slug, String by, String handle) {
    join(handle, made(by, in(slug, "/invitations"), Map.of()));
  }

  /// Lets one more person join `alfa` in a role.
  void joinedAs(String handle, Role role) {
    join(handle, made("ada", in(ALFA, "/invitations"), Map.of()));
    ok("PATCH", "ada", in(ALFA, "/members/" + handle), Map.of("role", role.name()));
  }

  private String signIn(String handle, String password) {
    return ok("POST", null, "/session", Map.of("handle", handle, "password", password))
        .path("token")
        .asText();
  }

  /// A path inside a community.
  public static String in(String slug, String rest) {
    return "/communities/" + slug + rest;
  }

  /// What `alfa` or `beta` has.
  public Belongings of(String slug) {
    return slug.equals(ALFA) ? alfas : betas;
  }

  /// The access token of somebody.
  public String token(String handle) {
    return Optional.ofNullable(tokens.get(handle)).orElseThrow();
  }

  /// Something that must be made, by a person (null for nobody).
  public JsonNode made(@Nullable String who, String path, Object body) {
    return ok("POST", who, path, body);
  }

  /// A request that must succeed.
  public JsonNode ok(String method, @Nullable String who, String path, @Nullable Object body) {
    Answer answer = send(method, who, path, body);
    if (answer.status() >= 300) {
      throw new IllegalStateException(method + " " + path + ": " + answer);
    }
    return answer.body();
  }

  /// What somebody reads.
  public JsonNode read(String who, String path) {
    return ok("GET", who, path, null);
  }

  /// Any request under `/api/v1`; a `String` or bytes are sent as they are, null is no body.
  ///
  /// @param who a handle; null for nobody
  public Answer send(String method, @Nullable String who, String path, @Nullable Object body) {
    byte[] bytes =
        switch (body) {
          case null -> new byte[0];
          case byte[] raw -> raw;
          case String text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          default -> Json.bytes(body);
        };
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1" + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return send(who, request);
  }

  /// Any request at all, made somebody's.
  public Answer send(@Nullable String who, HttpRequest.Builder request) {
    if (who != null) {
      request.header("Authorization", "Bearer " + token(who));
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      boolean json = type.contains("json") && !type.contains("ndjson");
      return new Answer(
          response.statusCode(),
          Json.MAPPER.readTree(json ? response.body() : "{}"),
          response.headers().firstValue("Idempotent-Replay").isPresent(),
          response.headers().map());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// All routes of the platform, pages too.
  List<Route> routes() {
    return platform.routes();
  }

  /// A page as a stranger's browser asks for it.
  HttpResponse<String> page(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// A text that anybody may read.
  public String text(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The OpenAPI document.
  public JsonNode document() {
    return send(null, HttpRequest.newBuilder(uri("/openapi.json"))).body();
  }

  /// Logs somebody in anew.
  public void again(String handle, String password) {
    tokens.put(handle, signIn(handle, password));
  }

  /// The platform it all happens on.
  public TestPlatform platform() {
    return platform;
  }

  /// What is wrong with the books, each with its number; empty when all is well.
  public List<String> verified() {
    return platform.verified();
  }

  /// An address on the platform, with its whole path.
  public URI uri(String path) {
    return URI.create(platform.url(path));
  }

  @Override
  public void close() {
    client.close();
    platform.close();
  }
}
