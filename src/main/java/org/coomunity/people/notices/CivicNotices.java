package org.coomunity.people.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.decisions.circles.CirclesEvent;
import org.coomunity.decisions.governance.GovernanceEvent;
import org.coomunity.decisions.learning.LearningEvent;
import org.coomunity.decisions.merits.Badge;
import org.coomunity.decisions.merits.MeritsEvent;
import org.coomunity.people.notices.NoticeRules.Draft;
import org.jspecify.annotations.Nullable;

/// Who should know what about decisions, learning, circles and what was earned.
final class CivicNotices {
  private CivicNotices() {}

  static List<Draft> of(GovernanceEvent event) {
    return switch (event) {
      case GovernanceEvent.ProposalMoved e -> List.of();
      case GovernanceEvent.VotingOpened e -> each(e, e.to(), "opened", e.title());
      case GovernanceEvent.RequestOpened e -> each(e, e.to(), "running", e.title());
      case GovernanceEvent.VotingClosesSoon e -> each(e, e.to(), "closing", e.title());
      case GovernanceEvent.TextChanged e -> {
        List<Draft> drafts = new ArrayList<>(each(e, e.sponsors(), "text", e.title()));
        drafts.addAll(each(e, e.voters(), "votes_void", e.title()));
        yield drafts;
      }
      case GovernanceEvent.VoteDecided e -> each(e, e.to(), e.state(), e.title());
      case GovernanceEvent.DecisionEnded e ->
          e.to().stream()
              .map(to ->
                  new Draft(
                      to,
                      "proposal_" + e.state(),
                      null,
                      Map.of("title", e.title(), "reason", e.reason()),
                      "/proposals/" + e.proposal(),
                      false))
              .toList();
      case GovernanceEvent.ReviewersDrawn e -> each(e, e.to(), "review", e.title());
      case GovernanceEvent.DelegationsUncounted e -> each(e, e.to(), "uncounted", e.title());
    };
  }

  private static List<Draft> each(
      GovernanceEvent event, List<Integer> to, String kind, String title) {
    return to.stream()
        .map(no ->
            new Draft(
                no,
                "proposal_" + kind,
                null,
                Map.of("title", title),
                "/proposals/" + event.proposal(),
                false))
        .toList();
  }

  static List<Draft> of(MeritsEvent event) {
    return switch (event) {
      case MeritsEvent.StageReached e ->
          journey(e, "stage_reached_" + e.stage().key(), null, "/journey");
      case MeritsEvent.ValidationAsked e -> {
        List<Draft> drafts = new ArrayList<>(journey(e, "stage_complete", null, "/journey"));
        String link = "/people/" + e.handle();
        e.validators()
            .forEach(to -> drafts.add(new Draft(to, "stage_awaits", e.no(), Map.of(), link, true)));
        yield drafts;
      }
      case MeritsEvent.StageSupported e -> journey(e, "stage_supported", e.by(), "/journey");
      case MeritsEvent.BadgeEarned e ->
          e.badge().equals(Badge.Name.FOUNDER.key())
              ? List.of()
              : journey(e, "badge_" + e.badge(), null, "/merits");
      case MeritsEvent.AwardMade e ->
          List.of(
              new Draft(
                  e.no(),
                  "award_" + e.kind().key(),
                  null,
                  Map.of("count", Integer.toString(e.amount())),
                  "/merits",
                  false));
      case MeritsEvent.TrustGiven e -> journey(e, "trust_given", e.by(), "/merits");
      case MeritsEvent.TrustRevoked e -> List.of();
      case MeritsEvent.Earned e -> List.of();
    };
  }

  private static List<Draft> journey(
      MeritsEvent event, String kind, @Nullable Integer who, String link) {
    return List.of(new Draft(event.no(), kind, who, Map.of(), link, false));
  }

  static List<Draft> of(LearningEvent event) {
    return switch (event) {
      case LearningEvent.ReviewAsked e ->
          e.reviewers().stream()
              .map(to -> studied(to, "learning_asked", e.by(), e.title(), e.item(), "/work"))
              .toList();
      case LearningEvent.ItemPublished e ->
          e.author() == e.reviewer()
              ? List.of()
              : List.of(
                  studied(e.author(), "learning_published", e.reviewer(), e.title(), e.item(), ""));
      case LearningEvent.ItemReturned e ->
          List.of(
              studied(e.author(), "learning_returned", e.reviewer(), e.title(), e.item(), "/work"));
      case LearningEvent.GamifierNamed e ->
          e.named()
              ? List.of(
                  new Draft(
                      e.member(), "learning_named", e.by(), Map.of(), "/learning/studio", false))
              : List.of();
      case LearningEvent.LearningAnswered e -> List.of();
      case LearningEvent.ItemRetired e -> List.of();
    };
  }

  private static Draft studied(int to, String kind, int who, String title, UUID item, String page) {
    return new Draft(
        to, kind, who, Map.of("title", title), "/learning/items/" + item + page, false);
  }

  static List<Draft> of(CirclesEvent event) {
    String circle = "/circles/" + event.circle();
    return switch (event) {
      case CirclesEvent.CircleAsked e ->
          NoticeRules.all(e.facilitators(), "circle_asked", e.no(), e.name(), circle);
      case CirclesEvent.CircleAnswered e ->
          NoticeRules.all(
              List.of(e.no()),
              e.admitted() ? "circle_admitted" : "circle_declined",
              e.by(),
              e.name(),
              circle);
      case CirclesEvent.CircleInvited e ->
          NoticeRules.all(List.of(e.no()), "circle_invited", e.by(), e.name(), circle);
      case CirclesEvent.SessionJoined e ->
          e.promoted()
              ? NoticeRules.all(
                  List.of(e.no()), "session_promoted", null, e.title(), lesson(circle, e.session()))
              : NoticeRules.all(
                  List.of(e.teacher()),
                  "session_joined",
                  e.no(),
                  e.title(),
                  lesson(circle, e.session()));
      case CirclesEvent.SessionMoved e ->
          NoticeRules.all(
              e.learners(), "session_moved", e.teacher(), e.title(), lesson(circle, e.session()));
      case CirclesEvent.SessionCancelled e ->
          NoticeRules.all(
              e.learners(),
              "session_cancelled",
              e.teacher(),
              e.title(),
              lesson(circle, e.session()));
      case CirclesEvent.SessionConfirmed e ->
          NoticeRules.all(
              List.of(e.teacher(), e.learner()),
              "session_confirmed",
              null,
              e.title(),
              lesson(circle, e.session()));
      case CirclesEvent.CirclePosted e -> said(e, circle + "/posts");
      case CirclesEvent.MeetingCalled e ->
          NoticeRules.all(e.to(), "circle_meets", e.by(), e.title(), meeting(circle, e.meeting()));
      case CirclesEvent.MeetingMoved e ->
          NoticeRules.all(e.to(), "circle_moved", e.by(), e.title(), meeting(circle, e.meeting()));
      case CirclesEvent.MeetingCancelled e ->
          NoticeRules.all(
              e.to(), "circle_meets_not", e.by(), e.title(), meeting(circle, e.meeting()));
      case CirclesEvent.CirclePostChanged _,
          CirclesEvent.MeetingChanged _,
          CirclesEvent.CircleFounded _,
          CirclesEvent.CircleJoined _,
          CirclesEvent.CircleLeft _,
          CirclesEvent.SessionPlanned _,
          CirclesEvent.SessionReturned _,
          CirclesEvent.SessionPaid _ ->
          List.of();
    };
  }

  /// One unseen notice is enough for however many words.
  private static List<Draft> said(CirclesEvent.CirclePosted e, String link) {
    Map<String, String> name = Map.of("title", e.name());
    return e.to().stream()
        .map(to -> new Draft(to, "circle_posted", e.no(), name, link, true))
        .toList();
  }

  private static String meeting(String circle, UUID meeting) {
    return circle + "/meetings/" + meeting;
  }

  private static String lesson(String circle, UUID session) {
    return circle + "/sessions/" + session;
  }
}
