package org.coomunity.analytics.journeys;

import java.util.Set;

/// How somebody began, without who it was.
///
/// @param acts on their first day
/// @param kinds how many kinds of things that was
/// @param weekend whether the first day was one of a weekend
/// @param used what they did in the six days after it
/// @param stayed whether they were active in the fifth week, days 28 to 34
public record Beginning(int acts, int kinds, boolean weekend, Set<EventType> used, boolean stayed) {
  public Beginning {
    used = Set.copyOf(used);
  }
}
