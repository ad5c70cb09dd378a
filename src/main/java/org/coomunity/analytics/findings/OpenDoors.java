package org.coomunity.analytics.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;

/// The facts of which everybody may read; `main` brings them from the modules that know them.
///
/// @param places communities by their address
/// @param funds what the fund holds
/// @param months what came into the fund and went out of it
/// @param missions what a community wants to reach together
/// @param trades how much was exchanged, by how many
/// @param people how many members there are
/// @param decisions what was decided
/// @param rules by what the community goes
public record OpenDoors(
    Places places,
    Funds funds,
    Months months,
    Missions missions,
    Trades trades,
    FindingsDoors.Size people,
    Decisions decisions,
    Rules rules) {
  /// A community.
  ///
  /// @param membersOnly whether it keeps all of this to its members
  public record Place(
      CommunityId id,
      String slug,
      String name,
      String country,
      String language,
      String text,
      boolean archived,
      boolean membersOnly,
      Unit unit) {}

  /// A community by its address.
  @FunctionalInterface
  public interface Places {
    Optional<Place> of(String slug);
  }

  /// What the fund of a community holds.
  @FunctionalInterface
  public interface Funds {
    OpenBook.Fund of(CommunityId community);
  }

  /// What one kind of movement brought and took in a month, in minor units.
  ///
  /// @param month its first day
  public record Flow(LocalDate month, String kind, long income, long payouts) {}

  /// What moved the fund of a community since a moment.
  @FunctionalInterface
  public interface Months {
    List<Flow> of(CommunityId community, Instant since);
  }

  /// The missions of a community, with how many people moved each.
  @FunctionalInterface
  public interface Missions {
    List<OpenBook.Goal> of(CommunityId community, int most);
  }

  /// What was exchanged in twelve months.
  ///
  /// @param active members who gave or received
  /// @param volume decimal string
  /// @param nowActive members who gave or received in the window of the community
  /// @param reciprocity of those, 0 to 1, a decimal string
  public record Traded(
      long active, long trades, String volume, long nowActive, String reciprocity) {}

  /// What was exchanged in a community up to a moment.
  @FunctionalInterface
  public interface Trades {
    Traded of(CommunityId community, Instant now);
  }

  /// What a community decided, the newest first, with the hash of the newest entry of its record.
  public record Decided(List<OpenBook.Decision> decisions, String head) {}

  /// What a community decided.
  @FunctionalInterface
  public interface Decisions {
    Decided of(CommunityId community, int most);
  }

  /// By what a community goes.
  @FunctionalInterface
  public interface Rules {
    OpenBook.Rules of(CommunityId community);
  }
}
