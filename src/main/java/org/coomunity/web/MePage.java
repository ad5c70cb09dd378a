package org.coomunity.web;

import java.util.List;
import org.coomunity.people.members.Me;

/// Oneself, as others read it.
///
/// @param organisations those one acts for, with the communities they belong to
public record MePage(Me me, Form form, List<Acting> organisations) {
  /// An organisation in a community.
  public record Acting(String handle, String name, Shell.Home community) {}
}
