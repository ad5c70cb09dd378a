package org.coomunity.story;

import java.time.InstantSource;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.members.Members;

/// The modules that a story is told through, with a clock of their own.
///
/// @param strike takes them down
public record Stage(
    Members members,
    Communities communities,
    Lets lets,
    Market market,
    Trades trades,
    Learning learning,
    Commons commons,
    Circles circles,
    Merits merits,
    Governance governance,
    Journeys journeys,
    Runnable strike)
    implements AutoCloseable {
  /// Builds a stage whose modules read `clock`; `main` fills it.
  @FunctionalInterface
  public interface Builder {
    Stage on(InstantSource clock);
  }

  @Override
  public void close() {
    strike.run();
  }
}
