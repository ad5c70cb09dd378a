package org.coomunity.base.platform.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.json.StrictJson;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/// One request on its way through the server; reads the parts of it only when asked.
final class RequestExchange implements Exchange {
  private static final int LIMIT_DEFAULT = 20;
  private static final int LIMIT_MOST = 100;
  private static final int CURSOR_LENGTH = 300;
  private static final int DATE_LENGTH = 10;
  private static final int FORM_FIELDS = 200;

  private final HttpServletRequest request;
  private final String traceId;
  private final boolean behindProxy;
  private final int bodyLimit;
  private final Router.@Nullable Match<?> match;

  private Optional<Caller> caller = Optional.empty();
  private Supplier<Optional<Standing>> standings = Optional::empty;
  private @Nullable Standing standing;
  private boolean standingAsked;
  private @Nullable Map<String, String> queries;
  private @Nullable Map<String, String> form;
  private @Nullable Multipart multipart;
  private byte @Nullable [] bytes;
  private @Nullable Language language;

  RequestExchange(
      HttpServletRequest request,
      String traceId,
      boolean behindProxy,
      int bodyLimit,
      Router.@Nullable Match<?> match) {
    this.request = request;
    this.traceId = traceId;
    this.behindProxy = behindProxy;
    this.bodyLimit = bodyLimit;
    this.match = match;
  }

  /// Says who it was who asked.
  void admit(Optional<Caller> who, Supplier<Optional<Standing>> where) {
    this.caller = who;
    this.standings = where;
  }

  @Override
  public String path(String name) {
    String value = match == null ? null : match.value(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no " + name);
    }
    return value;
  }

  @Override
  public UUID pathId(String name) {
    try {
      return Json.uuid(path(name));
    } catch (IllegalArgumentException notAnId) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
  }

  @Override
  public Optional<String> query(String name) {
    if (queries == null) {
      queries = pairs(Optional.ofNullable(request.getQueryString()).orElse(""));
    }
    return Optional.ofNullable(queries.get(name)).filter(value -> !value.isBlank());
  }

  @Override
  public Optional<Instant> queryInstant(String name) {
    return query(name)
        .map(text -> {
          try {
            return Json.instant(text.length() == DATE_LENGTH ? text + "T00:00:00Z" : text);
          } catch (DateTimeException wrong) {
            throw Refused.field(Refusal.FIELD_FORMAT, name);
          }
        });
  }

  @Override
  public int limit() {
    return query("limit")
        .map(text -> {
          int limit;
          try {
            limit = Integer.parseInt(text);
          } catch (NumberFormatException wrong) {
            throw Refused.field(Refusal.FIELD_FORMAT, "limit");
          }
          if (limit < 1 || limit > LIMIT_MOST) {
            throw Refused.field(Refusal.FIELD_RANGE, "limit");
          }
          return limit;
        })
        .orElse(LIMIT_DEFAULT);
  }

  @Override
  public Optional<String> cursor() {
    Optional<String> cursor = query("cursor");
    if (cursor.isPresent() && cursor.get().length() > CURSOR_LENGTH) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return cursor;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  @Override
  public Optional<String> cookie(String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public <T> T body(Class<T> type) {
    return StrictJson.read(json(), type);
  }

  @Override
  public <T> List<T> bodyList(Class<T> type, int most) {
    return StrictJson.readList(json(), type, most);
  }

  private byte[] json() {
    String media = mediaType();
    boolean json = media.equals("application/json") || media.endsWith("+json");
    if (!json || !charsetIsUtf8()) {
      throw Refused.because(Refusal.UNSUPPORTED_MEDIA, "accepted", "application/json");
    }
    return bytes();
  }

  /// Read from the header: the servlet's own reading fails on a charset that does not exist.
  private boolean charsetIsUtf8() {
    String type =
        Optional.ofNullable(request.getHeader("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
    int at = type.indexOf("charset=");
    if (at < 0) {
      return true;
    }
    String charset = type.substring(at + "charset=".length()).replace("\"", "").strip();
    int end = charset.indexOf(';');
    return (end < 0 ? charset : charset.substring(0, end)).strip().equals("utf-8");
  }

  @Override
  public byte[] bytes() {
    if (bytes == null) {
      if (request.getContentLengthLong() > bodyLimit) {
        throw Refused.because(Refusal.BODY_TOO_LARGE, "most", bodyLimit);
      }
      if (request.getHeader("Content-Encoding") != null) {
        throw Refused.because(Refusal.UNSUPPORTED_MEDIA, "accepted", "identity");
      }
      byte[] read;
      try (InputStream in = request.getInputStream()) {
        read = in.readNBytes(bodyLimit + 1);
      } catch (IOException | HttpException.RuntimeException broken) {
        throw Refused.because(Refusal.BAD_REQUEST); // cut short, or badly cut into chunks
      }
      if (read.length > bodyLimit) {
        throw Refused.because(Refusal.BODY_TOO_LARGE, "most", bodyLimit);
      }
      bytes = read;
    }
    return bytes;
  }

  /// Reads what is left of a body that nobody wanted, so that the connection can be used again.
  ///
  /// @return false when there is too much left and the connection must go
  boolean discardBody() {
    if (bytes != null || request.getContentLengthLong() == 0) {
      return true;
    }
    if (request.getContentLengthLong() < 0) {
      return request.getHeader("Transfer-Encoding") == null;
    }
    if (request.getContentLengthLong() > bodyLimit) {
      return false;
    }
    try (InputStream in = request.getInputStream()) {
      in.skipNBytes(request.getContentLengthLong());
      return true;
    } catch (IOException | HttpException.RuntimeException broken) {
      return false;
    }
  }

  @Override
  public Map<String, String> form() {
    if (form == null) {
      Multipart parts = multipart();
      if (parts != null) {
        form = parts.fields();
      } else if (mediaType().equals("application/x-www-form-urlencoded") && charsetIsUtf8()) {
        form = pairs(new String(bytes(), StandardCharsets.ISO_8859_1));
      } else {
        throw Refused.because(
            Refusal.UNSUPPORTED_MEDIA, "accepted", "application/x-www-form-urlencoded");
      }
    }
    return form;
  }

  @Override
  public List<FormFile> files() {
    Multipart parts = multipart();
    return parts == null ? List.of() : parts.files();
  }

  private @Nullable Multipart multipart() {
    if (multipart == null && mediaType().equals("multipart/form-data")) {
      multipart = Multipart.of(request.getHeader("Content-Type"), bytes());
    }
    return multipart;
  }

  /// Names and values; of a repeated name the first value counts.
  private static Map<String, String> pairs(String encoded) {
    Map<String, String> pairs = new LinkedHashMap<>();
    int at = 0;
    while (at < encoded.length()) {
      int end = encoded.indexOf('&', at);
      end = end < 0 ? encoded.length() : end;
      int equal = encoded.indexOf('=', at);
      boolean bare = equal < 0 || equal > end;
      String name = Router.decode(encoded.substring(at, bare ? end : equal), true);
      String value = bare ? "" : Router.decode(encoded.substring(equal + 1, end), true);
      if (name == null || value == null) {
        throw Refused.field(Refusal.FIELD_FORMAT, name == null ? "query" : name);
      }
      if (!name.isEmpty()) {
        pairs.putIfAbsent(name, value);
      }
      if (pairs.size() > FORM_FIELDS) {
        throw Refused.because(Refusal.BODY_TOO_LARGE, "most", FORM_FIELDS);
      }
      at = end + 1;
    }
    return pairs;
  }

  @Override
  public String mediaType() {
    String type = request.getHeader("Content-Type");
    if (type == null) {
      return "";
    }
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public Caller caller() {
    return caller.orElseThrow(() -> Refused.because(Refusal.NOT_SIGNED_IN));
  }

  @Override
  public Optional<Caller> maybeCaller() {
    return caller;
  }

  @Override
  public Optional<Standing> maybeStanding() {
    if (!standingAsked) {
      standing = standings.get().orElse(null);
      standingAsked = true;
    }
    return Optional.ofNullable(standing);
  }

  @Override
  public Standing standing() {
    caller();
    return maybeStanding().orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
  }

  @Override
  public Language language() {
    if (language == null) {
      language =
          caller
              .map(Caller::language)
              .orElseGet(() -> Languages.preferred(header("Accept-Language").orElse("")));
    }
    return language;
  }

  @Override
  public String remoteAddress() {
    if (behindProxy) {
      String forwarded = request.getHeader("X-Forwarded-For");
      if (forwarded != null) {
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
      }
    }
    return request.getRemoteAddr();
  }

  @Override
  public boolean secure() {
    return request.isSecure()
        || (behindProxy && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
  }

  @Override
  public String location() {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  @Override
  public String traceId() {
    return traceId;
  }
}
