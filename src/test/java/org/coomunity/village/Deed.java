package org.coomunity.village;

import org.jspecify.annotations.Nullable;

/// Somebody does something somewhere.
///
/// @param as handle of the organisation they act for; null for themselves
/// @param again true when it was acknowledged before: it must have no second effect
record Deed(Villager who, Town town, @Nullable String as, Act act, boolean again) {
  Deed(Villager who, Town town, @Nullable String as, Act act) {
    this(who, town, as, act, false);
  }

  /// Whose name it is done in.
  String handle() {
    return as == null ? who.handle() : as;
  }

  @Override
  public String toString() {
    return who.handle() + (as == null ? "" : " for " + as) + " in " + town.slug() + ": " + act;
  }
}
