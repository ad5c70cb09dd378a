package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.LetsDoors;

/// Reciprocity, measured: what members give and receive, how far they are trusted, how far below
/// zero they may go because of it, and how a community is doing as a whole. All of it follows from
/// the events of the modules below, kept in daily rows.
public final class Ayni {
  private final Lets lets;
  private final AyniDoors doors;
  private final Credit credit;
  private final Figures figures;
  private final AyniReactions reactions;

  public Ayni(
      Database database,
      Outbox outbox,
      InstantSource clock,
      Caches caches,
      Ledger ledger,
      Lets lets,
      AyniDoors doors) {
    this.lets = lets;
    this.doors = doors;
    this.credit = new Credit(database, clock, lets);
    this.figures = new Figures(database, clock, caches, ledger, lets);
    this.reactions = new AyniReactions(clock, doors, credit);
    reactions.listen(outbox);
  }

  /// The routes of Ayni and indicators.
  public List<Route> routes() {
    return new AyniHttp(this).routes();
  }

  /// How far a member is trusted, where they stand, and why their limit is what it is. Half and in
  /// balance for somebody of whom nothing is known.
  public LetsDoors.Trust trust(CommunityId community, int no) {
    AyniRules.Facts facts =
        credit
            .member(community, no)
            .map(AyniStore.MemberRow::facts)
            .orElse(AyniRules.Facts.UNKNOWN);
    return new LetsDoors.Trust(
        (double) AyniRules.trust(facts) / AyniRules.MILLION,
        figures.standing(community, no),
        AyniRules.because(facts, lets.exchange(community).policy()));
  }

  /// What a member gave and received over the window of their community.
  public Exchanged exchanged(CommunityId community, int no) {
    return figures.exchanged(community, no);
  }

  /// Counts something that a member gave another outside trades and payments, once.
  ///
  /// @param id what it is counted under
  /// @param worth in minor units
  /// @param paid what reached the giver
  public void count(
      Tx tx,
      CommunityId community,
      UUID id,
      int giver,
      int receiver,
      long worth,
      long paid,
      Instant at) {
    Tally tally = new Tally(id, giver, receiver, worth, paid, 1, false, null, at);
    reactions.exchanged(tx, community, tally);
  }

  /// The Ayni of a member: one's own, or another's where the books are open or a steward asks.
  ///
  /// @throws Refused `member_unknown`
  public MemberAyni member(Standing standing, String handle) {
    if (handle.equals(standing.handle())) {
      return figures.member(standing.community(), standing.no());
    }
    Integer other = doors.numbers().of(standing.community(), handle);
    boolean open =
        lets.exchange(standing.community()).policy().openBooks()
            || standing.role().includes(Role.STEWARD);
    if (other == null || !open) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return figures.member(standing.community(), other);
  }

  /// The Ayni of a community.
  public CommunityAyni community(CommunityId community) {
    return figures.community(community);
  }

  /// On which days which members gave or received something, since a day; the newest first.
  public List<ActiveDay> activeDays(CommunityId community, LocalDate after, int most) {
    return figures.activeDays(community, after, most);
  }

  /// What a community looked like over some days, the last 30 when not said.
  ///
  /// @param from any moment of the first day (UTC)
  /// @param to the moment after the last day
  /// @throws Refused `field_range` for an empty span or one of more than 366 days
  public Indicators indicators(
      CommunityId community, Optional<Instant> from, Optional<Instant> to) {
    return figures.indicators(community, from, to);
  }

  /// Counts the flow of trust of at most `most` communities whose night has come, and sets the
  /// limits that follow; a job calls it.
  ///
  /// @return how many limits changed
  public int night(int most) {
    return credit.night(most);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
