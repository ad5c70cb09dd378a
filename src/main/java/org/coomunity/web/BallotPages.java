package org.coomunity.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// The ballot and the result.
final class BallotPages {
  private static final String ONE = DecidePages.ONE;
  private static final int REASONS = 50;

  private final Pages pages;
  private final Governance governance;
  private final Money money;
  private final RateLimits limits;

  BallotPages(Pages pages, Governance governance, Money money, RateLimits limits) {
    this.pages = pages;
    this.governance = governance;
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(ONE + "/ballot", visit -> ballot(visit.at("community"))),
        pages.post(ONE + "/ballot", visit -> vote(visit.at("community"))),
        pages.post(ONE + "/ballot/withdraw", visit -> withdraw(visit.at("community"))),
        pages.get(ONE + "/result", visit -> result(visit.at("community"))));
  }

  private Proposal proposal(Visit visit) {
    return governance.proposal(visit.standing(), visit.id("id"));
  }

  private static String at(Proposal it) {
    return DecidePages.FOLDER + "/" + it.id() + "/ballot";
  }

  private Answer ballot(Visit visit) {
    Proposal it = proposal(visit);
    return show(visit, it, BallotForms.of(it, own(visit, it)));
  }

  private Proposal.@Nullable Own own(Visit visit, Proposal it) {
    try {
      return it.mine().ballot() ? governance.ballot(visit.standing(), it.id()) : null;
    } catch (Refused gone) {
      if (gone.refusal() == Refusal.NOT_FOUND) {
        return null;
      }
      throw gone;
    }
  }

  private Answer show(Visit visit, Proposal it, Form form) {
    Standing standing = visit.standing();
    Proposal.Own own = own(visit, it);
    Proposal.Voice voice = governance.voice(standing);
    BallotPage page =
        new BallotPage(
            it,
            form,
            BallotForms.votes(it, form),
            form.text("before"),
            own,
            voice,
            own == null ? voice.left() : own.left() + own.cost(),
            governance.charter(standing.community()).negativeVotes() && !yesOrNo(it),
            own != null && visit.query("said", "").equals("voted"),
            it.method().equals("equal_shares") && it.payload().amount() != null
                ? words(visit, it.payload().amount())
                : "",
            projects(visit, it));
    return visit.form("ballot", visit.t("decide.ballot"), form, page);
  }

  private Unit unit(Visit visit) {
    return money.exchange(visit.standing().community()).unit();
  }

  private String words(Visit visit, String amount) {
    Unit unit = unit(visit);
    return pages.messages().amount(visit.language(), unit, Shell.minor(unit, amount));
  }

  private List<ProjectView> projects(Visit visit, Proposal it) {
    return ProjectView.of(pages, visit, unit(visit), it);
  }

  private static boolean yesOrNo(Proposal it) {
    return it.options().stream().allMatch(option -> option.label() == null);
  }

  private Answer vote(Visit visit) {
    Form form = visit.form();
    Proposal it = proposal(visit);
    if (form.ticked("undo")) {
      return show(visit, it, BallotForms.undone(it, form));
    }
    if (form.ticked("step")) {
      return show(visit, it, BallotForms.stepped(it, form, form.text("step")));
    }
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.BALLOTS, standing.actor().toString());
      governance.cast(standing, it.id(), BallotForms.ballot(it, form));
      return visit.seeOtherIn(at(it) + "?said=voted");
    } catch (Refused no) {
      Form refused = form.refused(no, visit, renamed(it));
      return show(visit, it, refused);
    }
  }

  private static String[] renamed(Proposal it) {
    return it.options().stream()
        .flatMap(option -> List.of("votes." + option.id(), "v-" + option.id()).stream())
        .toArray(String[]::new);
  }

  private Answer withdraw(Visit visit) {
    Proposal it = proposal(visit);
    try {
      governance.uncast(visit.standing(), it.id());
      return visit.seeOtherIn(at(it) + "?said=unvoted");
    } catch (Refused no) {
      return show(visit, it, visit.form().refused(no, visit));
    }
  }

  private Answer result(Visit visit) {
    Standing standing = visit.standing();
    Proposal it = proposal(visit);
    Proposal.Tally tally = governance.tally(standing, it.id());
    Map<String, Proposal.Count> counts =
        tally.options().stream().collect(Collectors.toMap(Proposal.Count::id, Function.identity()));
    long votes = most(tally, count -> Math.abs(count.votes()));
    long heads = most(tally, Proposal.Count::heads);
    List<ResultPage.Row> rows =
        it.options().stream()
            .filter(option -> counts.containsKey(option.id()))
            .map(option -> row(option, counts, votes, heads, tally))
            .sorted(Comparator.comparingLong(ResultPage.Row::votes).reversed())
            .toList();
    List<Proposal.Reasons> reasons =
        tally.outcome() == null
            ? List.of()
            : governance.reasons(standing, it.id(), Optional.empty(), REASONS).items().stream()
                .filter(one -> !one.reason().isEmpty())
                .toList();
    boolean two = List.of("quadratic", "score", "equal_shares").contains(it.method());
    return visit
        .hear("community:" + standing.slug())
        .show(
            "result",
            visit.t("decide.result"),
            new ResultPage(
                it,
                tally,
                rows,
                two,
                reasons,
                projects(visit, it),
                amount -> words(visit, amount)));
  }

  private static long most(Proposal.Tally tally, ToLongFunction<Proposal.Count> of) {
    return Math.max(1, tally.options().stream().mapToLong(of).max().orElse(1));
  }

  private static ResultPage.Row row(
      Proposal.Option option,
      Map<String, Proposal.Count> counts,
      long votes,
      long heads,
      Proposal.Tally tally) {
    Proposal.Count count = counts.getOrDefault(option.id(), new Proposal.Count(option.id(), 0, 0));
    boolean yes = "succeeded".equals(tally.outcome()) && option.id().equals("for");
    return new ResultPage.Row(
        option,
        count.votes(),
        count.heads(),
        Math.max(0, 100.0 * count.votes() / votes),
        100.0 * count.heads() / heads,
        yes || tally.winners().contains(option.id()));
  }
}
