package org.coomunity.base.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.jspecify.annotations.Nullable;

/// JSON as the public surface wants it: unknown and repeated fields, wrong types and depth over 32
/// are refused; times are RFC 3339, durations ISO 8601; absent means left out.
public final class Json {
  /// The one mapper.
  public static final ObjectMapper MAPPER = mapper();

  private static final int UUID_LENGTH = 36;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Json() {}

  private static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(4_194_304)
                    .maxNumberLength(64)
                    .build())
            .build();
    SimpleModule ids = new SimpleModule("ids");
    ids.addSerializer(MemberId.class, ToStringSerializer.instance);
    ids.addSerializer(CommunityId.class, ToStringSerializer.instance);
    ids.addDeserializer(Double.class, new FiniteNumber(Double.class));
    ids.addDeserializer(double.class, new FiniteNumber(double.class));
    text(ids, UUID.class, Json::uuid);
    text(ids, MemberId.class, value -> new MemberId(uuid(value)));
    text(ids, CommunityId.class, value -> new CommunityId(uuid(value)));
    text(ids, Instant.class, Json::instant);
    text(ids, LocalDate.class, Json::date);
    text(ids, Duration.class, Duration::parse);
    JsonMapper mapper =
        JsonMapper.builder(factory)
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(ids)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();
    mapper.setAnnotationIntrospector(
        AnnotationIntrospector.pair(
            mapper.getSerializationConfig().getAnnotationIntrospector(), new RequiredComponents()));
    mapper
        .coercionConfigDefaults()
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Enum)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parser) {
    module.addDeserializer(type, new Text<>(type, parser));
  }

  /// Reads an identifier in its one canonical form, 36 characters.
  ///
  /// @throws IllegalArgumentException when it is anything else
  public static UUID uuid(String text) {
    if (text.length() != UUID_LENGTH) {
      throw new IllegalArgumentException("not an identifier");
    }
    UUID id = UUID.fromString(text);
    if (!id.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not an identifier");
    }
    return id;
  }

  /// Reads an RFC 3339 time between the years 1 and 9999, which PostgreSQL can keep.
  ///
  /// @throws DateTimeException when it is anything else
  public static Instant instant(String text) {
    Instant instant = OffsetDateTime.parse(text).toInstant();
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return instant;
  }

  private static LocalDate date(String text) {
    LocalDate date = LocalDate.parse(text);
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new DateTimeException("out of range");
    }
    return date;
  }

  /// True for a record whose JSON is an object of its components, not text.
  public static boolean isPlainRecord(Class<?> type) {
    return type.isRecord() && type != MemberId.class && type != CommunityId.class;
  }

  /// True for a component of a record that a body may leave out: `@Nullable` or `Optional`.
  public static boolean mayBeAbsent(RecordComponent component) {
    return component.getType() == Optional.class
        || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /// Writes a value that we made ourselves.
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass(), e);
    }
  }

  /// Writes a value that we made ourselves, in UTF-8.
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass(), e);
    }
  }

  /// Reads a value that we wrote ourselves.
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
