package org.coomunity.analytics.pulse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The platform as a whole, before anything else is told of it.
///
/// @param countries members active in the last 30 days by the country of their community, where
///   they are ten or more
/// @param elsewhere true when there are members in countries that are not named
/// @param communities communities in which somebody was active in the last 30 days
/// @param ayniScore mean of their trades of the last 24 hours; absent without any
/// @param reciprocity mean of their reciprocity; absent while nothing moved
public record Collective(
    Map<String, Long> countries,
    boolean elsewhere,
    int communities,
    @Nullable Double ayniScore,
    @Nullable Double reciprocity) {
  public Collective {
    countries = Map.copyOf(countries);
  }
}
