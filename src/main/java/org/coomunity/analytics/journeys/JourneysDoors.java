package org.coomunity.analytics.journeys;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;

/// What journeys ask of other modules.
///
/// @param consent what a member lets be known
/// @param key what makes the pseudonym of a member
/// @param seats where a member is
/// @param numbers who is behind a number
/// @param zones where the days of a community begin
public record JourneysDoors(Consent consent, Key key, Seats seats, Numbers numbers, Zones zones) {
  /// What a member lets be known.
  @FunctionalInterface
  public interface Consent {
    Level of(MemberId member);
  }

  /// An HMAC with the key of a member over a scope; empty when the key was destroyed.
  @FunctionalInterface
  public interface Key {
    Optional<byte[]> pseudonym(MemberId member, String scope);
  }

  /// The communities a member belongs or belonged to, the oldest first.
  @FunctionalInterface
  public interface Seats {
    List<Seat> of(MemberId member);
  }

  /// A community somebody belongs to.
  ///
  /// @param inside false for one they left
  public record Seat(CommunityId community, String slug, boolean inside) {}

  /// Who is behind a number of a community.
  @FunctionalInterface
  public interface Numbers {
    Optional<MemberId> of(CommunityId community, int no);
  }

  /// The time zone of a community; UTC for those who are in none.
  @FunctionalInterface
  public interface Zones {
    ZoneId of(CommunityId community);
  }
}
