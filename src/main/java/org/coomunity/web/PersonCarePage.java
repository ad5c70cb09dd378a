package org.coomunity.web;

import org.coomunity.base.kernel.Unit;
import org.coomunity.people.communities.Person;

/// Looking after one member: role, pause, goodbye.
///
/// @param admin true for those who may change roles and take somebody out
/// @param balance decimal string
public record PersonCarePage(
    Person.Detail person, boolean admin, String balance, Unit unit, Form form) {
  /// True while the member may only read.
  public boolean suspended() {
    return person.membership().state().equals("suspended");
  }
}
