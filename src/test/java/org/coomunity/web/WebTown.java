package org.coomunity.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.TestPlatform;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// A platform with one community, made over the public surface: Luz looks after it, Tomás and María
/// were invited by her. Everybody's password is `agua de panela con limon`.
public final class WebTown implements AutoCloseable {
  public static final String PASSWORD = "agua de panela con limon";
  public static final String SLUG = "pachamama";
  private static final String COMMUNITY = "/communities/" + SLUG;

  /// The pages of somebody who is not logged in, without the language.
  public static final List<String> STRANGER =
      List.of(
          "",
          "/login",
          "/forgot",
          "/reset?token=x",
          "/recover?handle=luz&code=x",
          "/join/nothing",
          "/privacy",
          "/words",
          "/c/pachamama/transparency",
          "/offline",
          "/nothing/here");

  /// The pages of a member, without the language.
  public static final List<String> PAGES =
      List.of(
          "/c/pachamama",
          "/c/pachamama/community",
          "/c/pachamama/people",
          "/c/pachamama/people?q=tomas&element=AIR",
          "/c/pachamama/announcements",
          "/c/pachamama/announcements/new",
          "/c/pachamama/proposals",
          "/c/pachamama/proposals?tab=decided",
          "/c/pachamama/proposals/new",
          "/c/pachamama/proposals/new?does=fundPayment",
          "/c/pachamama/voice",
          "/c/pachamama/charter",
          "/c/pachamama/people/luz",
          "/c/pachamama/people/tomas",
          "/c/pachamama/invite",
          "/c/pachamama/market",
          "/c/pachamama/market?q=mochila&side=want",
          "/c/pachamama/market/new",
          "/c/pachamama/trades",
          "/c/pachamama/wallet",
          "/c/pachamama/wallet/pay?to=tomas",
          "/c/pachamama/wallet/pay?to=tomas&amount=0.25&id=00000000-0000-7000-8000-000000000001&review=yes",
          "/c/pachamama/wallet/statement",
          "/c/pachamama/wallet/ask",
          "/c/pachamama/wallet/code?amount=1.50&concept=Pan",
          "/c/pachamama/wallet/requests",
          "/c/pachamama/wallet/automatic",
          "/c/pachamama/agreements",
          "/c/pachamama/care",
          "/c/pachamama/health",
          "/c/pachamama/leave",
          "/c/pachamama/takeovers",
          "/c/pachamama/translations",
          "/c/pachamama/seeing/insights",
          "/c/pachamama/transparency",
          "/c/pachamama/organisations/new",
          "/c/pachamama/people/tomas/care",
          "/c/pachamama/trades?only=disputes",
          "/c/pachamama/market?sort=price&only=mine",
          "/me",
          "/me/security",
          "/me/privacy",
          "/me/goodbye",
          "/notifications",
          "/settings/notifications",
          "/keys",
          "/c/pachamama?tour=4",
          "/words");

  private volatile Duration ahead = Duration.ZERO;
  private final List<String> more = new ArrayList<>();
  private final TestPlatform platform;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String operator;

  public WebTown() {
    this(Map.of());
  }

  /// The same with more settings.
  public WebTown(Map<String, String> settings) {
    this.platform =
        TestPlatform.start(settings, () -> InstantSource.system().instant().plus(ahead));
    this.operator = token("operator", TestPlatform.OPERATOR_PASSWORD);
    post(
        operator,
        "/communities",
        Map.of(
            "slug",
            SLUG,
            "name",
            "Pachamama Sierra Nevada",
            "country",
            "CO",
            "currency",
            Map.of("code", "LUKA", "name", "Lükas", "symbol", "Ł", "decimals", 2)));
    join("luz", "Luz Marina Ospina", invite(operator, Map.of("role", "ADMIN")));
    join("tomas", "Tomás Arhuaco", invite(token("luz"), Map.of("text", "Ven con tu telar.")));
    join("maria", "María Chaparro", invite(token("luz"), Map.of()));
  }

  /// The JDBC address of its database.
  String databaseUrl() {
    return platform.databaseUrl();
  }

  /// Lets time pass; log-ins of before last for some minutes.
  public void later(Duration time) {
    ahead = ahead.plus(time);
  }

  /// Lets something happen: an offer, a want, a trade that was completed, one that waits for Luz.
  public void story() {
    String tomas = token("tomas");
    String luz = token("luz");
    JsonNode offer =
        post(
            tomas,
            COMMUNITY + "/listings",
            Map.of(
                "side", "offer",
                "kind", "PRODUCT",
                "category", "crafts",
                "title", "Mochila arhuaca tejida a mano",
                "text", "Lana de oveja virgen.",
                "price", "2.50",
                "tags", List.of("tejido")));
    post(
        tomas,
        COMMUNITY + "/listings",
        Map.of(
            "side", "want",
            "kind", "SERVICE",
            "category", "transport",
            "title", "Llevar tres canastos al mercado",
            "text", "El sábado.",
            "tags", List.of()));
    String done = propose(luz, "luz", "tomas", "1.25", "Arreglo de la cerca");
    post(tomas, COMMUNITY + "/trades/" + done + "/accept", Map.of());
    post(luz, COMMUNITY + "/trades/" + done + "/complete", Map.of());
    String waiting = propose(tomas, "tomas", "luz", "0.50", "Semillas de frijol");
    String reserved = propose(luz, "luz", "tomas", "0.25", "Hilo de fique");
    post(tomas, COMMUNITY + "/trades/" + reserved + "/accept", Map.of());
    more.add("/c/pachamama/market/" + offer.get("id").asText());
    for (String trade : List.of(done, waiting, reserved)) {
      more.add("/c/pachamama/trades/" + trade);
    }
  }

  /// The pages of Luz, those of the story among them.
  public List<String> pages() {
    List<String> all = new ArrayList<>(PAGES);
    all.addAll(more);
    return all;
  }

  /// Proposes a trade and says its identifier.
  public String propose(String token, String buyer, String seller, String amount, String concept) {
    return post(
            token,
            COMMUNITY + "/trades",
            Map.of("buyer", buyer, "seller", seller, "amount", amount, "concept", concept))
        .get("id")
        .asText();
  }

  /// The code of a new invitation.
  public String invite(String token, Map<String, Object> draft) {
    return post(token, "/communities/" + SLUG + "/invitations", draft).get("code").asText();
  }

  /// Somebody joins.
  void join(String handle, String name, String code) {
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("invitation", code);
    draft.put("handle", handle);
    draft.put("displayName", name);
    draft.put("password", PASSWORD);
    draft.put("language", "es");
    draft.put("birthDate", "1980-05-17");
    draft.put("consents", Map.of("terms", true));
    post(null, "/members", draft);
  }

  /// An access token of somebody.
  public String token(String handle) {
    return token(handle, PASSWORD);
  }

  /// An access token of somebody whose password is another.
  String token(String handle, String password) {
    return post(null, "/session", Map.of("handle", handle, "password", password))
        .get("token")
        .asText();
  }

  /// A write over the public surface, which must succeed.
  public JsonNode post(@Nullable String token, String path, Object body) {
    return send("POST", token, path, body);
  }

  /// What the public surface says, which must succeed.
  public JsonNode get(String token, String path) {
    return send("GET", token, path, Map.of());
  }

  /// A change over the public surface, which must succeed.
  public JsonNode patch(String token, String path, Object body) {
    return send("PATCH", token, path, body);
  }

  /// What is put in its place over the public surface, which must succeed.
  public JsonNode put(String token, String path, Object body) {
    return send("PUT", token, path, body);
  }

  /// A write over the public surface that may be refused, because a job was there before.
  ///
  /// @return the status of the answer
  public int attempt(String token, String path, Object body) {
    return answer("POST", token, path, body).statusCode();
  }

  private JsonNode send(String method, @Nullable String token, String path, Object body) {
    HttpResponse<String> answer = answer(method, token, path, body);
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return Json.read(answer.body().isEmpty() ? "{}" : answer.body(), JsonNode.class);
  }

  private HttpResponse<String> answer(
      String method, @Nullable String token, String path, Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url("/api/v1" + path)))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// An address on the platform.
  public String url(String path) {
    return platform.url(path);
  }

  /// Logs somebody in on the page and ends at the start.
  public void logIn(Page page, String handle) {
    logIn(page, handle, PASSWORD);
  }

  /// Logs the operator in on the page.
  public void logInOperator(Page page) {
    logIn(page, "operator", TestPlatform.OPERATOR_PASSWORD);
  }

  private void logIn(Page page, String handle, String password) {
    page.navigate(url("/es/login"));
    page.locator("[name=handle]").fill(handle);
    page.locator("[name=password]").fill(password);
    page.locator("main form .gold").click();
    page.waitForURL(url -> !url.endsWith("/login"));
  }

  @Override
  public void close() {
    client.close();
    platform.close();
  }
}
