package org.coomunity.story;

import java.util.List;
import java.util.UUID;
import org.coomunity.decisions.circles.Circle;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.decisions.circles.KnowledgeSession;
import org.coomunity.decisions.circles.SessionAct;
import org.jspecify.annotations.Nullable;

/// The circle of a community: who begins it and who comes, and the sessions in which its founder
/// taught.
final class Ring {
  private static final double ANNOUNCED_DAYS = 6;
  private static final double SEATED_DAYS = 3;
  private static final double PROMISED_DAYS = 30;
  private static final double CONFIRMED_DAYS = 0.5;
  private static final int GOOD = 5;

  /// A circle, as it is written in the script.
  ///
  /// @param days before the end, as below
  /// @param by who founds it and teaches
  record Plan(
      double days,
      String by,
      String name,
      String purpose,
      List<String> members,
      List<Hour> sessions) {}

  /// @param days when it begins
  /// @param price absent for a gift
  record Hour(
      double days,
      String title,
      String story,
      String place,
      int minutes,
      @Nullable String price,
      List<String> learners) {}

  private final Script script;
  private final Circles circles;
  private final Plot plot;
  private final Chance chance;
  private final Purses purses;
  private final Cast cast;

  Ring(Script script, Stage stage, Plot plot, Chance chance, Purses purses, Cast cast) {
    this.script = script;
    this.circles = stage.circles();
    this.plot = plot;
    this.chance = chance;
    this.purses = purses;
    this.cast = cast;
  }

  private UUID id() {
    return script.id("circle");
  }

  void plan() {
    Plan plan = script.circle();
    plot.at(
        chance.awake(plot.before(plan.days())),
        () ->
            circles.found(
                cast.player(plan.by()).standing(),
                new Circle.Draft(id(), "circle", plan.name(), plan.purpose(), "open")));
    for (int n = 0; n < plan.members().size(); n++) {
      String member = plan.members().get(n);
      plot.at(
          chance.awake(plot.before(plan.days() - 1 - n * 0.6)),
          () -> circles.join(cast.player(member).standing(), id(), new Circle.Wish(null)));
    }
    for (int n = 0; n < plan.sessions().size(); n++) {
      hour(plan.by(), plan.sessions().get(n), script.id("session " + n));
    }
  }

  private void hour(String teacher, Hour hour, UUID id) {
    plot.at(
        plot.before(hour.days() + ANNOUNCED_DAYS),
        () ->
            circles.plan(
                cast.player(teacher).standing(),
                id(),
                new KnowledgeSession.Draft(
                    id,
                    hour.title(),
                    hour.story(),
                    hour.place(),
                    plot.before(hour.days()),
                    hour.minutes(),
                    hour.learners().size() + 2,
                    hour.price())));
    long price = hour.price() == null ? 0 : purses.unit().parse(hour.price(), "price");
    for (String learner : hour.learners()) {
      plot.at(
          plot.before(hour.days() + PROMISED_DAYS),
          () -> purses.promise(learner, purses.paid(price)));
      plot.at(
          chance.awake(plot.before(hour.days() + SEATED_DAYS)),
          () -> circles.act(cast.player(learner).standing(), id(), id, SessionAct.JOIN));
      plot.at(
          chance.awake(plot.before(hour.days() - CONFIRMED_DAYS)),
          () -> held(teacher, learner, id, price));
    }
  }

  /// Both say that it took place.
  private void held(String teacher, String learner, UUID id, long price) {
    purses.release(learner, purses.paid(price));
    purses.trade(learner, teacher, price);
    circles.confirm(
        cast.player(teacher).standing(),
        id(),
        id,
        new KnowledgeSession.Confirmation(learner, GOOD));
    circles.confirm(
        cast.player(learner).standing(), id(), id, new KnowledgeSession.Confirmation(null, GOOD));
  }
}
