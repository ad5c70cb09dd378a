package org.coomunity.decisions.learning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What happened in learning. Members are named by their numbers.
public sealed interface LearningEvent extends Event {
  /// Somebody answered a question for the first and only time. (The outbox knows events by their
  /// simple names, and the market has a `QuestionAnswered`.)
  ///
  /// @param ondas what the answer is worth; 0 for one's own questions
  record LearningAnswered(
      CommunityId community,
      int member,
      UUID question,
      UUID item,
      QuestionKind kind,
      int ondas,
      Instant at)
      implements LearningEvent {}

  /// An author asks others to look through an item.
  ///
  /// @param reviewers who may, at most 50
  record ReviewAsked(
      CommunityId community,
      UUID item,
      int version,
      int by,
      List<Integer> reviewers,
      String title,
      Instant at)
      implements LearningEvent {
    public ReviewAsked {
      reviewers = List.copyOf(reviewers);
    }
  }

  /// A new edition is there for everybody.
  record ItemPublished(
      CommunityId community,
      UUID item,
      int version,
      int author,
      int reviewer,
      String title,
      Instant at)
      implements LearningEvent {}

  /// A reviewer gave it back, with words.
  record ItemReturned(
      CommunityId community,
      UUID item,
      int version,
      int author,
      int reviewer,
      String title,
      Instant at)
      implements LearningEvent {}

  /// Members do not find an item any more, or find it again.
  record ItemRetired(CommunityId community, UUID item, int by, boolean retired, Instant at)
      implements LearningEvent {}

  /// A steward lets somebody write content, or does so no longer.
  record GamifierNamed(CommunityId community, int member, int by, boolean named, Instant at)
      implements LearningEvent {}
}
