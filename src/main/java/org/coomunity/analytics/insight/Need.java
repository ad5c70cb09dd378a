package org.coomunity.analytics.insight;

import java.util.Locale;

/// What is still missing before something can be learned.
public record Need(What what, long have, long need) {
  /// Of what there is too little.
  public enum What {
    /// Days since the first act.
    DAYS,
    /// Members, each counted anew in each four weeks.
    OBSERVATIONS,
    /// Those of them who did not come back.
    LEFT,
    /// Those of them who stayed.
    STAYED,
    /// Active members of whom something may be foretold.
    PEOPLE,
    /// Things that were done one after the other.
    STEPS;

    /// The word of the public surface.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean met() {
    return have >= need;
  }
}
