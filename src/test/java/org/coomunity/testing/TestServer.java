package org.coomunity.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Doors;
import org.coomunity.base.platform.http.HttpServer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.http.ServerSettings;
import org.coomunity.base.platform.http.SocketRoute;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.observe.Observe;
import org.jspecify.annotations.Nullable;

/// The real server on a free port, with routes of the test's choosing and made-up people: the token
/// of a person is their handle. Sentences are the codes themselves.
public final class TestServer implements AutoCloseable {
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final Observe observe = new Observe();
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private TestServer(
      ServerSettings settings, List<Route> routes, List<SocketRoute> sockets, RateLimits limits) {
    Doors doors =
        new Doors(
            token -> Optional.ofNullable(callers.get(token)),
            (caller, slug, onBehalfOf) ->
                Optional.ofNullable(standings.get(onBehalfOf.orElse(caller.handle()) + "@" + slug)),
            (refusal, details, language) -> refusal.code() + " " + language.tag(),
            (exchange, status, code, sentence, fields) ->
                "<h1>" + status + " " + code + " " + fields + "</h1>");
    this.server =
        HttpServer.start(
            settings, new HttpServer.Parts(routes, sockets, doors, limits, List.of(), observe));
  }

  /// A server that never says `too_many`.
  public static TestServer start(List<Route> routes) {
    return start(ServerSettings.loopback(0), routes, List.of(), new RateLimits(1_000_000));
  }

  /// A server with everything chosen.
  public static TestServer start(
      ServerSettings settings, List<Route> routes, List<SocketRoute> sockets, RateLimits limits) {
    return new TestServer(settings, routes, sockets, limits);
  }

  /// Lets a person sign in with their handle as token.
  public TestServer person(String handle) {
    return person(caller(handle, false));
  }

  /// Lets an operator sign in with their handle as token.
  public TestServer operator(String handle) {
    return person(caller(handle, true));
  }

  /// Lets this person sign in with their handle as token.
  public TestServer person(Caller caller) {
    callers.put(caller.handle(), caller);
    return this;
  }

  /// Gives somebody, who need not be able to sign in, a place in a community.
  public TestServer standing(Standing standing) {
    standings.put(standing.handle() + "@" + standing.slug(), standing);
    return this;
  }

  /// Lets a person sign in and gives them a place in a community.
  public TestServer member(String handle, String slug, int no, Role role) {
    Caller caller = caller(handle, false);
    person(caller);
    MemberId member = caller.member();
    return standing(
        new Standing(
            new CommunityId(UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8))),
            slug,
            member,
            handle,
            no,
            role,
            member,
            no));
  }

  /// The made-up identifier of a person.
  public static MemberId memberId(String handle) {
    return new MemberId(UUID.nameUUIDFromBytes(handle.getBytes(StandardCharsets.UTF_8)));
  }

  private static Caller caller(String handle, boolean operator) {
    return new Caller(memberId(handle), handle, operator, new UUID(7, 7), Language.ES);
  }

  /// The address of a path on this server.
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /// The server itself.
  public HttpServer server() {
    return server;
  }

  /// What the server counted.
  public Observe observe() {
    return observe;
  }

  /// A GET as somebody; a null token is nobody's.
  public HttpResponse<String> get(@Nullable String token, String path) {
    return send("GET", token, path, null);
  }

  /// A POST of a value as JSON; a `String` is sent as it is.
  public HttpResponse<String> post(@Nullable String token, String path, Object body) {
    return send("POST", token, path, body);
  }

  /// Any request; a null body is none.
  public HttpResponse<String> send(
      String method, @Nullable String token, String path, @Nullable Object body) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(
                body instanceof String text ? text : Json.write(body));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  /// Any request at all.
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The `code` of a problem document.
  public static String code(HttpResponse<String> response) {
    try {
      return Json.MAPPER.readTree(response.body()).path("code").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    observe.close();
  }
}
