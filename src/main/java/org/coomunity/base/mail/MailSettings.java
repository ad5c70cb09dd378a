package org.coomunity.base.mail;

import java.nio.file.Path;
import java.util.Optional;
import org.coomunity.base.kernel.Secret;
import org.jspecify.annotations.Nullable;

/// How letters go out.
///
/// @param smtp the server that carries them; empty to lay them into `folder`
/// @param from the address they come from
/// @param host the name of the platform, in the identifiers of letters
/// @param folder where they are laid without a server, as .eml files
public record MailSettings(Optional<Smtp> smtp, String from, String host, Path folder) {
  /// A server for outgoing mail.
  ///
  /// @param tls true to speak TLS from the first byte; otherwise STARTTLS where it is offered, and
  ///   never a password without
  public record Smtp(
      String host, int port, boolean tls, @Nullable String user, @Nullable Secret password) {}
}
