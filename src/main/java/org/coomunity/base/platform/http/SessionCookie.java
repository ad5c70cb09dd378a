package org.coomunity.base.platform.http;

import java.time.Duration;

/// The cookie that carries the access token of the web app: `__Host-session` over https, `session`
/// over plain http, where browsers refuse the prefix. Never readable by scripts.
public final class SessionCookie {
  private static final String PLAIN = "session";
  private static final String SECURE = "__Host-session";

  private SessionCookie() {}

  /// The name of the cookie over https or plain http.
  public static String name(boolean secure) {
    return secure ? SECURE : PLAIN;
  }

  /// A `Set-Cookie` line for any cookie of ours, with the attributes all of them have. Over https
  /// the name gets the `__Host-` prefix.
  public static String line(boolean secure, String plainName, String value, Duration life) {
    return (secure ? "__Host-" : "")
        + plainName
        + "="
        + value
        + "; Path=/; Max-Age="
        + life.toSeconds()
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  /// The answer with a sign-in cookie on it.
  public static Answer set(Answer answer, Exchange exchange, String token, Duration life) {
    return answer.header("Set-Cookie", line(exchange.secure(), PLAIN, token, life));
  }

  /// The answer that forgets the sign-in cookie.
  public static Answer clear(Answer answer, Exchange exchange) {
    return set(answer, exchange, "", Duration.ZERO);
  }
}
