package org.coomunity.analytics.insight;

import java.util.List;

/// Who of a community may be about to leave, for those who look after it and for nobody else. It
/// ends in something kind to do; it never ranks or punishes.
///
/// @param members those active in the last 28 days, the highest risk first
/// @param communityRisk the mean risk of them
/// @param trials how well it was foretold on earlier dates, each by a model that knew only what was
///   known then
/// @param drift the stability index of the score, training against today; above 0.2 the model has
///   grown old
public record Departures(
    List<Member> members, double communityRisk, String model, List<Trial> trials, double drift) {
  /// One member, and what would be kind.
  ///
  /// @param risk the chance to have no active day in the next 28
  /// @param reasons what raises it most, by name; none where nothing does
  public record Member(String person, double risk, Band band, List<String> reasons, Act act) {}

  /// How a date went.
  ///
  /// @param day since 1970 up to which it knew
  /// @param recencyAuc of the days since the last act alone
  public record Trial(int day, int members, int left, double auc, double recencyAuc, double ece) {}

  public enum Band {
    LOW,
    WATCH,
    CARE;

    static Band of(double risk) {
      return risk < 0.15 ? LOW : risk < 0.4 ? WATCH : CARE;
    }
  }

  /// What would be kind.
  public enum Act {
    NOTHING,
    ASK_HOW_THEY_ARE,
    INVITE_TO_AN_EXCHANGE,
    INTRODUCE_SOMEBODY
  }
}
