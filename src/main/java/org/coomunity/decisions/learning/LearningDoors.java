package org.coomunity.decisions.learning;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.jspecify.annotations.Nullable;

/// What learning asks of the modules that know people; `main` fills it.
public record LearningDoors(Names names, Seats seats, Stewards stewards) {
  /// Somebody, as others read them.
  public record Person(String handle, String name) {}

  /// Whose numbers these are; unknown ones are left out.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Whose a handle is, by number and for good.
  public record Seat(int no, MemberId member) {}

  /// An active member; null for anybody else.
  @FunctionalInterface
  public interface Seats {
    @Nullable Seat of(CommunityId community, String handle);
  }

  /// The numbers of active stewards and admins, at most so many.
  @FunctionalInterface
  public interface Stewards {
    List<Integer> of(CommunityId community, int most);
  }
}
