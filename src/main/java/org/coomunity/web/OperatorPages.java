package org.coomunity.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Invitation;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Members;

/// Looking after the platform: opening communities, their first invitations, lost log-ins, and what
/// was done by whom.
final class OperatorPages {
  private static final int COMMUNITIES = 50;
  private static final int ACTS = 30;

  private final Pages pages;
  private final Members members;
  private final Communities communities;
  private final Lets lets;
  private final URI publicUrl;

  OperatorPages(Pages pages, Web.Modules modules, URI publicUrl) {
    this.pages = pages;
    this.members = modules.members();
    this.communities = modules.communities();
    this.lets = modules.lets();
    this.publicUrl = publicUrl;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/operator", visit -> show(visit, Form.EMPTY)),
        pages.get("/operator/new", visit -> form(visit, standard())),
        pages.post("/operator/new", this::open),
        pages.post("/operator/invite", this::invite),
        pages.post("/operator/recover", this::recover));
  }

  private Answer show(Visit visit, Form form) {
    visit.operator();
    var acts = members.audit(Logins.PLATFORM, visit.cursorId(), ACTS);
    OperatorPage page =
        new OperatorPage(
            form,
            communities.communities(Optional.empty(), COMMUNITIES).items(),
            CarePages.told(acts.items()),
            acts.next());
    return visit.form("operator", visit.t("operator.title"), form, page);
  }

  private static Form standard() {
    return Form.with(
        "language",
        "es",
        "country",
        "CO",
        "code",
        "LUKA",
        "currency",
        "Lükas",
        "symbol",
        "Ł",
        "decimals",
        "2");
  }

  private Answer form(Visit visit, Form form) {
    visit.operator();
    return visit.form("community-new", visit.t("operator.new"), form, new NewCommunityPage(form));
  }

  private Answer open(Visit visit) {
    visit.operator();
    Form form = visit.form();
    try {
      communities.open(
          visit.caller(),
          new Community.Draft(
              form.text("slug"),
              form.text("name"),
              form.text("country"),
              form.text("language"),
              form.text("text"),
              new Community.CurrencyWish(
                  form.text("code").toUpperCase(Locale.ROOT),
                  form.text("currency"),
                  form.text("symbol"),
                  form.text("decimals").equals("0")
                      ? 0
                      : Numbers.whole(form.text("decimals"), "decimals")),
              Map.of()));
      return visit.seeOther("/operator?said=opened#communities");
    } catch (Refused no) {
      return form(
          visit,
          form.refused(
              no,
              visit,
              "currency.code",
              "code",
              "currency.name",
              "currency",
              "currency.symbol",
              "symbol",
              "currency.decimals",
              "decimals"));
    }
  }

  /// The code is told once, in the answer itself.
  private Answer invite(Visit visit) {
    visit.operator();
    Form form = visit.form();
    Community community =
        communities
            .community(form.text("community"))
            .orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
    Invitation made =
        communities
            .inviteFounder(
                visit.caller(), community, new Invitation.Draft(null, null, null, "", "ADMIN"))
            .value();
    return told(visit, "operator.invited", community.name(), made.url());
  }

  private Answer told(Visit visit, String said, String who, String url) {
    OperatorCodePage page = new OperatorCodePage(said, who, url, WalletPages.picture(lets.qr(url)));
    return visit
        .show("operator-code", visit.t("operator.title"), page)
        .header("Cache-Control", "private, no-store");
  }

  private Answer recover(Visit visit) {
    Caller operator = visit.operator();
    Form form = visit.form();
    String handle = form.text("handle").replaceFirst("^@", "");
    try {
      Secret code = members.recovery(operator, handle, form.text("reason"));
      String url =
          publicUrl
              + "/recover?handle="
              + URLEncoder.encode(handle, StandardCharsets.UTF_8)
              + "&code="
              + code.reveal();
      return told(visit, "operator.recovered", "@" + handle, url);
    } catch (Refused no) {
      return show(
          visit,
          no.refusal() == Refusal.MEMBER_UNKNOWN
              ? form.wrong("handle", visit.t("refusal.member_unknown"))
              : form.refused(no, visit));
    }
  }
}
