package org.coomunity.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// One proposal and everything one can do with it, but for the vote.
final class ProposalPages {
  private static final String ONE = DecidePages.ONE;
  private static final int SAID = 100;

  private final Pages pages;
  private final Governance governance;
  private final Money money;
  private final RateLimits limits;

  ProposalPages(Pages pages, Governance governance, Money money, RateLimits limits) {
    this.pages = pages;
    this.governance = governance;
    this.money = money;
    this.limits = limits;
  }

  /// Something done to a proposal.
  private interface Act {
    void with(Standing standing, UUID id, Form form);
  }

  List<Route> routes() {
    return List.of(
        pages.get(ONE, visit -> show(visit.at("community"), Form.EMPTY, "")),
        act("advance", "advanced", (who, id, form) -> governance.advance(who, id)),
        act("sponsor", "sponsored", (who, id, form) -> governance.sponsor(who, id)),
        act(
            "withdraw",
            "proposal_withdrawn",
            (who, id, form) -> governance.withdraw(who, id, form.exact("reason"))),
        act("veto", "vetoed", (who, id, form) -> governance.veto(who, id, form.exact("reason"))),
        act("stake", "pointed", this::stake),
        act("arguments", "argued", this::argue),
        act(
            "reviews",
            "reviewed",
            (who, id, form) ->
                governance.review(
                    who,
                    id,
                    new Proposal.Review.Draft(form.text("verdict"), form.exact("reasons")))),
        pages.post(
            ONE + "/amendments/{amendment}/accept",
            visit ->
                doing(
                    visit.at("community"),
                    "accept",
                    "saved",
                    (who, id, form) -> governance.accept(who, id, visit.id("amendment")))),
        pages.post(
            ONE + "/arguments/{argument}/hide",
            visit -> {
              Standing moderator = visit.standing(Role.MODERATOR);
              governance.hide(moderator, visit.id("id"), visit.id("argument"));
              return visit.seeOtherIn(at(visit) + "?said=saved");
            }));
  }

  private Route act(String name, String said, Act act) {
    return pages.post(ONE + "/" + name, visit -> doing(visit.at("community"), name, said, act));
  }

  private static String at(Visit visit) {
    return DecidePages.FOLDER + "/" + visit.id("id");
  }

  private Answer doing(Visit visit, String name, String said, Act act) {
    Form form = visit.form();
    try {
      act.with(visit.standing(), visit.id("id"), form);
      return visit.seeOtherIn(at(visit) + "?said=" + said);
    } catch (Refused no) {
      if (no.refusal() == Refusal.NOT_FOUND) {
        throw no;
      }
      return show(visit, form.refused(no, visit, "text", "said"), name);
    }
  }

  private void stake(Standing standing, UUID id, Form form) {
    limits.take(RateLimits.Limit.BALLOTS, standing.actor().toString());
    governance.stake(standing, id, Numbers.whole(form.text("points"), "points"));
  }

  private void argue(Standing standing, UUID id, Form form) {
    limits.take(RateLimits.Limit.MESSAGES, standing.actor().toString());
    UUID parent = form.maybe("parent").map(ProposalPages::id).orElse(null);
    governance.argue(
        standing,
        id,
        new Proposal.Argument.Draft(
            MarketPages.id(form), parent, form.text("side"), form.exact("said")));
  }

  private static UUID id(String text) {
    try {
      return Json.uuid(text);
    } catch (IllegalArgumentException broken) {
      throw Refused.because(Refusal.STALE_PAGE);
    }
  }

  private Answer show(Visit visit, Form form, String act) {
    Standing standing = visit.standing();
    Proposal it = governance.proposal(standing, visit.id("id"));
    Page<Proposal.Argument> said =
        governance.arguments(standing, it.id(), SAID, visit.exchange().cursor());
    ProposalPage page =
        new ProposalPage(
            it,
            form,
            act,
            Links.of(it.text()),
            governance.versions(standing, it.id()),
            governance.amendments(standing, it.id()),
            tree(said.items()),
            said.next(),
            standing.role().includes(Role.MODERATOR),
            amount(visit, it),
            ProjectView.of(pages, visit, money.exchange(standing.community()).unit(), it));
    return visit.hear("community:" + standing.slug()).form("proposal", it.title(), form, page);
  }

  /// What a proposal would pay or let somebody owe; as it was typed when it is no amount.
  private String amount(Visit visit, Proposal it) {
    String typed =
        it.payload().amount() == null ? it.payload().creditLimit() : it.payload().amount();
    if (typed == null) {
      return "";
    }
    Unit unit = money.exchange(visit.standing().community()).unit();
    try {
      return pages.messages().amount(visit.language(), unit, Shell.minor(unit, typed));
    } catch (Refused noAmount) {
      return typed;
    }
  }

  /// Answers under what they answer; what answers something of another page stands by itself.
  static List<ProposalPage.Node> tree(List<Proposal.Argument> said) {
    Map<UUID, ProposalPage.Node> nodes = new HashMap<>();
    List<ProposalPage.Node> roots = new ArrayList<>();
    for (Proposal.Argument one : said) {
      ProposalPage.Node node = new ProposalPage.Node(one, new ArrayList<>());
      nodes.put(one.id(), node);
      ProposalPage.@Nullable Node above = one.parent() == null ? null : nodes.get(one.parent());
      (above == null ? roots : above.answers()).add(node);
    }
    return roots;
  }
}
