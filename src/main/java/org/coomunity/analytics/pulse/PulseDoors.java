package org.coomunity.analytics.pulse;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// What pulse asks of others; `main` fills it.
///
/// @param places what a community is
/// @param balances how its giving and receiving stands
/// @param presence who has a page open
/// @param machine what surrounds the process
/// @param insights what other modules know of members as a whole
public record PulseDoors(
    Places places, Balances balances, Presence presence, Machine machine, Insights insights) {
  /// A community, as far as figures need it.
  ///
  /// @param country ISO 3166-1, two letters
  /// @param hour the minor units of an hour
  public record Site(String slug, String country, ZoneId zone, long hour) {}

  /// A community; null when there is none.
  @FunctionalInterface
  public interface Places {
    @Nullable Site of(CommunityId community);
  }

  /// How the trades of a community moved it.
  ///
  /// @param ayniScore mean of the last 24 hours
  /// @param scored how many trades those were
  /// @param reciprocity mean of its members', weighted by volume; `NaN` with no volume
  public record Balance(double ayniScore, long scored, double reciprocity) {}

  /// The balance of a community.
  @FunctionalInterface
  public interface Balances {
    Balance of(CommunityId community);
  }

  /// The numbers of the members of each community who have a page of it open on this node.
  @FunctionalInterface
  public interface Presence {
    Map<CommunityId, Set<Integer>> now();
  }

  /// Figures of the machine and its keeping, `NaN` for what is not known here.
  ///
  /// @param diskFree share of the disk of the data folder that is free
  /// @param certificateEnds when the certificate ends, in seconds of the epoch
  /// @param backedUp when a backup was made last, in seconds of the epoch
  public record Keeping(double diskFree, double certificateEnds, double backedUp) {
    /// Where nothing is known.
    public static final Keeping UNKNOWN = new Keeping(Double.NaN, Double.NaN, Double.NaN);
  }

  /// The figures of the machine now.
  @FunctionalInterface
  public interface Machine {
    Keeping now();
  }

  /// What is known of members as a whole, `NaN` for what nobody counts yet.
  ///
  /// @param churnRisk mean predicted risk of active members
  /// @param aligned share of the members with a known vocation who are aligned with it
  /// @param vocations how many those members are
  public record Insight(double churnRisk, double aligned, long vocations) {
    /// Where nobody counts it.
    public static final Insight UNKNOWN = new Insight(Double.NaN, Double.NaN, 0);
  }

  /// What is known of members as a whole now; asked at most once a minute.
  @FunctionalInterface
  public interface Insights {
    Insight now();
  }
}
