package org.coomunity.story;

import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Standing;

/// Somebody who acts in the story: a person, or a person for an organisation.
///
/// @param caller the person
/// @param lean hours above zero where they feel at home
record Player(String handle, Caller caller, Standing standing, int lean, boolean person) {
  /// True for the same one, wherever they stand.
  boolean is(Player other) {
    return handle.equals(other.handle);
  }

  Player at(Standing place) {
    return new Player(handle, caller, place, lean, person);
  }
}
