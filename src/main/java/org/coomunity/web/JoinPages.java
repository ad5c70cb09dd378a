package org.coomunity.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Invitation;
import org.coomunity.people.logins.Tokens;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.NewMember;

/// Joining with an invitation: as somebody new, or as a member who joins one more community.
final class JoinPages {
  private final Pages pages;
  private final Members members;
  private final Communities communities;
  private final RateLimits limits;

  JoinPages(Pages pages, Members members, Communities communities, RateLimits limits) {
    this.pages = pages;
    this.members = members;
    this.communities = communities;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.bare("/join/{code}", exchange -> "/join/" + exchange.path("code")),
        pages.open("GET", "/join", this::code),
        pages.open("GET", "/join/{code}", visit -> show(visit, Form.EMPTY)),
        pages.open("POST", "/join/{code}", this::join));
  }

  /// The code may be typed, or pasted as the whole address.
  private Answer code(Visit visit) {
    String typed = visit.exchange().query("code").orElse("").strip();
    String code = typed.substring(typed.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "");
    return visit.seeOther(code.isEmpty() ? "" : "/join/" + code);
  }

  private Answer show(Visit visit, Form form) {
    String code = visit.exchange().path("code");
    Invitation.Look look = communities.look(code);
    Answer page =
        visit.show(
            "join",
            visit.t("join.title") + " · " + look.communityName(),
            new JoinPage(code, look, look.gift(), form));
    return form.faulty() ? page.status(422) : page;
  }

  private Answer join(Visit visit) {
    String code = visit.exchange().path("code");
    Form form = visit.exchange().maybeCaller().isPresent() ? Form.EMPTY : visit.form();
    try {
      if (visit.maybeCaller().isPresent()) {
        String slug =
            communities
                .community(communities.join(visit.caller(), code).community())
                .map(Community::slug)
                .orElse("");
        return visit.seeOther("/c/" + slug + "?said=joined");
      }
      limits.take(RateLimits.Limit.JOIN, visit.exchange().remoteAddress());
      String slug = communities.look(code).community();
      communities.register(draft(form, code, visit));
      Tokens tokens =
          members.signIn(
              form.text("handle"),
              new Secret(form.exact("password")),
              visit.exchange().header("User-Agent").orElse(""));
      return SessionPages.entered(
          visit.seeOther("/c/" + slug + "?said=joined"),
          visit.exchange(),
          tokens,
          pages.clock().instant());
    } catch (Refused no) {
      if (no.refusal() == Refusal.INVITATION_GONE) {
        throw no;
      }
      return show(visit, form.refused(no, visit, "consents.terms", "consents"));
    }
  }

  private static NewMember draft(Form form, String code, Visit visit) {
    return new NewMember(
        code,
        form.text("handle"),
        form.text("displayName"),
        form.maybe("email").orElse(null),
        form.exact("password"),
        visit.language().tag(),
        birthDate(form.text("birthDate")),
        Map.of("terms", form.ticked("terms"), "privacy", form.ticked("terms")));
  }

  private static LocalDate birthDate(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException wrong) {
      throw Refused.field(
          text.isEmpty() ? Refusal.FIELD_MISSING : Refusal.FIELD_FORMAT, "birthDate");
    }
  }
}
