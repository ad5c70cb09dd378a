package org.coomunity.story;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.decisions.merits.TrustVote;

/// Votos de confianza. Those who began the community vouch for whoever came by somebody else, two
/// for each, once they have known them for some weeks: so that whoever trades may also decide. What
/// others would need for it, Méritos, is only reckoned after the story.
final class Trusting {
  private static final double KNOWN_DAYS = 20;
  private static final double LAST_DAYS = 3;

  private final Script script;
  private final Merits merits;
  private final Plot plot;
  private final Chance chance;
  private final Cast cast;

  Trusting(Script script, Stage stage, Plot plot, Chance chance, Cast cast) {
    this.script = script;
    this.merits = stage.merits();
    this.plot = plot;
    this.chance = chance;
    this.cast = cast;
  }

  private record Newcomer(String handle, double joined, String invitedBy) {}

  void plan() {
    List<String> founders = script.founders();
    List<Newcomer> newcomers =
        Stream.concat(
                script.people().stream()
                    .filter(one -> one.invitedBy() != null)
                    .map(one ->
                        new Newcomer(
                            one.handle(), one.joined(), Objects.requireNonNull(one.invitedBy()))),
                script.also().stream()
                    .map(one -> new Newcomer(one.handle(), one.joined(), one.invitedBy())))
            .filter(one -> !founders.contains(one.invitedBy()))
            .toList();
    for (int n = 0; n < newcomers.size(); n++) {
      Newcomer one = newcomers.get(n);
      double days = Math.max(LAST_DAYS, one.joined() - KNOWN_DAYS);
      vouch(founders.get(n % founders.size()), one.handle(), days);
      vouch(founders.get((n + 1) % founders.size()), one.handle(), days - 1);
    }
  }

  private void vouch(String by, String handle, double days) {
    String words = chance.of(script.words().vouch());
    plot.at(
        chance.awake(plot.before(days)),
        () -> merits.trust(cast.player(by).standing(), handle, new TrustVote.Draft(words)));
  }
}
