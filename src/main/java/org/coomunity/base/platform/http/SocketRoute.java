package org.coomunity.base.platform.http;

import java.util.Optional;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Caller;

/// A WebSocket and who listens to it.
///
/// @param path the whole path, with parameters in braces
/// @param opening called for each new connection
public record SocketRoute(String path, Opening opening) {
  /// Welcomes a connection.
  @FunctionalInterface
  public interface Opening {
    Listener open(Socket socket);
  }

  /// Hears what the client says. Calls come one after another.
  public interface Listener {
    /// A text message.
    void text(String message);

    /// The connection is over.
    void closed();
  }

  /// One connection.
  public interface Socket {
    /// Who opened it, known by a bearer token or by the cookie of a page of our own.
    Optional<Caller> caller();

    /// Who a token belongs to, for clients that cannot send headers.
    Optional<Caller> callerOf(String token);

    /// A parameter of the path.
    String path(String name);

    /// The address the client was seen at.
    String remoteAddress();

    /// Sends without waiting; `sent` hears true when the network took it, false when it failed.
    void send(String text, Consumer<Boolean> sent);

    /// Says goodbye.
    ///
    /// @param code a status of RFC 6455, for example 1000
    void close(int code, String reason);

    /// Cuts the connection without waiting for anything.
    void cut();
  }
}
