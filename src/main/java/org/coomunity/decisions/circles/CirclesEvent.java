package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.jspecify.annotations.Nullable;

/// What happened in circles. Members are named by their number, amounts are minor units.
public sealed interface CirclesEvent extends Event {
  /// The circle.
  UUID circle();

  /// A circle began.
  record CircleFounded(CommunityId community, UUID circle, int by, String name, Instant at)
      implements CirclesEvent {}

  /// Somebody asks to join.
  ///
  /// @param facilitators who may answer
  record CircleAsked(
      CommunityId community,
      UUID circle,
      int no,
      String name,
      List<Integer> facilitators,
      Instant at)
      implements CirclesEvent {}

  /// Such a question was answered.
  record CircleAnswered(
      CommunityId community, UUID circle, int no, int by, boolean admitted, String name, Instant at)
      implements CirclesEvent {}

  /// Somebody was invited.
  record CircleInvited(CommunityId community, UUID circle, int no, int by, String name, Instant at)
      implements CirclesEvent {}

  /// Somebody is in it now.
  record CircleJoined(CommunityId community, UUID circle, int no, Instant at)
      implements CirclesEvent {}

  /// Somebody left.
  record CircleLeft(CommunityId community, UUID circle, int no, Instant at)
      implements CirclesEvent {}

  /// Somebody said something to those of a circle.
  ///
  /// @param to the others in it, at most 500
  record CirclePosted(
      CommunityId community,
      UUID circle,
      UUID post,
      int no,
      List<Integer> to,
      String name,
      Instant at)
      implements CirclesEvent {}

  /// Words were taken away, hidden or shown again.
  record CirclePostChanged(CommunityId community, UUID circle, UUID post, Instant at)
      implements CirclesEvent {}

  /// A meeting is called.
  ///
  /// @param to the others in the circle, at most 500
  record MeetingCalled(
      CommunityId community,
      UUID circle,
      UUID meeting,
      int by,
      List<Integer> to,
      String title,
      Instant at)
      implements CirclesEvent {}

  /// It is at another time or place.
  record MeetingMoved(
      CommunityId community,
      UUID circle,
      UUID meeting,
      int by,
      List<Integer> to,
      String title,
      Instant at)
      implements CirclesEvent {}

  /// It does not take place.
  record MeetingCancelled(
      CommunityId community,
      UUID circle,
      UUID meeting,
      int by,
      List<Integer> to,
      String title,
      Instant at)
      implements CirclesEvent {}

  /// Somebody comes, comes no longer, or it was marked who was there.
  record MeetingChanged(CommunityId community, UUID circle, UUID meeting, Instant at)
      implements CirclesEvent {}

  /// Somebody offers to teach.
  record SessionPlanned(
      CommunityId community, UUID circle, UUID session, int teacher, String title, Instant at)
      implements CirclesEvent {}

  /// Somebody took a place, or came from the waiting list.
  ///
  /// @param promoted true for those who waited
  record SessionJoined(
      CommunityId community,
      UUID circle,
      UUID session,
      int teacher,
      int no,
      boolean promoted,
      String title,
      Instant at)
      implements CirclesEvent {}

  /// It is at another time or place.
  ///
  /// @param learners those who have a place or wait
  record SessionMoved(
      CommunityId community,
      UUID circle,
      UUID session,
      int teacher,
      List<Integer> learners,
      String title,
      Instant at)
      implements CirclesEvent {}

  /// It does not take place; what was reserved is free.
  record SessionCancelled(
      CommunityId community,
      UUID circle,
      UUID session,
      int teacher,
      List<Integer> learners,
      String title,
      Instant at)
      implements CirclesEvent {}

  /// Teacher and learner both said that it took place; what was reserved is paid.
  ///
  /// @param seat identifies the pair: the cause of what follows from it
  /// @param rating what the learner said of the session, 1..5
  /// @param learnerRating what the teacher said of the learner, 1..5
  record SessionConfirmed(
      CommunityId community,
      UUID circle,
      UUID session,
      UUID seat,
      int teacher,
      int learner,
      int minutes,
      int rating,
      int learnerRating,
      long amount,
      String title,
      Instant at)
      implements CirclesEvent {}

  /// What was reserved for a place is paid, whether both said that it took place or one kept
  /// silent. For a gift nothing is.
  ///
  /// @param seat identifies the pair
  /// @param amount the price
  /// @param levy what the fund had of it
  /// @param received what the teacher had of it
  record SessionPaid(
      CommunityId community,
      UUID circle,
      UUID session,
      UUID seat,
      int teacher,
      int learner,
      long amount,
      long levy,
      long received,
      Instant at)
      implements CirclesEvent {}

  /// What was reserved went back: the teacher was not there, or nobody said that it took place.
  record SessionReturned(
      CommunityId community,
      UUID circle,
      UUID session,
      int teacher,
      int learner,
      @Nullable UUID pay,
      String title,
      Instant at)
      implements CirclesEvent {}
}
