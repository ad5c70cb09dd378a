package org.coomunity.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.people.directory.Card;
import org.coomunity.people.directory.Directory;
import org.coomunity.people.members.Findable;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.Profile;
import org.jspecify.annotations.Nullable;

/// Finding each other in a community.
final class DirectoryPages {
  private static final int PAGE = 20;
  private static final List<String> NAMES =
      List.of("q", "skill", "element", "language", "kind", "near", "fresh", "sort");

  private final Pages pages;
  private final Members members;
  private final Directory directory;

  DirectoryPages(Pages pages, Web.Modules modules) {
    this.pages = pages;
    this.members = modules.members();
    this.directory = modules.directory();
  }

  List<Route> routes() {
    return List.of(pages.get("/c/{slug}/people", visit -> people(visit.at("community"))));
  }

  private Answer people(Visit visit) {
    Standing standing = visit.standing();
    Map<String, String> asked = new LinkedHashMap<>();
    for (String name : NAMES) {
      Optional.of(visit.query(name, "").strip())
          .filter(said -> !said.isEmpty())
          .ifPresent(said -> asked.put(name, said));
    }
    boolean placed = members.profile(standing.member()).map(Profile::place).isPresent();
    if (!placed) {
      asked.remove("near");
    }
    Page<Card> found = found(visit, standing, asked);
    DirectoryPage page =
        new DirectoryPage(
            found.items(),
            asked,
            placed,
            Findable.HIDDEN.equals(members.settings(standing.member()).get(Findable.SETTING)),
            Arrays.stream(Language.values()).map(Language::tag).toList(),
            found.next());
    return visit.show("people", visit.t("people.title"), page);
  }

  /// What nobody can be asked for finds nobody; only a broken cursor is a fault.
  private Page<Card> found(Visit visit, Standing standing, Map<String, String> asked) {
    Card.Wish wish =
        new Card.Wish(
            said(asked, "q"),
            said(asked, "skill"),
            said(asked, "element"),
            said(asked, "language"),
            said(asked, "kind"),
            asked.containsKey("near"),
            asked.containsKey("fresh"),
            said(asked, "sort"));
    try {
      return directory.cards(standing, wish, PAGE, visit.exchange().cursor());
    } catch (Refused no) {
      boolean cursor = no.faults().stream().anyMatch(fault -> fault.field().equals("cursor"));
      if (cursor || no.refusal() == Refusal.TOO_MANY) {
        throw no;
      }
      return new Page<>(List.of(), null);
    }
  }

  private static @Nullable String said(Map<String, String> asked, String name) {
    return asked.get(name);
  }
}
