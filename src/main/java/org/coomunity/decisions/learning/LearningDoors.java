package org.coomunity.decisions.learning;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// What learning asks of the modules that know people; `main` fills it.
public record LearningDoors(Names names, Numbers numbers, Stewards stewards) {
  /// Somebody, as others read them.
  public record Person(String handle, String name) {}

  /// Whose numbers these are; unknown ones are left out.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// The number of an active member; null for anybody else.
  @FunctionalInterface
  public interface Numbers {
    @Nullable Integer of(CommunityId community, String handle);
  }

  /// The numbers of active stewards and admins, at most so many.
  @FunctionalInterface
  public interface Stewards {
    List<Integer> of(CommunityId community, int most);
  }
}
