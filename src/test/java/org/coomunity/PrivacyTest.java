package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.registry.DataClass;
import org.coomunity.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Somebody with one of everything gets it all, takes their leave, is found nowhere, comes back,
/// and in the end is forgotten.
class PrivacyTest {
  private static final String ABEL = "abel";
  private static final String NAME = "Abelardo Quispe";
  private static final String EMAIL = "aq@example.org";

  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);
  private final Database database = Database.open(towns.platform().databaseUrl(), 2);
  private final PrivateRows rows = new PrivateRows(database);
  private final HttpClient client = HttpClient.newHttpClient();
  private final UUID abel =
      database.read(tx ->
          tx.query("select member_id from members.handle where handle = 'abel'")
              .mapTo(UUID.class)
              .one());

  @AfterEach
  void close() {
    client.close();
    database.close();
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  /// Abel already sells bread and has traded; here is the rest.
  private void oneOfEverything() {
    towns.ok("PATCH", ABEL, "/me", Map.of("displayName", NAME, "email", EMAIL, "text", "Panadero"));
    towns.ok("PUT", ABEL, "/me/settings", Map.of("settings", Map.of("theme", "dark")));
    String bread = towns.of(TwoTowns.ALFA).id("listings");
    assertThat(photo(bread)).isLessThan(300);
    String other =
        towns
            .made(
                "alma",
                in("/listings"),
                Map.of(
                    "side",
                    "offer",
                    "kind",
                    "SERVICE",
                    "category",
                    "education",
                    "title",
                    "Quechua"))
            .path("id")
            .asText();
    towns.ok("PUT", ABEL, in("/listings/" + other + "/favourite"), null);
    towns.made(ABEL, in("/listings/" + other + "/questions"), Map.of("text", "¿Los lunes?"));
    String accepted = towns.of(TwoTowns.ALFA).id("accepted");
    towns.made(ABEL, in("/trades/" + accepted + "/messages"), Map.of("text", "Ya está listo"));
    towns.ok("POST", "alma", in("/trades/" + accepted + "/complete"), null);
    towns.made(ABEL, in("/trades/" + accepted + "/ratings"), Map.of("overall", 5, "text", "Bien"));
    towns.made(
        "alma", in("/trades/" + accepted + "/ratings"), Map.of("overall", 4, "text", "Rico"));
    towns.made(ABEL, in("/invitations"), Map.of("gift", "1.00", "text", "Ven"));
    towns.made(ABEL, in("/organisations"), Map.of("handle", "horno", "displayName", "El Horno"));
    towns.made(ABEL, in("/takeovers"), Map.of("aim", "leave", "reason", "Me voy de viaje"));
    towns.joined(TwoTowns.ALFA, "aldo");
    new CommonLife(towns, clock).lived();
    towns.made(ABEL, "/me/blocks", Map.of("handle", "aldo"));
    towns.ok("PATCH", "ada", in("/members/" + ABEL), Map.of("role", "ADMIN"));
    towns.ok("PATCH", ABEL, in("/policy"), Map.of("fundRate", "0.03"));
    towns.made(ABEL, in("/announcements"), Map.of("title", "Feria", "text", "El sábado"));
    towns.ok("POST", ABEL, "/me/notices/seen", null);
    database.write(tx -> {
      tx.update(
              """
              insert into komunitin.draft (community_id, id, payer, payee, amount, words, state, author,
                created_at, updated_at)
              select community_id, gen_random_uuid(), 5, 6, 100, 'sal', 'new', no, now(), now()
              from communities.membership where handle = 'abel'
              """)
          .execute();
      return tx.update(
              """
              insert into lets.farewell (community_id, id, no, amount, farewell, actor, at)
              select community_id, gen_random_uuid(), no, 100, 'fund', no, now()
              from communities.membership where handle = 'abel'
              """)
          .execute();
    });
    rows.doorsAndWords(abel);
    await("/me/notices");
  }

  private void await(String list) {
    for (int n = 0; n < 2_000 && towns.read(ABEL, list).path("items").isEmpty(); n++) {
      Thread.onSpinWait();
    }
  }

  private int photo(String listing) {
    try {
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
      return towns
          .send(
              ABEL,
              HttpRequest.newBuilder(
                      towns.uri("/api/v1" + in("/listings/" + listing + "/photos/0")))
                  .header("Content-Type", "image/jpeg")
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(jpeg.toByteArray())))
          .status();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> get(@Nullable String who, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(towns.uri(path));
    if (who != null) {
      request.header("Authorization", "Bearer " + towns.token(who));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Map<String, byte[]> exported() {
    Map<String, byte[]> files = new TreeMap<>();
    HttpResponse<byte[]> answer = get(ABEL, "/api/v1/me/export");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return files;
  }

  private void exportedIsEverything() throws IOException {
    Map<String, byte[]> files = exported();
    for (DataClass data : House.data()) {
      if (data.export().isPresent()) {
        byte[] file = files.getOrDefault(data.key() + ".json", new byte[0]);
        assertThat(Json.MAPPER.readTree(file).size()).as(data.key()).isPositive();
      }
    }
    JsonNode profile = Json.MAPPER.readTree(files.get("profile.json")).get(0);
    assertThat(profile.path("email").asText()).isEqualTo(EMAIL);
    assertThat(profile.path("birthDate").asText()).isEqualTo("1980-05-17");
    JsonNode payment = Json.MAPPER.readTree(files.get("payments.json")).get(0);
    assertThat(List.of(payment.path("from").asText(), payment.path("amount").asText()))
        .containsExactly("alma", "2.94");
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("photos/"));
    String page = new String(files.get("index.html"), StandardCharsets.UTF_8);
    assertThat(page).contains("lang=\"es\"").contains("payments.json").doesNotContain("data.pay");
    String everything =
        files.values().stream()
            .map(file -> new String(file, StandardCharsets.ISO_8859_1))
            .reduce("", String::concat);
    assertThat(everything).doesNotContain("$argon2").doesNotContain(towns.token(ABEL));
    assertThat(get(null, "/api/v1/me/export").statusCode()).isEqualTo(401);
  }

  /// Every address that can be read, with what Abel had.
  private List<String> addresses(String handle) {
    Set<String> paths = new TreeSet<>();
    towns
        .document()
        .path("paths")
        .properties()
        .forEach(path -> {
          if (path.getValue().has("get") && !path.getKey().contains("/events")) {
            paths.add(
                path.getKey()
                    .replace("{slug}", TwoTowns.ALFA)
                    .replace("{id}", towns.of(TwoTowns.ALFA).idIn(path.getKey()))
                    .replace("{handle}", handle)
                    .replace("{n}", "0")
                    .replaceAll("\\{[a-zA-Z]+\\*?}", "x"));
          }
        });
    paths.remove("/api/v1/me/export");
    for (String page :
        List.of(
            "",
            "/market",
            "/people",
            "/community",
            "/trades",
            "/wallet",
            "/care",
            "/takeovers",
            "/people/" + handle,
            "/statement",
            "/people?q=ABEL",
            "/market?q=pan")) {
      paths.add("/es/c/" + TwoTowns.ALFA + page);
    }
    paths.add("/es/notifications");
    return new ArrayList<>(paths);
  }

  private List<String> found(String handle) {
    List<String> found = new ArrayList<>();
    for (String who : List.of("ada", "alma")) {
      for (String path : addresses(handle)) {
        HttpResponse<byte[]> answer = get(who, path);
        String text =
            new String(answer.body(), StandardCharsets.UTF_8).replace(path.substring(3), "");
        for (String trace : List.of("\"abel\"", "@abel", "/abel", ">abel", NAME, EMAIL)) {
          if (text.contains(trace)) {
            found.add(who + " " + path + ": " + trace);
          }
        }
      }
    }
    return found;
  }

  private String nobody() {
    return database.read(tx ->
        tx.query("select handle from members.member where member_id = :id")
            .bind("id", abel)
            .mapTo(String.class)
            .one());
  }

  private void leave() {
    towns.ok("PATCH", "ada", in("/members/" + ABEL), Map.of("role", "MEMBER"));
    towns.ok("PUT", ABEL, in("/organisations/horno/people/alma"), null);
    towns.ok("DELETE", ABEL, "/me", Map.of("password", TwoTowns.PASSWORD));
  }

  private void heard() {
    for (int n = 0; n < 4_000 && !listingsGone(); n++) {
      Thread.onSpinWait();
    }
  }

  private boolean listingsGone() {
    return database.read(tx ->
        tx.query(
                """
                select (select count(*) from market.listing l where l.owner = 2
                  and l.state = 'ACTIVE') + (select count(*) from ayni.rating where rated = 2)
                """)
            .mapTo(Long.class)
            .one())
        == 1; // the bread of the other community
  }

  @Test
  void whoever_takes_all_and_leaves_is_found_nowhere_and_within_thirty_days_comes_back()
      throws IOException {
    oneOfEverything();
    exportedIsEverything();
    assertThat(found(ABEL)).isNotEmpty();
    assertThat(towns.send("DELETE", ABEL, "/me", Map.of("password", "not mine at all")).code())
        .isEqualTo("wrong_login");
    String balance = towns.read(ABEL, in("/accounts/" + ABEL)).path("balance").asText();
    leave();
    heard();
    assertThat(found(ABEL)).isEmpty();
    assertThat(found(nobody())).isEmpty();
    assertThat(nobody()).startsWith("alguien-");
    assertThat(towns.send("GET", ABEL, "/me", null).status()).isEqualTo(401);
    assertThat(towns.verified()).isEmpty();
    // the gift of an invitation that nobody used came back to the rest
    assertThat(rows.waitingOf(nobody())).isEqualTo(minor(balance) + 100);
    assertThat(
            towns
                .send(
                    "POST", null, "/session", Map.of("handle", ABEL, "password", TwoTowns.PASSWORD))
                .code())
        .isEqualTo("on_leave");
    comesBack(balance);
  }

  private static long minor(String amount) {
    return Long.parseLong(amount.replace(".", ""));
  }

  private void comesBack(String before) {
    clock.advance(Duration.ofDays(29));
    towns.again("ada", TwoTowns.PASSWORD);
    assertThat(towns.platform().forget()).isZero();
    Map<String, String> said = new LinkedHashMap<>();
    said.put("handle", ABEL);
    said.put("password", "not mine at all");
    assertThat(towns.send("POST", null, "/session/return", said).code()).isEqualTo("wrong_login");
    said.put("password", TwoTowns.PASSWORD);
    assertThat(towns.ok("POST", null, "/session/return", said).path("member").asText())
        .isEqualTo(ABEL);
    towns.again(ABEL, TwoTowns.PASSWORD);
    JsonNode me = towns.read(ABEL, "/me");
    assertThat(me.path("email").asText()).isEqualTo(EMAIL);
    assertThat(me.path("profile").path("displayName").asText()).isEqualTo(NAME);
    JsonNode account = towns.read(ABEL, in("/accounts/" + ABEL));
    assertThat(minor(account.path("balance").asText())).isEqualTo(minor(before) + 100);
    assertThat(towns.read("ada", in("/members/" + ABEL)).toString()).contains(NAME);
    assertThat(towns.verified()).isEmpty();
  }

  @Test
  void after_thirty_days_the_key_is_destroyed_and_nothing_opens_what_is_left() {
    oneOfEverything();
    theLastAdminStays();
    byte[] sealed = rows.sealed(abel);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Quispe");
    leave();
    clock.advance(Duration.ofDays(30).plusMinutes(1));
    String handle = nobody();
    assertThat(towns.platform().forget()).isEqualTo(2);
    assertThat(towns.platform().forget()).isZero();
    assertThat(
            rows.count(
                "members.key k join members.member m using (member_id)", "m.gone_at notnull"))
        .isZero();
    assertThat(rows.sealed(abel)).isEmpty();
    for (String table : List.of("logins.password", "logins.session", "notices.notice")) {
      assertThat(
              rows.count(table + " t join members.member m using (member_id)", "m.gone_at notnull"))
          .as(table)
          .isZero();
    }
    assertThat(rows.count("trades.message", "words like 'Ya est%'")).isZero();
    assertThat(rows.count("market.photo", "true")).isZero();
    assertThat(rows.count("members.handle", "handle = 'abel'")).isZero();
    // what was theirs is given to the fund, and the books say so
    assertThat(rows.count("lets.farewell", "farewell = 'fund' and actor = 0")).isPositive();
    assertThat(rows.waitingOf(handle)).isZero();
    assertThat(towns.verified()).isEmpty();
    assertThat(
            towns
                .send(
                    "POST",
                    null,
                    "/session/return",
                    Map.of("handle", ABEL, "password", TwoTowns.PASSWORD))
                .code())
        .isEqualTo("wrong_login");
    towns.again("ada", TwoTowns.PASSWORD);
    towns.again("alma", TwoTowns.PASSWORD);
    assertThat(found(handle)).isEmpty();
    rows.draftLapses(towns, clock);
  }

  private void theLastAdminStays() {
    assertThat(towns.send("DELETE", "bea", "/me", Map.of("password", TwoTowns.PASSWORD)).code())
        .isEqualTo("last_admin");
    assertThat(
            towns
                .send(
                    "DELETE", "operator", "/me", Map.of("password", TestPlatform.OPERATOR_PASSWORD))
                .code())
        .isEqualTo("not_allowed");
    towns.ok("PATCH", "bea", TwoTowns.in(TwoTowns.BETA, "/members/bruna"), Map.of("role", "ADMIN"));
    towns.ok("DELETE", "bea", "/me", Map.of("password", TwoTowns.PASSWORD));
    assertThat(towns.read("bruna", TwoTowns.in(TwoTowns.BETA, "/members")).toString())
        .doesNotContain("\"bea\"");
  }
}
