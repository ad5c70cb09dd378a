package org.coomunity.analytics.findings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coomunity.analytics.insight.Calling;
import org.coomunity.analytics.insight.Content;
import org.coomunity.analytics.journeys.Beginning;
import org.coomunity.analytics.journeys.Figures;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;

/// The facts that findings rest on; `main` brings them from the modules that know them. What joins
/// several acts of a person is told of those alone who agreed to journeys.
///
/// @param size how many members there are
/// @param learned what is learned, and what is done after it
/// @param ways where visits leave on the way to a trade, and what leads there
/// @param beginnings how newcomers began
/// @param balance how giving and receiving stand
/// @param common what is done for all
/// @param doings what members do, and feel called to
/// @param needs what is looked for and hardly offered
/// @param leaving how many may be about to leave
public record FindingsDoors(
    Size size,
    Learned learned,
    Ways ways,
    Beginnings beginnings,
    Balances balance,
    Common common,
    Callings doings,
    Needs needs,
    Leaving leaving) {
  /// How many members a community has.
  @FunctionalInterface
  public interface Size {
    long of(CommunityId community);
  }

  /// What is learned: how many began, finished and then acted, and titles by identifier.
  public record Lessons(List<Content.Seen> seen, Map<String, String> titles) {}

  /// What is learned in a community.
  @FunctionalInterface
  public interface Learned {
    Lessons of(CommunityId community);
  }

  /// Where visits leave on the way to a trade, and what leads there.
  @FunctionalInterface
  public interface Ways {
    Figures.Ways of(CommunityId community);
  }

  /// How newcomers began.
  @FunctionalInterface
  public interface Beginnings {
    List<Beginning> of(CommunityId community);
  }

  /// How giving and receiving stand.
  ///
  /// @param active members who gave or received in the window of the community
  /// @param reciprocity the mean of theirs, weighted by volume
  /// @param recent members who gave or received in the last 30 days
  /// @param around the share of the volume of 30 days that can come around again
  public record Balance(long active, double reciprocity, long recent, double around) {}

  /// How giving and receiving stand in a community.
  @FunctionalInterface
  public interface Balances {
    Balance of(CommunityId community);
  }

  /// What was done for all in the last 30 days.
  ///
  /// @param contributors members whose contribution was confirmed
  /// @param income of the fund, in minor units
  /// @param payouts of the fund, in minor units
  public record Commonwealth(Unit unit, long contributors, long income, long payouts) {}

  /// What was done for all in a community.
  @FunctionalInterface
  public interface Common {
    Commonwealth of(CommunityId community);
  }

  /// What members do, and feel called to.
  ///
  /// @param skills all that the community knows
  public record Doings(List<Calling.Doing> members, Set<String> skills) {}

  /// What the members of a community do.
  @FunctionalInterface
  public interface Callings {
    Doings of(CommunityId community);
  }

  /// What is looked for on one shelf, in one region and language.
  ///
  /// @param region about where, `lat lon` in whole degrees; empty where no place was said
  /// @param people who look for it
  /// @param offers that fit
  public record Wanted(String category, String region, String language, int people, int offers) {}

  /// What is looked for.
  ///
  /// @param speakers how many people look for something in a language, each counted once
  public record Market(Collection<Wanted> wanted, Map<String, Integer> speakers) {}

  /// What is looked for in a community.
  @FunctionalInterface
  public interface Needs {
    Market of(CommunityId community);
  }

  /// How many may be about to leave.
  ///
  /// @param risk the mean over active members
  /// @param low of its 95 % interval
  /// @param high of its 95 % interval
  /// @param members whom the model knows
  public record Risk(double risk, double low, double high, long members) {}

  /// How many of a community may be about to leave; empty where nobody can say yet.
  @FunctionalInterface
  public interface Leaving {
    Optional<Risk> of(CommunityId community);
  }
}
