package org.coomunity.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Farewell;
import org.coomunity.people.communities.Person;
import org.coomunity.people.members.AuditLine;
import org.coomunity.people.members.Members;

/// Looking after a community: roles, pauses, goodbyes, and what was done by whom.
final class CarePages {
  private static final int ACTS = 30;
  private static final String PERSON = "/c/{slug}/people/{handle}";

  private final Pages pages;
  private final Communities communities;
  private final Members members;
  private final People people;
  private final Money money;

  CarePages(Pages pages, Web.Modules modules, People people, Money money) {
    this.pages = pages;
    this.communities = modules.communities();
    this.members = modules.members();
    this.people = people;
    this.money = money;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/care", visit -> care(visit.at("community"), Form.EMPTY)),
        pages.post("/c/{slug}/archive", visit -> archive(visit.at("community"))),
        pages.get("/c/{slug}/leave", visit -> leaving(visit.at("community"), Form.EMPTY)),
        pages.post("/c/{slug}/leave", visit -> leave(visit.at("community"))),
        pages.get(PERSON + "/care", visit -> person(visit.at("community"), Form.EMPTY)),
        pages.post(PERSON + "/role", visit -> role(visit.at("community"))),
        pages.post(PERSON + "/suspend", visit -> suspend(visit.at("community"), true)),
        pages.post(PERSON + "/restore", visit -> suspend(visit.at("community"), false)),
        pages.post(PERSON + "/remove", visit -> remove(visit.at("community"))));
  }

  private Answer care(Visit visit, Form form) {
    Standing admin = visit.standing(Role.ADMIN);
    var acts = members.audit(admin.community(), visit.cursorId(), ACTS);
    CarePage page = new CarePage(form, told(acts.items()), acts.next());
    return visit.form("care", visit.t("care.title"), form, page);
  }

  /// Privileged acts with the names of those who did them.
  static List<CarePage.Act> told(List<AuditLine> entries) {
    return entries.stream()
        .map(entry ->
            new CarePage.Act(
                entry.at(),
                entry.actorName(),
                entry.act().toLowerCase(Locale.ROOT).replace('.', '_'),
                entry.subject(),
                entry.reason()))
        .toList();
  }

  private Answer archive(Visit visit) {
    Form form = visit.form();
    Standing admin = visit.standing(Role.ADMIN);
    try {
      if (!form.text("slug").equals(admin.slug())) {
        throw Refused.field(Refusal.FIELD_FORMAT, "slug");
      }
      communities.archive(admin, farewell(form), form.text("reason"));
      return visit.seeOtherIn("/community?said=saved");
    } catch (Refused no) {
      return care(visit, form.refused(no, visit));
    }
  }

  private static Farewell farewell(Form form) {
    for (Farewell farewell : Farewell.values()) {
      if (farewell.key().equals(form.text("farewell"))) {
        return farewell;
      }
    }
    throw Refused.field(Refusal.FIELD_MISSING, "farewell");
  }

  private Answer leaving(Visit visit, Form form) {
    Standing standing = visit.standing();
    var exchange = money.exchange(standing.community());
    WalletView wallet =
        Money.wallet(exchange.unit(), money.account(standing, standing.handle()).orElseThrow());
    LeavePage page = new LeavePage(form, name(standing.community()), exchange.unit(), wallet);
    return visit.form("leave", visit.t("leave.title"), form, page);
  }

  private String name(CommunityId community) {
    return people.community(community).map(found -> found.name()).orElse("");
  }

  private Answer leave(Visit visit) {
    Form form = visit.form();
    try {
      communities.leave(visit.standing(), farewell(form));
      return visit.seeOther("?said=left");
    } catch (Refused no) {
      return leaving(visit, form.refused(no, visit));
    }
  }

  private Answer person(Visit visit, Form form) {
    Standing actor = visit.standing(Role.STEWARD);
    Person.Detail person = communities.person(actor.community(), visit.exchange().path("handle"));
    var exchange = money.exchange(actor.community());
    PersonCarePage page =
        new PersonCarePage(
            person,
            actor.role().includes(Role.ADMIN),
            money
                .account(actor, person.membership().handle())
                .map(account -> account.balance())
                .orElse("0"),
            exchange.unit(),
            form.or("role", person.membership().role()));
    return visit.form(
        "person-care",
        visit.t("care.of", Map.of("name", person.profile().displayName())),
        form,
        page);
  }

  private Answer role(Visit visit) {
    Form form = visit.form();
    Standing admin = visit.standing(Role.ADMIN);
    try {
      communities.role(admin, visit.exchange().path("handle"), chosen(form));
      return back(visit);
    } catch (Refused no) {
      return person(visit, form.refused(no, visit));
    }
  }

  private static Role chosen(Form form) {
    for (Role role : Role.values()) {
      if (role.name().equals(form.text("role"))) {
        return role;
      }
    }
    throw Refused.field(Refusal.FIELD_MISSING, "role");
  }

  private static Answer back(Visit visit) {
    return visit.seeOtherIn("/people/" + visit.exchange().path("handle") + "?said=saved");
  }

  private Answer suspend(Visit visit, boolean suspended) {
    Form form = visit.form();
    Standing steward = visit.standing(Role.STEWARD);
    try {
      communities.suspend(steward, visit.exchange().path("handle"), suspended, form.text("reason"));
      return back(visit);
    } catch (Refused no) {
      return person(visit, form.refused(no, visit));
    }
  }

  private Answer remove(Visit visit) {
    Form form = visit.form();
    Standing admin = visit.standing(Role.ADMIN);
    try {
      communities.remove(admin, visit.exchange().path("handle"), farewell(form), form.text("why"));
      return visit.seeOtherIn("/community?said=saved");
    } catch (Refused no) {
      return person(visit, form.refused(no, visit, "reason", "why"));
    }
  }
}
