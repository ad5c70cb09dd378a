package org.coomunity.base.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.jspecify.annotations.Nullable;

/// Decides before a handler runs who asks, how often, from which page, and whether they may.
final class Gate {
  private static final String BEARER = "Bearer ";

  private final Doors doors;
  private final RateLimits limits;

  Gate(Doors doors, RateLimits limits) {
    this.doors = doors;
    this.limits = limits;
  }

  /// Finds out who asks and counts the request.
  ///
  /// @return true when the caller came with a token that is worth nothing (any more)
  boolean identify(
      HttpServletRequest request, RequestExchange exchange, @Nullable Line line, boolean counted) {
    String authorization = request.getHeader("Authorization");
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    Optional<String> token =
        bearer
            ? Optional.of(authorization.substring(BEARER.length()).strip())
            : exchange.cookie(SessionCookie.name(exchange.secure())).filter(t -> !t.isEmpty());
    Optional<Caller> caller = token.flatMap(doors.callers()::of);
    exchange.admit(caller, () -> standing(exchange, caller, line));
    if (counted) {
      if (caller.isPresent()) {
        limits.take(RateLimits.Limit.MEMBER, caller.get().handle());
      } else {
        limits.take(RateLimits.Limit.STRANGER, exchange.remoteAddress());
      }
    }
    if (!bearer && writes(request.getMethod())) {
      refuseOtherOrigins(request, caller.isPresent());
    }
    return token.isPresent() && caller.isEmpty();
  }

  private Optional<Standing> standing(
      RequestExchange exchange, Optional<Caller> caller, @Nullable Line line) {
    if (caller.isEmpty() || line == null || !line.inCommunity()) {
      return Optional.empty();
    }
    Optional<String> onBehalfOf = exchange.header("On-Behalf-Of").or(() -> exchange.query("as"));
    return doors.standings().of(caller.get(), exchange.path("slug"), onBehalfOf);
  }

  private static boolean writes(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  /// A browser sends cookies along with forms of other sites, but it also says where they come
  /// from. A write with a cookie must come from our own pages; one without must not come from
  /// another site's page either, or a stranger could log somebody in as themselves.
  private static void refuseOtherOrigins(HttpServletRequest request, boolean signedIn) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      if (!site.equals("same-origin") && (signedIn || !site.equals("none"))) {
        throw Refused.because(Refusal.CROSS_ORIGIN);
      }
      return;
    }
    String origin = request.getHeader("Origin");
    if (origin == null ? signedIn : !sameHost(origin, request.getHeader("Host"))) {
      throw Refused.because(Refusal.CROSS_ORIGIN);
    }
  }

  /// True when an `Origin` is that of the host the request was sent to. The scheme is not compared:
  /// a proxy in front may have ended TLS.
  static boolean sameHost(String origin, @Nullable String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && host != null && host.equalsIgnoreCase(origin.substring(scheme + 3));
  }

  /// Lets pass or refuses.
  void check(RequestExchange exchange, Line line, boolean uselessToken) {
    Access access = line.route().access();
    if (access == Access.PUBLIC) {
      return;
    }
    Optional<Caller> caller = exchange.maybeCaller();
    if (caller.isEmpty()) {
      throw Refused.because(uselessToken ? Refusal.SESSION_OVER : Refusal.NOT_SIGNED_IN);
    }
    if (access == Access.OPERATOR && !caller.get().operator()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Optional<Role> needed = access.role();
    if (needed.isPresent() && !exchange.standing().role().includes(needed.get())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    boolean weighs = access == Access.OPERATOR || access == Access.ADMIN;
    if (weighs && writes(line.route().method())) {
      doors.steps().demand(caller.get());
    }
    if (needed.isPresent() && writes(line.route().method())) {
      Refusal hold = exchange.standing().hold();
      if (hold != null) {
        throw Refused.because(hold);
      }
    }
  }
}
