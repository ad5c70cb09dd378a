package org.coomunity.analytics.insight;

import java.util.List;
import java.util.Locale;

/// Who of a community may be about to leave, for those who look after it and for nobody else. It
/// ends in something kind to do; it never ranks or punishes.
///
/// @param members those active in the last 28 days, the highest risk first
/// @param communityRisk the mean risk of them
/// @param quality how well it was foretold on earlier dates, each by a model that knew only what
///   was known then
/// @param drift the stability index of the score, training against today; above 0.2 the model has
///   grown old
public record Departures(
    List<Member> members, double communityRisk, Quality quality, double drift) {
  /// One member, and what would be kind.
  ///
  /// @param risk the chance to have no active day in the next 28
  /// @param reasons what raises it most and what speaks against it, true of them both
  public record Member(String person, double risk, Band band, List<Reason> reasons, Act act) {}

  /// How well a model foretells, on dates later than all it was taught.
  ///
  /// @param kind of model: `logistic`, `boosting`
  /// @param trials date by date
  /// @param auc the chance that of two, one who left and one who stayed, the right one had the
  ///   higher risk
  /// @param aucLow its lower 95 % bound; at 0.5 or below the model knows nothing
  /// @param ece how far foretold and seen are apart, on average
  /// @param brier the mean square of what is between them
  /// @param n members over all dates
  /// @param left of those
  /// @param bands what became of those in each band
  public record Quality(
      String kind,
      List<Trial> trials,
      double auc,
      double aucLow,
      double ece,
      double brier,
      int n,
      int left,
      List<Became> bands) {
    /// Whether it knows more than a coin.
    boolean tells() {
      return aucLow > 0.5;
    }
  }

  /// What became of those of whom a model said this.
  public record Became(Band band, int people, int left) {}

  /// How a date went.
  ///
  /// @param day since 1970 up to which it knew
  /// @param recencyAuc of the days since the last act alone
  public record Trial(int day, int members, int left, double auc, double recencyAuc, double ece) {}

  /// The trials of its model.
  public List<Trial> trials() {
    return quality.trials();
  }

  public enum Band {
    LOW,
    WATCH,
    CARE;

    static Band of(double risk) {
      return risk < 0.15 ? LOW : risk < 0.4 ? WATCH : CARE;
    }

    /// The word of the public surface.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What would be kind.
  public enum Act {
    NOTHING,
    ASK_HOW_THEY_ARE,
    INVITE_TO_AN_EXCHANGE,
    INTRODUCE_SOMEBODY;

    /// The word of the public surface.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
