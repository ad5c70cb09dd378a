package org.coomunity.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// The files of the web client, made at build time: each has a hash in its name and never changes.
final class Assets {
  private static final String FOLDER = "web/";
  private static final String WORKER_POLICY = "default-src 'none'; connect-src 'self'";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Map<String, String> names = new TreeMap<>();

  /// Kept from the first visit on; the icons of an installed app, and what draws figures for few,
  /// are not.
  private static final Pattern SHELL =
      Pattern.compile("(main|app)\\..*|c/(?!chart\\.).*|icon\\.svg");

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  Assets() {
    byte[] list = read("assets.txt");
    if (list == null) {
      throw new IllegalStateException("the web client was not built");
    }
    for (String line : new String(list, StandardCharsets.UTF_8).lines().toList()) {
      String[] parts = line.split(" ", 2);
      names.put(parts[0], parts[1]);
    }
  }

  /// Addresses by the plain name of the file, for example `main.js`; what the script needs at once
  /// stands as `main.js+1` and so on.
  Map<String, String> addresses() {
    Map<String, String> addresses = new TreeMap<>();
    names.forEach((plain, name) -> addresses.put(plain, "/assets/" + name));
    return addresses;
  }

  /// The service worker, which knows the files of this version: what it says changes with them.
  Answer worker(Exchange exchange) {
    byte[] script = read("sw.js");
    if (script == null) {
      throw new IllegalStateException("the web client was not built");
    }
    List<String> shell =
        addresses().entrySet().stream()
            .filter(file -> SHELL.matcher(file.getKey()).matches())
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    String version = Integer.toHexString(shell.hashCode());
    String known = "const SHELL=" + Json.write(shell) + ",VERSION=\"" + version + "\";\n";
    return Answer.of(
            "text/javascript; charset=utf-8", known + new String(script, StandardCharsets.UTF_8))
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", WORKER_POLICY);
  }

  Route route() {
    return Route.root("GET", "/assets/{name*}").by(Access.PUBLIC).page().to(this::serve);
  }

  private Answer serve(Exchange exchange) {
    String name = exchange.path("name");
    if (!names.containsValue(name)) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    String accepted = exchange.header("Accept-Encoding").orElse("");
    Map<String, String> headers = new HashMap<>();
    headers.put("Cache-Control", FOR_EVER);
    headers.put("Vary", "Accept-Encoding");
    for (Map.Entry<String, String> packed : Map.of("br", ".br", "gzip", ".gz").entrySet()) {
      boolean better = packed.getKey().equals("br") || !accepted.contains("br");
      byte[] bytes =
          accepted.contains(packed.getKey()) && better ? file(name + packed.getValue()) : null;
      if (bytes != null) {
        headers.put("Content-Encoding", packed.getKey());
        return new Answer(200, bytes, type(name), headers);
      }
    }
    byte[] plain = file(name);
    if (plain == null) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return new Answer(200, plain, type(name), headers);
  }

  private byte @Nullable [] file(String name) {
    byte[] known = files.get(name);
    if (known == null) {
      known = read("assets/" + name);
      if (known != null) {
        files.put(name, known);
      }
    }
    return known;
  }

  private static byte @Nullable [] read(String name) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "woff2" -> "font/woff2";
      case "png" -> "image/png";
      default -> "application/octet-stream";
    };
  }
}
