package org.coomunity;

import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.circles.CirclesEvent.SessionConfirmed;
import org.coomunity.decisions.circles.CirclesEvent.SessionPaid;
import org.coomunity.decisions.learning.LearningEvent.LearningAnswered;
import org.coomunity.decisions.learning.QuestionKind;
import org.coomunity.decisions.merits.Fact;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.decisions.merits.Rule;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.commons.CommonsEvent.ContributionConfirmed;
import org.coomunity.exchange.commons.CommonsEvent.ContributionUnconfirmed;
import org.jspecify.annotations.Nullable;

/// By what members earn and exchange in the modules that reputation and reciprocity do not know
/// themselves: their facts, in its words.
final class Earnings {
  private static final String CONSUMER = "merits";
  private static final int HUNDREDTHS = 100;
  private static final int MINUTES = 60;

  private Earnings() {}

  static void listen(Outbox outbox, Merits merits) {
    outbox.on(CONSUMER, ContributionConfirmed.class, (tx, e) -> merits.award(tx, fact(e)));
    outbox.on(CONSUMER, ContributionUnconfirmed.class, (tx, e) -> merits.takeBack(tx, fact(e)));
    outbox.on(CONSUMER, SessionConfirmed.class, (tx, e) -> merits.award(tx, fact(e)));
    outbox.on(
        CONSUMER,
        LearningAnswered.class,
        (tx, e) -> {
          if (e.ondas() > 0) {
            merits.award(tx, fact(e));
          }
        });
  }

  /// What was paid for a session was exchanged: the teacher gave, the learner received.
  static void exchanged(Outbox outbox, Ayni ayni) {
    outbox.on(
        "ayni",
        SessionPaid.class,
        (tx, e) ->
            ayni.count(
                tx,
                e.community(),
                e.seat(),
                e.teacher(),
                e.learner(),
                e.amount(),
                e.received(),
                e.at()));
  }

  /// A contribution that was confirmed again after it was not is another cause.
  private static Fact fact(ContributionConfirmed e) {
    return new Fact(
        e.community(),
        Rule.CONTRIBUTION,
        e.no(),
        null,
        Uuid8.of("contribution " + e.contribution() + " " + e.round()),
        minutes(e.hoursE2()),
        e.at());
  }

  private static Fact fact(ContributionUnconfirmed e) {
    return new Fact(
        e.community(),
        Rule.CONTRIBUTION,
        e.no(),
        null,
        Uuid8.of("contribution " + e.contribution() + " " + e.round()),
        minutes(e.hoursE2()),
        e.confirmedAt());
  }

  private static long minutes(@Nullable Integer hoursE2) {
    return hoursE2 == null ? 0 : (long) hoursE2 * MINUTES / HUNDREDTHS;
  }

  /// A session is taught once, to however many: the first learner who confirms it rates it.
  private static Fact fact(SessionConfirmed e) {
    return new Fact(
        e.community(),
        Rule.KNOWLEDGE_SESSION,
        e.teacher(),
        e.learner(),
        e.session(),
        Rule.session(e.minutes(), e.rating() * HUNDREDTHS),
        e.at());
  }

  private static Fact fact(LearningAnswered e) {
    return new Fact(
        e.community(), rule(e.kind()), e.member(), null, e.question(), e.ondas(), e.at());
  }

  private static Rule rule(QuestionKind kind) {
    return switch (kind) {
      case PROFILING -> Rule.PROFILING;
      case SUMMARY -> Rule.SUMMARY;
      case ATTENTION, SURVEY, SLIDER, MULTIPLE_CHOICE -> Rule.ATTENTION;
    };
  }
}
