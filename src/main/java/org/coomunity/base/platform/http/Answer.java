package org.coomunity.base.platform.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coomunity.base.kernel.Made;
import org.jspecify.annotations.Nullable;

/// What goes back to the client.
///
/// @param status the HTTP status
/// @param body a record or map written as JSON, a `String` or `byte[]` written as it is, a `Stream`
///   that writes itself, or null
/// @param type the media type
/// @param headers more headers
public record Answer(int status, @Nullable Object body, String type, Map<String, String> headers) {
  /// A body written piece by piece, for what is long or never ends.
  @FunctionalInterface
  public interface Stream {
    void writeTo(OutputStream out) throws IOException;
  }

  public static final String JSON = "application/json";
  public static final String HTML = "text/html; charset=utf-8";

  /// 200 with a body.
  public static Answer ok(Object body) {
    return new Answer(200, body, JSON, Map.of());
  }

  /// 201 with a body.
  public static Answer created(Object body) {
    return new Answer(201, body, JSON, Map.of());
  }

  /// 201 for what was made, 200 with `Idempotent-Replay: true` for what was there already.
  public static Answer made(Made<?> made) {
    return made.replay()
        ? ok(made.value()).header("Idempotent-Replay", "true")
        : created(made.value());
  }

  /// 204.
  public static Answer empty() {
    return new Answer(204, null, JSON, Map.of());
  }

  /// 200 with a page of HTML.
  public static Answer html(String page) {
    return new Answer(200, page, HTML, Map.of());
  }

  /// 200 with bytes or text of another type.
  public static Answer of(String type, Object body) {
    return new Answer(200, body, type, Map.of());
  }

  /// 200 with a body that is written piece by piece.
  public static Answer stream(String type, Stream body) {
    return new Answer(200, body, type, Map.of());
  }

  /// 303: look there now, with GET.
  public static Answer seeOther(String location) {
    return new Answer(303, null, HTML, Map.of("Location", location));
  }

  /// 302: it is there for now.
  public static Answer found(String location) {
    return new Answer(302, null, HTML, Map.of("Location", location));
  }

  /// The same answer with another status.
  public Answer status(int other) {
    return new Answer(other, body, type, headers);
  }

  /// The same answer with one more header. `Set-Cookie` may be given several cookies, one a line.
  public Answer header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.merge(name, value, (a, b) -> a + "\n" + b);
    return new Answer(status, body, type, more);
  }
}
