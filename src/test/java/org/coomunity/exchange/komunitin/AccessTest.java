package org.coomunity.exchange.komunitin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.coomunity.exchange.komunitin.KeyServer.claims;
import static org.coomunity.exchange.komunitin.KomunitinTown.code;
import static org.coomunity.exchange.komunitin.KomunitinTown.json;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who may use the contract: our own tokens, and those of a foreign issuer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
  private static final String ACCOUNTING = "komunitin_accounting";
  private static final String CURRENCIES = "/currencies";

  private KomunitinTown town;

  @BeforeAll
  void open() {
    town = new KomunitinTown();
  }

  @AfterAll
  void close() {
    town.close();
  }

  private static Date in(Duration time) {
    return Date.from(InstantSource.system().instant().plus(time));
  }

  @Test
  void a_token_of_the_issuer_stands_for_the_member_it_names() {
    String byHandle = town.keys.signed(claims("tomas", "openid " + ACCOUNTING).build());
    assertThat(town.read(byHandle, CURRENCIES).path("data")).hasSize(1);
    String curve = KeyServer.signed(town.keys.curve, "ec-1", claims("tomas", ACCOUNTING).build());
    assertThat(town.get(curve, "/LUKA/transfers").statusCode()).isEqualTo(200);
    Map<String, Object> paid = town.transfer(UUID.randomUUID(), "tomas", "maria", 7, "committed");
    assertThat(town.post(byHandle, paid).statusCode()).isEqualTo(201);
    assertThat(town.get(byHandle, "/LUKA.selva/accounts").statusCode()).isEqualTo(404);
    String nobody = town.keys.signed(claims("nobody", ACCOUNTING).build());
    assertThat(town.get(nobody, CURRENCIES).statusCode()).isEqualTo(401);
  }

  @Test
  void a_token_that_is_not_good_is_nobodys() throws JOSEException {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put(
        "over",
        town.keys.signed(
            claims("tomas", ACCOUNTING).expirationTime(in(Duration.ofMinutes(-1))).build()));
    bad.put("endless", town.keys.signed(claims("tomas", ACCOUNTING).expirationTime(null).build()));
    bad.put(
        "early",
        town.keys.signed(
            claims("tomas", ACCOUNTING).notBeforeTime(in(Duration.ofMinutes(2))).build()));
    bad.put("audience", town.keys.signed(claims("tomas", ACCOUNTING).audience("else").build()));
    bad.put(
        "issuer",
        town.keys.signed(claims("tomas", ACCOUNTING).issuer("https://else.example").build()));
    bad.put("none", new PlainJWT(claims("tomas", ACCOUNTING).build()).serialize());
    bad.put(
        "key",
        KeyServer.signed(
            new RSAKeyGenerator(2048).generate(), "rsa-1", claims("tomas", ACCOUNTING).build()));
    bad.put("name", KeyServer.signed(town.keys.rsa, "rsa-2", claims("tomas", ACCOUNTING).build()));
    bad.put("other", KeyServer.signed(town.keys.rsa, "ec-1", claims("tomas", ACCOUNTING).build()));
    bad.put("shared", shared(claims("tomas", ACCOUNTING).build()));
    String good = town.keys.signed(claims("tomas", ACCOUNTING).build());
    bad.put("cut", good.substring(0, good.length() - 4));
    bad.put("words", "not.a.token");
    bad.put("long", good + "a".repeat(9_000));
    bad.forEach((what, token) -> {
      HttpResponse<String> answer = town.get(token, CURRENCIES);
      assertThat(answer.statusCode()).as(what).isEqualTo(401);
      assertThat(code(answer)).as(what).isEqualTo("Unauthorized");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(json(answer).path("errors").path(0).path("status").asText()).isEqualTo("401");
    });
    assertThat(town.get(null, CURRENCIES).statusCode()).isEqualTo(401);
    // unknown names were asked for once at most
    assertThat(town.keys.asked.get()).isLessThanOrEqualTo(2);
  }

  /// The public key used as the secret of HS256: the oldest trick against careless verifiers.
  private String shared(JWTClaimsSet claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims);
    token.sign(new MACSigner(town.keys.rsa.toRSAPublicKey().getEncoded()));
    return token.serialize();
  }

  @Test
  void scopes_say_how_far_a_token_reaches() {
    String openid = town.keys.signed(claims("tomas", "openid").build());
    assertThat(town.get(openid, CURRENCIES).statusCode()).isEqualTo(403);
    String reader = town.keys.signed(claims(null, "komunitin_accounting_read_all").build());
    assertThat(town.read(reader, CURRENCIES).path("data")).hasSize(2);
    assertThat(town.read(reader, "/LUKA.selva/accounts").path("data")).hasSize(1);
    assertThat(town.read(reader, "/LUKA/accounts?sort=-balance").path("data")).hasSize(4);
    assertThat(
            town.post(reader, town.transfer(UUID.randomUUID(), "luz", "maria", 1, "committed"))
                .statusCode())
        .isEqualTo(403);
    String above = town.keys.signed(claims("zoe", "komunitin_superadmin").build());
    assertThat(town.get(above, "/LUKA.pachamama/transfers").statusCode()).isEqualTo(200);
    assertThat(
            town.send(
                    "POST",
                    above,
                    "/LUKA.pachamama/transfers",
                    Map.of(
                        "data", town.transfer(UUID.randomUUID(), "luz", "maria", 1, "committed")))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void communities_of_one_code_are_kept_apart() {
    assertThat(town.read("luz", CURRENCIES).path("data").findValuesAsText("self"))
        .contains("http://127.0.0.1/komunitin/LUKA/currency");
    assertThat(town.read("zoe", "/LUKA/accounts").path("data")).hasSize(1);
    assertThat(town.read("luz", "/LUKA/accounts").path("data")).hasSize(4);
    assertThat(town.read("luz", "/LUKA.pachamama/accounts").path("data")).hasSize(4);
    String account = town.account("tomas");
    assertThat(town.get("zoe", "/LUKA/accounts/" + account).statusCode()).isEqualTo(404);
    assertThat(town.read("zoe", "/LUKA/accounts?filter[id]=" + account).path("data")).isEmpty();
    assertThat(town.read("zoe", "/LUKA/transfers?filter[account]=" + account).path("data"))
        .isEmpty();
    for (String path :
        List.of(
            "/currency",
            "/currency/settings",
            "/accounts",
            "/accounts.csv",
            "/accounts/" + account,
            "/accounts/" + account + "/settings",
            "/transfers",
            "/transfers.csv",
            "/trustlines",
            "/stats/amount",
            "/stats/accounts",
            "/stats/transfers")) {
      HttpResponse<String> answer = town.get("zoe", "/LUKA.pachamama" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(code(answer)).isEqualTo("NotFound");
      assertThat(town.get("zoe", "/NONE" + path).statusCode()).isEqualTo(404);
      assertThat(town.get(null, "/LUKA" + path).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void without_keys_nobody_gets_in_and_no_redirect_is_followed() {
    TestClock clock = new TestClock();
    try (KeyServer keys = new KeyServer()) {
      Komunitin.Issuer issuer =
          new Komunitin.Issuer(KeyServer.ISSUER, KeyServer.AUDIENCE, URI.create(keys.address()));
      String token =
          keys.signed(claims("tomas", ACCOUNTING).expirationTime(in(Duration.ofHours(2))).build());
      try (Tickets tickets = new Tickets(issuer, clock)) {
        keys.status = 302;
        assertThat(refusal(() -> tickets.read(token))).isEqualTo(Refusal.BUSY);
        assertThat(refusal(() -> tickets.read(token))).isEqualTo(Refusal.BUSY);
        assertThat(keys.asked).hasValue(1);
        clock.advance(Duration.ofSeconds(31));
        keys.status = 200;
        assertThat(tickets.read(token).subject()).contains("tomas");
        assertThat(tickets.read(token).scopes()).containsExactly(ACCOUNTING);
        assertThat(keys.asked).hasValue(2);
        keys.status = 500;
        clock.advance(Duration.ofMinutes(9));
        assertThat(tickets.read(token).subject()).isEqualTo(Optional.of("tomas"));
        clock.advance(Duration.ofMinutes(2));
        assertThat(refusal(() -> tickets.read(token))).isEqualTo(Refusal.BUSY);
      }
    }
  }

  private static Refusal refusal(ThrowableAssert.ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    return ((Refused) thrown).refusal();
  }
}
