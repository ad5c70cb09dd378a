package org.coomunity.people.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Secret;
import org.coomunity.people.logins.LoginRules.Refreshing;
import org.coomunity.people.logins.LoginRules.Worth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a password and a token must be, and what a refresh token is worth.
class LoginRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final MemberId ANA = new MemberId(new UUID(1, 2));
  private static final UUID SESSION = new UUID(3, 4);
  private static final byte[] NEWEST = LoginRules.sha256("newest");
  private static final byte[] BEFORE = LoginRules.sha256("before");

  private static Worth worth(String token, Duration after, boolean ended) {
    Refreshing session = new Refreshing(NEWEST, BEFORE, NOW, NOW.plus(LoginRules.REFRESH), ended);
    return LoginRules.worth(session, LoginRules.sha256(token), NOW.plus(after));
  }

  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource({
    "newest, PT0S,      false, GOOD",
    "newest, P29D,      false, GOOD",
    "newest, P30D,      false, OVER",
    "newest, PT1S,      true,  OVER",
    "before, PT9.999S,  false, LATE",
    "before, PT10S,     false, STOLEN",
    "before, PT10S,     true,  OVER",
    "madeup, PT1S,      false, STOLEN",
  })
  void a_refresh_token_is_worth_something_once(
      String token, Duration after, boolean ended, Worth expected) {
    assertThat(worth(token, after, ended)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "short pass,          false",
    "short,               true",
    "aaaaaaaaaaaaaaaa,    true",
    "abababababababab,    true",
    "Contraseña1,         true",
    "iloveyou12,          true",
    "la luna de noviembre, false",
    "luzmarinaospina,     true",
  })
  void a_password_counts_by_its_length_and_by_who_else_has_it(String password, boolean weak) {
    assertThat(LoginRules.weak(new Secret(password), "luzmarinaospina")).isEqualTo(weak);
    assertThat(LoginRules.weak(new Secret("abcdef".repeat(50)), "luz")).isTrue();
  }

  @Test
  void a_token_tells_whose_it_is_and_keeps_its_secret_as_a_hash() {
    byte[] secret = LoginRules.sha256("secret");
    String token = LoginRules.token(ANA, SESSION, secret).reveal();
    LoginRules.Parts parts = LoginRules.parts(token).orElseThrow();
    assertThat(parts.member()).isEqualTo(ANA);
    assertThat(parts.session()).isEqualTo(SESSION);
    assertThat(parts.hash()).isEqualTo(LoginRules.sha256(secret)).isNotEqualTo(secret);
    assertThat(LoginRules.parts(token + "A")).isEmpty();
    assertThat(LoginRules.parts("")).isEmpty();
    assertThat(LoginRules.parts("!".repeat(token.length()))).isEmpty();
  }

  @Test
  void a_recovery_code_is_read_however_it_was_typed() {
    String code = LoginRules.code(LoginRules.sha256("random"));
    assertThat(code).matches("([A-Z2-9]{4}-){4}[A-Z2-9]{4}").doesNotContain("O", "I", "0", "1");
    assertThat(LoginRules.typed(" " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
        .isEqualTo(code);
    assertThat(LoginRules.typed("")).isEmpty();
  }

  @Test
  void an_address_is_known_again_but_not_kept() {
    byte[] origin = LoginRules.origin(ANA, "192.0.2.1");
    assertThat(origin).isEqualTo(LoginRules.origin(ANA, "192.0.2.1"));
    assertThat(origin).isNotEqualTo(LoginRules.origin(new MemberId(SESSION), "192.0.2.1"));
    assertThat(LoginRules.origin(ANA, "")).isEmpty();
  }
}
