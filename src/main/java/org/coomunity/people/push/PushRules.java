package org.coomunity.people.push;

import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// Whom messages may go to, and how patiently they go.
final class PushRules {
  /// So many browsers of one member may be called; the oldest go first.
  static final int DEVICES_MOST = 10;

  /// So many messages may wait for one browser; more are not written.
  static final int WAITING_MOST = 30;

  /// After so many tries a message is given up.
  static final int TRIES_MOST = 6;

  /// A browser whose push service refused so many messages in a row is forgotten.
  static final int REFUSED_MOST = 5;

  /// Who has taken a message has so long to carry it, then another may.
  static final Duration TURN = Duration.ofMinutes(2);

  /// How often the log-in of a browser is looked at.
  static final Duration LOOK = Duration.ofDays(1);

  static final int ENDPOINT_MOST = 1_024;

  /// What fits into a message that every push service takes (RFC 8030, 7.2): 4,096 bytes with
  /// header, padding mark and tag.
  static final int PAYLOAD_MOST = 3_800;

  private static final int POINT = 65;
  private static final int SECRET = 16;
  private static final Duration FIRST = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofHours(6);

  /// What became of a message.
  enum Outcome {
    TAKEN,
    /// The browser is not there any more.
    GONE,
    /// It may work later.
    LATER,
    /// It will not work.
    REFUSED
  }

  private PushRules() {}

  /// What a browser may say about itself.
  ///
  /// @param anywhere true lets the endpoint be without TLS and in private networks
  /// @throws Refused about the first field that is wrong
  static Device.Draft checked(Device.Draft draft, boolean anywhere) {
    if (draft.endpoint().length() > ENDPOINT_MOST || !addressed(draft.endpoint(), anywhere)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "endpoint");
    }
    if (bytes(draft.keys().auth()).length != SECRET) {
      throw Refused.field(Refusal.FIELD_FORMAT, "keys.auth");
    }
    if (bytes(draft.keys().p256dh()).length != POINT || !onCurve(draft.keys())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "keys.p256dh");
    }
    return draft;
  }

  /// Push services are reached by name, over TLS, at its own port: whatever else somebody may put
  /// there is not called.
  private static boolean addressed(String endpoint, boolean anywhere) {
    URI uri;
    try {
      uri = URI.create(endpoint);
    } catch (IllegalArgumentException none) {
      return false;
    }
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return false;
    }
    return anywhere
        ? endpoint.matches("https?://.*")
        : endpoint.startsWith("https://")
            && (uri.getPort() == -1 || uri.getPort() == 443)
            && host.matches("(?i)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*");
  }

  private static byte[] bytes(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException broken) {
      return new byte[0];
    }
  }

  private static boolean onCurve(Device.Keys keys) {
    try {
      UserAgentMessageEncryptionKeyInfo.of(keys.p256dh(), keys.auth());
      return true;
    } catch (RuntimeException noPoint) {
      return false;
    }
  }

  /// True for addresses of the public internet: none of this machine, of private or shared
  /// networks, of documentation, tests, multicast or the future (IANA special-purpose registries).
  static boolean open(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] raw = address.getAddress();
    return raw.length == 4 ? open4(raw) : open6(raw);
  }

  private static boolean open4(byte[] raw) {
    int a = raw[0] & 0xff;
    int b = raw[1] & 0xff;
    int c = raw[2] & 0xff;
    return a != 0
        && a < 240
        && !(a == 100 && b >= 64 && b < 128)
        && !(a == 192 && b == 0 && (c == 0 || c == 2))
        && !(a == 198 && (b == 18 || b == 19 || (b == 51 && c == 100)))
        && !(a == 203 && b == 0 && c == 113);
  }

  /// Of IPv6 only 2000::/3 is given out; in it, addresses that carry one of IPv4 are looked into.
  private static boolean open6(byte[] raw) {
    boolean given = (raw[0] & 0xe0) == 0x20;
    boolean wrapped = raw[0] == 0x20 && raw[1] == 0x02; // 6to4
    boolean tunnel = raw[0] == 0x20 && raw[1] == 0x01 && raw[2] == 0 && raw[3] == 0; // Teredo
    boolean paper = raw[0] == 0x20 && raw[1] == 0x01 && raw[2] == 0x0d && raw[3] == (byte) 0xb8;
    return given && !wrapped && !tunnel && !paper;
  }

  /// The topic of what a message is about: 32 letters that say nothing (RFC 8030, 5.4).
  static String topic(String about) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 24));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// What the status of a push service means.
  static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return Outcome.TAKEN;
    }
    if (status == 404 || status == 410) {
      return Outcome.GONE;
    }
    return status == 408 || status == 429 || status >= 500 ? Outcome.LATER : Outcome.REFUSED;
  }

  /// How long until the next try: what the push service asks for (RFC 9110, 10.2.3), at least 20
  /// seconds and then three times as long each time, at most six hours.
  static Duration wait(int tries, Optional<String> retryAfter, Instant now) {
    Duration wait = FIRST;
    for (int i = 1; i < tries && wait.compareTo(LONGEST) < 0; i++) {
      wait = wait.multipliedBy(3);
    }
    Duration asked = retryAfter.flatMap(text -> asked(text.strip(), now)).orElse(Duration.ZERO);
    Duration longer = asked.compareTo(wait) > 0 ? asked : wait;
    return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }

  private static Optional<Duration> asked(String text, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return Optional.of(Duration.between(now, at));
    } catch (DateTimeParseException neither) {
      return Optional.empty();
    }
  }
}
