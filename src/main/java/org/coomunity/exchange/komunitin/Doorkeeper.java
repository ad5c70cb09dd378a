package org.coomunity.exchange.komunitin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.json.Json;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Member;
import org.jspecify.annotations.Nullable;

/// Finds out who asks and about which currency. Somebody who does not belong to the community of a
/// currency is told that there is none.
final class Doorkeeper {
  static final String ACCOUNTING = "komunitin_accounting";
  static final String READ_ALL = "komunitin_accounting_read_all";
  static final String SUPERADMIN = "komunitin_superadmin";
  private static final String BEARER = "Bearer ";

  private final Komunitin.Modules modules;
  private final @Nullable Tickets tickets;

  Doorkeeper(Komunitin.Modules modules, @Nullable Tickets tickets) {
    this.modules = modules;
    this.tickets = tickets;
  }

  /// Who asks.
  ///
  /// @param caller the member; empty for a service that only reads
  /// @param acts may change what is the member's to change
  /// @param readsAll may read everything of every community
  record Asker(Optional<Caller> caller, boolean acts, boolean readsAll) {}

  /// @throws Refused `not_signed_in`, and `not_allowed` for a token without a scope of ours
  Asker asker(Exchange exchange) {
    Optional<Caller> own = exchange.maybeCaller();
    if (own.isPresent()) {
      return new Asker(own, true, false);
    }
    String header = exchange.header("Authorization").orElse("");
    if (tickets == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Refused.because(Refusal.NOT_SIGNED_IN);
    }
    Tickets.Ticket ticket = tickets.read(header.substring(BEARER.length()).strip());
    Set<String> scopes = ticket.scopes();
    boolean readsAll = scopes.contains(READ_ALL) || scopes.contains(SUPERADMIN);
    boolean acts = scopes.contains(ACCOUNTING) || scopes.contains(SUPERADMIN);
    if (!acts && !readsAll) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Optional<Caller> caller = ticket.subject().flatMap(this::member).map(Doorkeeper::caller);
    if (caller.isEmpty() && !readsAll) {
      throw Refused.because(Refusal.NOT_SIGNED_IN);
    }
    return new Asker(caller, acts && caller.isPresent(), readsAll);
  }

  private Optional<Member> member(String subject) {
    try {
      return modules.members().member(new MemberId(Json.uuid(subject)));
    } catch (IllegalArgumentException handle) {
      return modules.members().member(subject);
    }
  }

  /// A foreign issuer never makes an operator.
  private static Caller caller(Member member) {
    return new Caller(member.id(), member.handle(), false, new UUID(0, 0), member.language());
  }

  /// Who asks about the currency of the path.
  ///
  /// @throws Refused `not_signed_in`, `not_allowed`, `community_unknown`
  Seat seat(Exchange exchange) {
    Asker asker = asker(exchange);
    Currency currency =
        currency(asker, exchange.path("code"))
            .orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
    Optional<Standing> standing =
        asker
            .caller()
            .flatMap(caller ->
                modules
                    .communities()
                    .standing(
                        caller, currency.community().slug(), exchange.header("On-Behalf-Of")));
    if (standing.isEmpty() && !asker.readsAll()) {
      throw Refused.because(Refusal.COMMUNITY_UNKNOWN);
    }
    Integer account =
        standing
            .map(member -> modules.lets().account(member.community(), member.no()))
            .orElse(null);
    return new Seat(currency, standing.orElse(null), account, asker.readsAll(), asker.acts());
  }

  /// `LUKA` is the first of the asker's own communities with that code; `LUKA.slug` names one.
  private Optional<Currency> currency(Asker asker, String segment) {
    int dot = segment.indexOf('.');
    String code = (dot < 0 ? segment : segment.substring(0, dot)).toUpperCase(Locale.ROOT);
    if (!code.matches("[A-Z0-9]{4}")) {
      return Optional.empty();
    }
    if (dot >= 0) {
      return modules
          .communities()
          .community(segment.substring(dot + 1))
          .map(community -> currency(community, code + "." + community.slug()))
          .filter(currency -> currency.unit().code().equals(code));
    }
    Optional<Currency> own =
        communities(asker).stream()
            .map(community -> currency(community, code))
            .filter(currency -> currency.unit().code().equals(code))
            .findFirst();
    return own.isPresent() || !asker.readsAll()
        ? own
        : modules.lets().coded(code, 1).stream()
            .findFirst()
            .flatMap(this::community)
            .map(community -> currency(community, code));
  }

  private Optional<Community> community(CommunityId id) {
    return modules.communities().community(id);
  }

  /// The communities the asker belongs to, the first joined first.
  List<Community> communities(Asker asker) {
    return asker
        .caller()
        .map(caller ->
            modules.communities().membershipsOf(caller.member()).stream()
                .map(Membership::community)
                .flatMap(id -> community(id).stream())
                .toList())
        .orElse(List.of());
  }

  Currency currency(Community community, String segment) {
    return new Currency(community, modules.lets().exchange(community.id()), segment);
  }
}
