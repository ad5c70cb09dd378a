package org.coomunity.analytics.journeys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// What an event must be to be kept.
final class EventRules {
  static final int BATCH_MOST = 500;

  private static final Duration AHEAD_MOST = Duration.ofDays(1);
  private static final Duration OLD_MOST = Duration.ofDays(30);
  private static final int TEXT_MOST = 64;
  private static final int UUID_LENGTH = 36;
  private static final Pattern MAIL = Pattern.compile("\\S@\\S");

  /// A telephone or the number of a document: seven digits, whatever stands between them.
  private static final Pattern DIGITS = Pattern.compile("\\d(?:[ ().+/_-]{0,3}\\d){6}");

  private EventRules() {}

  /// An event that may be kept.
  ///
  /// @param said tells a repeat from a conflict
  record Sighting(
      UUID id,
      EventType type,
      Instant at,
      @Nullable String session,
      @Nullable String about,
      Map<String, Object> properties,
      long said) {}

  /// Why an event is not kept.
  static final class NotKept extends Exception {
    private static final long serialVersionUID = 1L;

    final String code;
    final @Nullable String field;

    NotKept(String code, @Nullable String field) {
      super(code, null, false, false);
      this.code = code;
      this.field = field;
    }
  }

  static Sighting sighting(Told told, Instant now) throws NotKept {
    EventType type =
        EventType.of(told.type())
            .filter(EventType::screen)
            .orElseThrow(() -> new NotKept("unknown_event", "type"));
    UUID id = identifier(told.id()).orElseThrow(() -> new NotKept("field_format", "id"));
    Instant at = at(told.at());
    if (at.isAfter(now.plus(AHEAD_MOST))) {
      throw new NotKept("clock_ahead", "at");
    }
    if (at.isBefore(now.minus(OLD_MOST))) {
      throw new NotKept("too_old", "at");
    }
    plain(told.session(), "session");
    plain(told.subject(), "subject");
    Map<String, Object> properties =
        told.properties() == null ? Map.of() : new TreeMap<>(told.properties());
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      if (!type.properties().contains(property.getKey())) {
        throw new NotKept("unknown_field", property.getKey());
      }
      value(property.getValue(), property.getKey());
    }
    return new Sighting(
        id,
        type,
        at,
        told.session(),
        told.subject(),
        properties,
        number(
            type.word()
                + "\n"
                + at
                + "\n"
                + told.session()
                + "\n"
                + told.subject()
                + "\n"
                + properties));
  }

  private static Optional<UUID> identifier(String text) {
    if (text.length() != UUID_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.uuid(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Instant at(String text) throws NotKept {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new NotKept("field_format", "at");
    }
  }

  private static void value(@Nullable Object value, String field) throws NotKept {
    switch (value) {
      case String text -> plain(text, field);
      case Boolean _ -> {}
      case Number number -> {
        if (!Double.isFinite(number.doubleValue()) || Math.abs(number.doubleValue()) >= 1e6) {
          throw new NotKept("field_format", field);
        }
      }
      case null, default -> throw new NotKept("field_format", field);
    }
  }

  /// A short text that names nobody. Identifiers are full of digits and are let through.
  private static void plain(@Nullable String text, String field) throws NotKept {
    if (text == null || identifier(text).isPresent()) {
      return;
    }
    if (text.length() > TEXT_MOST || text.chars().anyMatch(Character::isISOControl)) {
      throw new NotKept("field_format", field);
    }
    if (MAIL.matcher(text).find() || DIGITS.matcher(text).find()) {
      throw new NotKept("looks_personal", field);
    }
  }

  /// A number made from a text, for what only needs to be told apart.
  static long number(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
