package org.coomunity;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Addresses of databases as people write them.
final class DatabaseAddress {
  private DatabaseAddress() {}

  /// `postgres://user:password@host:port/name?sslmode=require` or a JDBC address, as a JDBC
  /// address; empty when it is neither.
  static Optional<String> jdbc(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return Optional.of(text);
    }
    try {
      URI uri = new URI(text);
      boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
      if (!known || uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? 5432 : uri.getPort();
      StringBuilder query = new StringBuilder();
      if (uri.getRawUserInfo() != null) {
        String[] parts = uri.getRawUserInfo().split(":", 2);
        query.append("user=").append(encoded(parts[0]));
        if (parts.length == 2) {
          query.append("&password=").append(encoded(parts[1]));
        }
      }
      if (uri.getRawQuery() != null) {
        query.append(query.isEmpty() ? "" : "&").append(uri.getRawQuery());
      }
      return Optional.of(
          "jdbc:postgresql://%s:%d%s%s"
              .formatted(
                  uri.getHost(), port, uri.getRawPath(), query.isEmpty() ? "" : "?" + query));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String encoded(String raw) {
    return URLEncoder.encode(
        URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
