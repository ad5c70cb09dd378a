package org.coomunity.analytics.insight;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.jspecify.annotations.Nullable;

/// What insight asks of others; `main` fills it.
///
/// @param places all communities
/// @param lives what those did who let it be known
/// @param noticed who lets themselves be noticed
/// @param names who somebody is
/// @param seats who is behind a handle
/// @param words what people read
public record InsightDoors(
    Places places, Lives lives, Noticed noticed, Names names, Seats seats, Words words) {
  /// All communities, one piece after the other.
  @FunctionalInterface
  public interface Places {
    Page<CommunityId> of(Optional<String> after, int most);
  }

  /// Members of a community with a number above `after`, at most so many: only those who agreed
  /// that their way is known.
  @FunctionalInterface
  public interface Lives {
    Gathered of(CommunityId community, int after, int most);
  }

  /// A piece of the members.
  ///
  /// @param last the highest number that was looked at; 0 when there was nobody any more
  public record Gathered(List<Lived> people, int last) {}

  /// What a member did.
  ///
  /// @param inside true while they belong to the community
  /// @param did what they did in the last weeks, in the order of time
  public record Lived(int no, boolean inside, Life life, List<Did> did) {}

  /// Something a member did.
  public record Did(Instant at, String what) {}

  /// Those of these members who are here and agreed that stewards notice when they may need a hand;
  /// asked each time somebody looks, so that a no holds at once.
  @FunctionalInterface
  public interface Noticed {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Who is behind these numbers.
  @FunctionalInterface
  public interface Names {
    Map<Integer, Person> of(CommunityId community, Collection<Integer> numbers);
  }

  /// Somebody, as others call them.
  public record Person(String handle, String name) {}

  /// The place of a member; null for who is not here.
  @FunctionalInterface
  public interface Seats {
    @Nullable Seat of(CommunityId community, String handle);
  }

  /// A place in a community.
  public record Seat(int no, MemberId member) {}

  /// A text by its key.
  @FunctionalInterface
  public interface Words {
    String of(Language language, String key);
  }
}
