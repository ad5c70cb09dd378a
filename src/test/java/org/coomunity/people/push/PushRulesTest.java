package org.coomunity.people.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.coomunity.people.push.PushRules.Outcome;
import org.coomunity.testing.PushService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushRulesTest {
  private static final String POINT =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String SECRET = "BTBZMqHH6r4Tts7J_aSIgg";
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private static Device.Draft draft(String endpoint) {
    return new Device.Draft(endpoint, new Device.Keys(POINT, SECRET));
  }

  /// The example of RFC 8291, appendix A, opens: so what opens in other tests is right.
  @Test
  void the_browser_of_the_tests_opens_the_example_of_the_standard() {
    byte[] opened =
        PushService.open(
            PushService.secret(PushService.bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")),
            PushService.bytes(POINT),
            PushService.bytes(SECRET),
            PushService.bytes(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vC"
                    + "YLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXL"
                    + "WyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"));
    assertThat(new String(opened, StandardCharsets.UTF_8))
        .isEqualTo("When I grow up, I want to be a watermelon");
  }

  @Test
  void the_key_of_the_platform_is_the_same_wherever_it_is_made() {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 0xff); // more than the order of the curve
    Vapid one = new Vapid(seed, "mailto:a@example.org");
    assertThat(one.key()).isEqualTo(new Vapid(seed, "mailto:b@example.org").key());
    assertThat(PushService.bytes(one.key())).hasSize(65).startsWith(4);
    assertThat(one.key()).isNotEqualTo(new Vapid(new byte[32], "mailto:a@example.org").key());
    assertThat(one.authorization(URI.create("https://push.example/x"), NOW)).startsWith("vapid t=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://push.example.org/a",
        "https://localhost/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://router/a",
        "https://user@push.example.org/a",
        "https://push.example.org:8443/a",
        "https://push.example.org/a#b",
        "https:///a",
        "ftp://push.example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "not an address",
        ""
      })
  void only_names_of_the_internet_over_tls_are_called(String endpoint) {
    assertThatThrownBy(() -> PushRules.checked(draft(endpoint), false)).hasMessage("field_format");
  }

  @Test
  void what_browsers_say_is_taken_and_what_they_do_not_say_is_not() {
    Device.Draft good = draft("https://fcm.googleapis.com/fcm/send/abc:def-_1?x=1");
    assertThat(PushRules.checked(good, false)).isEqualTo(good);
    assertThatThrownBy(
            () -> PushRules.checked(draft("https://a.example/" + "x".repeat(1_024)), false))
        .hasMessage("field_format");
    String off = "BC" + POINT.substring(2, 20) + "AAAA" + POINT.substring(24);
    for (Device.Keys keys :
        new Device.Keys[] {
          new Device.Keys(off, SECRET), // no point of the curve
          new Device.Keys("AAAA", SECRET),
          new Device.Keys("%%%", SECRET),
          new Device.Keys(POINT, "AAAA"),
          new Device.Keys(POINT, "")
        }) {
      assertThatThrownBy(
              () -> PushRules.checked(new Device.Draft("https://a.example/x", keys), false))
          .hasMessage("field_format");
    }
    assertThat(good.toString() + good.keys()).doesNotContain("fcm", SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1"
      })
  void addresses_inside_are_not_called(String address) throws UnknownHostException {
    assertThat(PushRules.open(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"142.250.200.74", "172.32.0.1", "100.128.0.1", "2a00:1450:4003:80f::200a"})
  void addresses_of_the_internet_are(String address) throws UnknownHostException {
    assertThat(PushRules.open(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void a_status_says_what_became_of_a_message() {
    assertThat(PushRules.outcome(201)).isEqualTo(Outcome.TAKEN);
    assertThat(PushRules.outcome(410)).isEqualTo(Outcome.GONE);
    assertThat(PushRules.outcome(404)).isEqualTo(Outcome.GONE);
    assertThat(PushRules.outcome(429)).isEqualTo(Outcome.LATER);
    assertThat(PushRules.outcome(503)).isEqualTo(Outcome.LATER);
    assertThat(PushRules.outcome(403)).isEqualTo(Outcome.REFUSED);
    assertThat(PushRules.outcome(301)).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void the_next_try_is_when_the_push_service_says_but_not_after_a_quarter_of_a_day() {
    assertThat(PushRules.wait(1, Optional.empty(), NOW)).isEqualTo(Duration.ofSeconds(20));
    assertThat(PushRules.wait(3, Optional.empty(), NOW)).isEqualTo(Duration.ofMinutes(3));
    assertThat(PushRules.wait(99, Optional.empty(), NOW)).isEqualTo(Duration.ofHours(6));
    assertThat(PushRules.wait(1, Optional.of("90"), NOW)).isEqualTo(Duration.ofSeconds(90));
    assertThat(PushRules.wait(1, Optional.of("Thu, 26 Nov 2026 10:05:00 GMT"), NOW))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(PushRules.wait(1, Optional.of("999999999"), NOW)).isEqualTo(Duration.ofHours(6));
    assertThat(PushRules.wait(1, Optional.of("-1"), NOW)).isEqualTo(Duration.ofSeconds(20));
    assertThat(PushRules.wait(1, Optional.of("soon"), NOW)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void a_topic_is_one_of_the_standard_and_says_nothing() {
    assertThat(PushRules.topic("minca trades /trades/1")).matches("[A-Za-z0-9_-]{32}");
    assertThat(PushRules.topic("a")).isNotEqualTo(PushRules.topic("b"));
  }
}
