package org.coomunity.people.members;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.logins.Tokens;

/// The routes of log-ins, profiles, settings, consents and blocks.
final class MembersHttp {
  /// Consents by purpose.
  record Consents(Map<String, Boolean> consents) {}

  /// Settings by key.
  record Settings(Map<String, String> settings) {}

  private final Members members;
  private final Logins logins;
  private final RateLimits limits;
  private final URI publicUrl;

  MembersHttp(Members members, Logins logins, RateLimits limits, URI publicUrl) {
    this.members = members;
    this.logins = logins;
    this.limits = limits;
    this.publicUrl = publicUrl;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/session")
            .by(Access.PUBLIC)
            .doc("Logs in by handle and password.")
            .takes(SignIn.class)
            .answers(SignIn.Session.class)
            .to(this::signIn),
        Route.post("/session/refresh")
            .by(Access.PUBLIC)
            .doc("Changes a refresh token for the next pair; it works once.")
            .takes(SignIn.Refresh.class)
            .answers(SignIn.Session.class)
            .to(this::refresh),
        Route.post("/session/recover")
            .by(Access.PUBLIC)
            .doc("Sets a new password with a code of the operator; all log-ins end.")
            .takes(SignIn.Recovery.class)
            .to(this::recover),
        Route.delete("/session")
            .doc("Logs out here; with `everywhere=true` on all devices.")
            .queries("everywhere")
            .to(e -> {
              members.signOut(e.caller(), e.query("everywhere").filter("true"::equals).isPresent());
              return Answer.empty();
            }),
        Route.get("/me/sessions")
            .doc("One's own open log-ins, the last used first.")
            .lists(SignIn.Device.class)
            .to(this::devices),
        Route.delete("/me/sessions")
            .doc("Ends all of one's own log-ins but this one.")
            .to(e -> {
              logins.endOthers(e.caller().member(), e.caller().session());
              return Answer.empty();
            }),
        Route.delete("/me/sessions/{id}")
            .doc("Ends one of one's own log-ins.")
            .to(e -> {
              UUID id = e.pathId("id");
              logins.end(e.caller().member(), id);
              return Answer.empty();
            }),
        Route.post("/me/password")
            .doc("Changes one's own password; all log-ins end.")
            .takes(SignIn.NewPassword.class)
            .to(this::password),
        Route.get("/me")
            .doc("Oneself.")
            .answers(Me.class)
            .to(e -> Answer.ok(members.me(e.caller()))),
        Route.patch("/me")
            .doc("Changes one's own profile, or that of an organisation one acts for (`as`).")
            .takes(Profile.Change.class)
            .answers(Me.class)
            .queries("as")
            .to(e ->
                Answer.ok(members.change(e.caller(), subject(e), e.body(Profile.Change.class)))),
        Route.get("/me/settings")
            .doc("How one wants the platform to look.")
            .answers(Settings.class)
            .to(e -> Answer.ok(new Settings(members.settings(e.caller().member())))),
        Route.put("/me/settings")
            .doc("Changes settings; those not named stay.")
            .takes(Settings.class)
            .answers(Settings.class)
            .to(e ->
                Answer.ok(
                    new Settings(
                        members.settings(e.caller().member(), e.body(Settings.class).settings())))),
        Route.get("/me/consents")
            .doc("What one agreed to, the newest of each purpose.")
            .lists(Consent.class)
            .to(e -> Answer.ok(new Page<>(members.consents(e.caller().member()), null))),
        Route.put("/me/consents")
            .doc("Gives consents or takes them back; each change is kept.")
            .takes(Consents.class)
            .lists(Consent.class)
            .to(e ->
                Answer.ok(
                    new Page<>(
                        members.consents(e.caller().member(), e.body(Consents.class).consents()),
                        null))),
        Route.get("/me/consents/history")
            .doc("Everything one agreed to or took back, newest first.")
            .lists(Consent.class)
            .to(e ->
                Answer.ok(
                    members.consentHistory(
                        e.caller().member(), e.cursor().map(MembersHttp::entry), e.limit()))),
        Route.get("/me/blocks")
            .doc("Those whom one blocked.")
            .lists(Profile.class)
            .to(e -> Answer.ok(new Page<>(members.blocks(e.caller().member()), null))),
        Route.delete("/me/blocks/{handle}")
            .doc("Blocks somebody no longer.")
            .to(e -> {
              members.block(e.caller().member(), e.path("handle"), false);
              return Answer.empty();
            }),
        Route.post("/admin/members/{handle}/recover")
            .by(Access.OPERATOR)
            .doc("Makes a code for somebody who lost their password; all their log-ins end.")
            .takes(SignIn.Reason.class)
            .answers(SignIn.RecoveryCode.class)
            .to(this::recovery),
        Route.get("/admin/audit")
            .by(Access.OPERATOR)
            .doc("Privileged acts on the platform, newest first.")
            .lists(AuditLine.class)
            .to(this::audit));
  }

  private Answer signIn(Exchange exchange) {
    SignIn said = exchange.body(SignIn.class);
    SignIn.From from = SignIn.From.of(exchange);
    Tokens tokens = members.signIn(limits, said.handle(), new Secret(said.password()), from);
    return answer(members.member(tokens.member()).orElseThrow().handle(), tokens);
  }

  private Answer refresh(Exchange exchange) {
    Tokens tokens = members.refresh(exchange.body(SignIn.Refresh.class).refreshToken());
    return answer(members.member(tokens.member()).orElseThrow().handle(), tokens);
  }

  static Answer answer(String handle, Tokens tokens) {
    return Answer.ok(
            new SignIn.Session(
                tokens.access().reveal(),
                tokens.expiresAt(),
                tokens.refresh().reveal(),
                tokens.refreshExpiresAt(),
                handle))
        .header("Cache-Control", "no-store");
  }

  private Answer recover(Exchange exchange) {
    SignIn.Recovery recovery = exchange.body(SignIn.Recovery.class);
    limits.take(Limit.LOGIN, MemberRules.named(recovery.handle()) + " " + exchange.remoteAddress());
    members.recover(recovery);
    return Answer.empty();
  }

  private Answer devices(Exchange exchange) {
    UUID current = exchange.caller().session();
    return Answer.ok(
        new Page<>(
            logins.sessions(exchange.caller().member()).stream()
                .map(session ->
                    new SignIn.Device(
                        session.id(),
                        session.device(),
                        session.startedAt(),
                        session.refreshedAt(),
                        session.id().equals(current)))
                .toList(),
            null));
  }

  private Answer password(Exchange exchange) {
    limits.take(Limit.LOGIN, exchange.caller().handle());
    members.password(exchange.caller(), exchange.body(SignIn.NewPassword.class));
    return Answer.empty();
  }

  /// Oneself, or the organisation one acts for.
  private MemberId subject(Exchange exchange) {
    Optional<String> organisation = exchange.query("as");
    if (organisation.isEmpty()) {
      return exchange.caller().member();
    }
    return members
        .member(organisation.get())
        .map(Member::id)
        .filter(id -> members.actsFor(exchange.caller().member(), id))
        .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
  }

  private Answer recovery(Exchange exchange) {
    String handle = exchange.path("handle");
    Secret code =
        members.recovery(exchange.caller(), handle, exchange.body(SignIn.Reason.class).reason());
    String url =
        publicUrl
            + "/recover?handle="
            + URLEncoder.encode(handle, StandardCharsets.UTF_8)
            + "&code="
            + code.reveal();
    return Answer.ok(new SignIn.RecoveryCode(handle, code.reveal(), url))
        .header("Cache-Control", "no-store");
  }

  private Answer audit(Exchange exchange) {
    Optional<UUID> before = exchange.cursor().map(MembersHttp::cursor);
    return Answer.ok(members.audit(Logins.PLATFORM, before, exchange.limit()));
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  private static long entry(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Long.parseLong(cursor);
  }
}
