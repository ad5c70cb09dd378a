package org.coomunity.people.communities;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An organisation that people of a community act for.
public record Organisation(String handle, String displayName, List<String> people) {
  /// An organisation that somebody wants to found.
  public record Draft(String handle, String displayName, @Nullable String text) {}
}
