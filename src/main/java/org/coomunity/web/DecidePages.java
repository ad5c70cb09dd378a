package org.coomunity.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// What a community decides: the list, the pen, and the public record.
final class DecidePages {
  static final String FOLDER = "/proposals";
  static final String ALL = "/c/{slug}" + FOLDER;
  static final String ONE = ALL + "/{id}";
  private static final String LINES = "application/x-ndjson";
  private static final int PAGE = 20;
  private static final int WAITING = 5;

  private final Pages pages;
  private final Governance governance;
  private final Money money;
  private final RateLimits limits;

  DecidePages(Pages pages, Governance governance, Money money, RateLimits limits) {
    this.pages = pages;
    this.governance = governance;
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(ALL, visit -> list(visit.at("community"))),
        pages.get(ALL + "/new", visit -> fresh(visit.at("community"))),
        pages.post(ALL + "/new", visit -> propose(visit.at("community"))),
        pages.get(ONE + "/edit", visit -> rewrite(visit.at("community"), false)),
        pages.post(ONE + "/edit", visit -> change(visit.at("community"), false)),
        pages.get(ONE + "/suggest", visit -> rewrite(visit.at("community"), true)),
        pages.post(ONE + "/suggest", visit -> change(visit.at("community"), true)),
        pages.get(ONE + "/record", visit -> record(visit.at("community"))),
        pages.get(ONE + "/record.ndjson", this::lines));
  }

  /// The states behind a tab of the list.
  private static String states(String tab) {
    return switch (tab) {
      case "sponsoring" -> "sponsoring";
      case "discussion" -> "discussion,verification";
      case "voting" -> "voting";
      case "running" -> "running";
      case "decided" -> "succeeded,queued,executed,defeated,no_quorum,vetoed,failed,withdrawn";
      case "mine" -> "draft";
      default -> "sponsoring,discussion,verification,voting,queued";
    };
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    String asked = visit.query("tab", "open");
    String tab = ProposalsPage.TABS.contains(asked) ? asked : "open";
    String area = visit.query("area", "");
    Page<Proposal.Line> found =
        governance.proposals(
            standing, states(tab), area.isEmpty() ? null : area, PAGE, visit.exchange().cursor());
    return visit
        .hear("community:" + standing.slug())
        .show(
            "proposals",
            visit.t("decide.title"),
            new ProposalsPage(
                tab,
                area,
                governance.areas(standing.community()),
                found.items(),
                governance.waiting(standing, WAITING),
                found.next()));
  }

  private Answer fresh(Visit visit) {
    Form form =
        Form.with("method", "quadratic", "does", "text", "area", "general")
            .or("does", visit.query("does", "text"));
    Optional<String> answers = visit.exchange().query("answers");
    if (answers.isPresent()) {
      Proposal vetoed = governance.proposal(visit.standing(), id(answers.get()));
      form =
          form.and("answers", vetoed.id().toString())
              .and("title", vetoed.title())
              .and("summary", vetoed.summary())
              .and("text", vetoed.text())
              .and("method", vetoed.running() == null ? vetoed.method() : "quadratic");
    }
    return pen(visit, form, null, false);
  }

  private static UUID id(String text) {
    try {
      return Json.uuid(text);
    } catch (IllegalArgumentException broken) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
  }

  private Answer pen(Visit visit, Form form, @Nullable Proposal it, boolean suggests) {
    Standing standing = visit.standing();
    String title = it == null ? "decide.new" : suggests ? "decide.suggest" : "decide.edit";
    return visit.form(
        "proposal-new",
        visit.t(title),
        form,
        new NewProposalPage(
            form,
            it,
            suggests,
            governance.areas(standing.community()),
            money.exchange(standing.community()).unit(),
            ProposalForms.POLICIES,
            CharterRules.KEYS));
  }

  private Answer propose(Visit visit) {
    Form form = ProposalForms.compact(visit.form());
    if (form.ticked("rows")) {
      return pen(visit, form, null, false);
    }
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.PROPOSALS, standing.actor().toString());
      Proposal made = governance.propose(standing, ProposalForms.draft(form)).value();
      return visit.seeOtherIn(FOLDER + "/" + made.id() + "?said=drafted");
    } catch (Refused no) {
      return pen(visit, form.refused(no, visit, ProposalForms.renamed(form)), null, false);
    }
  }

  private Answer rewrite(Visit visit, boolean suggests) {
    Proposal it = governance.proposal(visit.standing(), visit.id("id"));
    return pen(visit, ProposalForms.of(it), it, suggests);
  }

  private Answer change(Visit visit, boolean suggests) {
    Form form = ProposalForms.compact(visit.form());
    Standing standing = visit.standing();
    Proposal it = governance.proposal(standing, visit.id("id"));
    if (form.ticked("rows")) {
      return pen(visit, form, it, suggests);
    }
    try {
      limits.take(RateLimits.Limit.PROPOSALS, standing.actor().toString());
      Proposal.Change change = ProposalForms.change(form, it, suggests);
      if (suggests) {
        governance.suggest(standing, it.id(), change);
      } else {
        governance.change(standing, it.id(), change);
      }
      return visit.seeOtherIn(
          FOLDER + "/" + it.id() + "?said=" + (suggests ? "suggested" : "saved"));
    } catch (Refused no) {
      return pen(visit, form.refused(no, visit, ProposalForms.renamed(form)), it, suggests);
    }
  }

  private Answer record(Visit visit) {
    Standing standing = visit.standing();
    Proposal it = governance.proposal(standing, visit.id("id"));
    return visit.show(
        "proposal-record",
        visit.t("decide.record"),
        new ProposalRecordPage(it, governance.record(standing, it.id())));
  }

  private Answer lines(Visit visit) {
    return Answer.stream(LINES, governance.lines(visit.standing(), visit.id("id")))
        .header("Content-Disposition", "attachment; filename=\"" + visit.id("id") + ".ndjson\"");
  }
}
