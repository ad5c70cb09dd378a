package org.coomunity.people.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.coomunity.base.platform.seal.Seal;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void the_test_vectors_of_rfc_6238_come_out(long second, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)), 8)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "5, 254676", "9, 520489"})
  void the_test_vectors_of_rfc_4226_come_out(long counter, String code) {
    assertThat(Totp.code(SECRET, counter, 6)).isEqualTo(code);
  }

  @Test
  void a_code_of_the_step_before_or_after_fits_and_none_further_away() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = Totp.step(now);
    for (int away = -3; away <= 3; away++) {
      assertThat(Totp.fits(SECRET, Totp.code(SECRET, step + away, 6), now, 0).isPresent())
          .as("%d", away)
          .isEqualTo(Math.abs(away) <= 1);
    }
  }

  @Test
  void a_step_that_was_taken_does_not_fit_again_nor_does_one_before_it() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = Totp.step(now);
    assertThat(Totp.fits(SECRET, Totp.code(SECRET, step, 6), now, step)).isEmpty();
    assertThat(Totp.fits(SECRET, Totp.code(SECRET, step - 1, 6), now, step)).isEmpty();
    assertThat(Totp.fits(SECRET, Totp.code(SECRET, step + 1, 6), now, step)).hasValue(step + 1);
  }

  @Test
  void base32_is_that_of_rfc_4648_without_padding() {
    assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Totp.uri("CoomUnity", "luz", SECRET))
        .startsWith("otpauth://totp/CoomUnity:luz?secret=GEZDGNBV");
  }

  @Test
  void a_sealed_secret_opens_for_its_member_and_its_key_only() {
    byte[] key = new byte[32];
    Seal seal = new Seal(key);
    byte[] sealed = seal.close(TestServer.memberId("luz"), SECRET);
    assertThat(seal.open(TestServer.memberId("luz"), sealed)).isEqualTo(SECRET);
    assertThat(seal.close(TestServer.memberId("luz"), SECRET)).isNotEqualTo(sealed);
    assertThatThrownBy(() -> seal.open(TestServer.memberId("ben"), sealed))
        .isInstanceOf(IllegalStateException.class);
    byte[] other = new byte[32];
    other[0] = 1;
    assertThatThrownBy(() -> new Seal(other).open(TestServer.memberId("luz"), sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waits_grow_and_end() {
    assertThat(FactorRules.wait(4)).isZero();
    assertThat(FactorRules.wait(5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(FactorRules.wait(8)).isEqualTo(Duration.ofSeconds(8));
    assertThat(FactorRules.wait(1_000_000)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void recovery_codes_differ_and_are_read_however_they_are_typed() {
    Random random = new Random(7);
    assertThat(IntStream.range(0, 1_000).mapToObj(n -> FactorRules.recoveryCode(random)))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z2-9]{5}-[a-z2-9]{5}"));
    assertThat(FactorRules.kept(" ABCDE fghjk ")).isEqualTo(FactorRules.kept("abcde-fghjk"));
    assertThat(FactorRules.digits("123 456")).hasValue("123456");
    assertThat(FactorRules.digits("12345")).isEmpty();
  }
}
