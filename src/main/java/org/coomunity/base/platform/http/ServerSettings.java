package org.coomunity.base.platform.http;

import java.nio.file.Path;
import java.util.Optional;

/// How the server listens.
///
/// @param bind the address to listen on, for example `127.0.0.1` or `0.0.0.0`
/// @param port the port; 0 takes a free one
/// @param tls certificate and key; empty for plain http
/// @param opsPort a port of its own for health and metrics; empty serves them on the main port, 0
///   takes a free one
/// @param behindProxy true when a trusted proxy in front says who the client is (`X-Forwarded-For`,
///   `X-Forwarded-Proto`)
/// @param version what `/version` says
public record ServerSettings(
    String bind,
    int port,
    Optional<Tls> tls,
    Optional<Integer> opsPort,
    boolean behindProxy,
    String version) {
  /// A certificate chain and its private key (PKCS #8), both PEM files.
  public record Tls(Path certificate, Path key) {}

  /// Plain http on the loopback address.
  public static ServerSettings loopback(int port) {
    return new ServerSettings(
        "127.0.0.1", port, Optional.empty(), Optional.empty(), false, "development");
  }
}
