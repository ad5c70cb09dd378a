package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.decisions.governance.Area;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// Writing a proposal, writing its text anew, or suggesting another text to its author.
///
/// @param it the one that is written anew; null for a new one
/// @param suggests true when the reader is not its author
/// @param policies keys of what a community may set
/// @param charter keys of how it decides
public record NewProposalPage(
    Form form,
    @Nullable Proposal it,
    boolean suggests,
    List<Area> areas,
    Unit unit,
    List<String> policies,
    List<String> charter) {
  /// The ways to vote, the plainest first.
  public static final List<String> METHODS =
      List.of("quadratic", "one_person", "approval", "score", "ranked", "stv", "conviction");

  /// What a proposal may do.
  public static final List<String> EFFECTS =
      List.of("text", "fundPayment", "budget", "policy", "limit", "role");

  /// How many rows for projects there are: some more than are filled in, or as many as asked for.
  public int rows() {
    String asked = form.text("rows");
    int wanted = asked.matches("[0-9]{1,3}") ? Integer.parseInt(asked) : 0;
    return Math.clamp(
        Math.max(wanted, ProposalForms.filled(form) + 1), 3, ProposalForms.PROJECTS_MOST);
  }

  /// The roles that can be given.
  public static final List<String> ROLES = List.of("MEMBER", "MODERATOR", "STEWARD", "ADMIN");
}
