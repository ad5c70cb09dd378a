package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.jspecify.annotations.Nullable;

/// What reputation asks of the modules around it; `main` fills each with a method reference.
///
/// @param people who numbers are
/// @param names what people call them
/// @param handles who a handle is
/// @param introductions what somebody said about themselves
public record MeritsDoors(
    People people, Names names, Handles handles, Introductions introductions) {
  /// A member, as far as reputation goes.
  ///
  /// @param invitedBy number of whoever invited them; null for those the operator invited
  /// @param active true while they belong and are not suspended
  public record Person(
      int no,
      String handle,
      Instant joinedAt,
      @Nullable Integer invitedBy,
      boolean founder,
      boolean admin,
      boolean active) {}

  /// Who numbers are; unknown ones are left out.
  @FunctionalInterface
  public interface People {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// What people call members; unknown ones are left out. At most 1,000.
  @FunctionalInterface
  public interface Names {
    Map<Integer, String> of(CommunityId community, Collection<Integer> numbers);
  }

  /// The number of a member who is inside; null when there is none of that handle.
  @FunctionalInterface
  public interface Handles {
    @Nullable Integer of(CommunityId community, String handle);
  }

  /// What somebody said about themselves.
  ///
  /// @param profile true once others read something about them
  /// @param vocation true once they said which calling they follow
  public record Introduction(boolean profile, boolean vocation) {}

  /// What somebody said about themselves so far.
  @FunctionalInterface
  public interface Introductions {
    Introduction of(MemberId member);
  }
}
