package org.coomunity.base.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.coomunity.base.platform.json.Json;

/// Writes an answer: security headers, validators, compression, bytes.
final class Responder {
  /// The policy of every page: nothing from elsewhere, no script or style inside the page.
  static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self' wss:; media-src 'self' blob:; worker-src 'self'"
          + " blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'; require-trusted-types-for 'script'; trusted-types coomunity";

  private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final int GZIP_FROM = 1024;
  private static final int GZIP_LEVEL = 4;

  void write(
      HttpServletRequest request, HttpServletResponse response, Answer answer, boolean secure)
      throws IOException {
    boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    response.setStatus(answer.status());
    boolean html = answer.type().startsWith("text/html");
    security(response, html, secure);
    Map<String, String> own = answer.headers();
    own.forEach((name, value) -> header(response, name, value));
    if (!own.containsKey("Cache-Control")) {
      boolean keep = read && answer.status() == HttpServletResponse.SC_OK;
      response.setHeader("Cache-Control", keep ? "private, no-cache" : "private, no-store");
    }
    if (read && !own.containsKey("Vary")) {
      response.setHeader("Vary", "Authorization, Cookie, Accept-Language, Accept-Encoding");
    }
    if (answer.body() == null) {
      if (answer.status() != 204 && answer.status() != 304) {
        response.setContentLength(0);
      }
      return;
    }
    response.setHeader("Content-Type", answer.type());
    if (answer.body() instanceof Answer.Stream stream) {
      if (!request.getMethod().equals("HEAD")) {
        response.flushBuffer();
        stream.writeTo(response.getOutputStream());
      }
      return;
    }
    byte[] bytes =
        switch (answer.body()) {
          case byte[] raw -> raw;
          case String text -> text.getBytes(StandardCharsets.UTF_8);
          default -> Json.bytes(answer.body());
        };
    if (read
        && answer.status() == HttpServletResponse.SC_OK
        && unchanged(request, response, own, bytes)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      response.setHeader("Content-Type", null);
      return;
    }
    send(request, response, answer, bytes);
  }

  private static void security(HttpServletResponse response, boolean html, boolean secure) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Content-Security-Policy", html ? PAGE_POLICY : DATA_POLICY);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (html) {
      response.setHeader(
          "Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=(), usb=()");
    }
    if (secure) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }

  private static void header(HttpServletResponse response, String name, String value) {
    if (value.indexOf('\n') < 0) {
      response.setHeader(name, value);
      return;
    }
    for (String line : value.lines().toList()) {
      response.addHeader(name, line);
    }
  }

  private static boolean unchanged(
      HttpServletRequest request,
      HttpServletResponse response,
      Map<String, String> own,
      byte[] bytes) {
    String tag = own.get("ETag");
    if (tag == null) {
      tag = "W/\"" + hash(bytes) + "\"";
      response.setHeader("ETag", tag);
    }
    String known = request.getHeader("If-None-Match");
    return known != null && (known.contains(tag) || known.strip().equals("*"));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, Answer answer, byte[] bytes)
      throws IOException {
    byte[] sent = bytes;
    if (bytes.length >= GZIP_FROM
        && !answer.headers().containsKey("Content-Encoding")
        && compresses(answer.type())
        && accepts(request, "Accept-Encoding", "gzip")) {
      sent = gzip(bytes);
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(sent.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(sent);
    }
  }

  private static boolean compresses(String type) {
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/problem")
        || type.startsWith("application/vnd.api+json")
        || type.startsWith("application/manifest")
        || type.startsWith("image/svg");
  }

  static boolean accepts(HttpServletRequest request, String header, String what) {
    String accepted = request.getHeader(header);
    return accepted != null && accepted.contains(what);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (GZIPOutputStream gzip = new Level(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static final class Level extends GZIPOutputStream {
    Level(ByteArrayOutputStream out) throws IOException {
      super(out, 4096);
      def.setLevel(GZIP_LEVEL);
    }
  }
}
