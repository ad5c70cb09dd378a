package org.coomunity.web;

import java.util.List;
import org.coomunity.decisions.governance.Area;
import org.coomunity.decisions.governance.Delegation;
import org.coomunity.decisions.governance.Proposal;

/// One's voice, and to whom one gives it.
///
/// @param given what was given on, by topic
public record VoicePage(Form form, Proposal.Voice voice, List<Area> areas, List<Given> given) {
  /// A voice that was given on.
  ///
  /// @param title of the proposal when the topic is one; else empty
  /// @param names of the delegates, in their order
  public record Given(Delegation it, String title, List<Shell.Person> names) {}
}
