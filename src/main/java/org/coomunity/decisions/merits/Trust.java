package org.coomunity.decisions.merits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.merits.MeritsDoors.Person;
import org.coomunity.decisions.merits.TrustStore.VoteRow;
import org.jspecify.annotations.Nullable;

/// Votos de confianza: members vouch for each other, and may think again.
final class Trust {
  private static final int PAUSED_AT_ONCE = 500;

  /// Marks that turn the direction of what follows: they hide what a text says.
  private static final Pattern TURNS = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

  private final Database database;
  private final InstantSource clock;
  private final MeritsDoors doors;
  private final Awards awards;
  private final Stages stages;

  Trust(Database database, InstantSource clock, MeritsDoors doors, Awards awards, Stages stages) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.awards = awards;
    this.stages = stages;
  }

  private static String words(@Nullable String said) {
    String clean =
        TURNS.matcher(said == null ? "" : said.replace("\r\n", "\n")).replaceAll("").strip();
    if (clean.codePointCount(0, clean.length()) > JourneyRules.WORDS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "words");
    }
    if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw Refused.field(Refusal.FIELD_FORMAT, "words");
    }
    return clean;
  }

  private int other(Standing standing, String handle) {
    int no = Merits.number(doors, standing.community(), handle);
    if (no == standing.no()) {
      throw Refused.because(Refusal.SAME_MEMBER);
    }
    if (standing.no() != standing.actorNo()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return no;
  }

  /// Vouches for another. Said again while it holds, it stays as it is.
  Made<TrustVote> give(Standing standing, String handle, TrustVote.Draft draft) {
    int no = other(standing, handle);
    String words = words(draft.words());
    CommunityId community = standing.community();
    Map<Integer, Person> people = doors.people().of(community, List.of(no, standing.no()));
    Person by = Merits.known(people, standing.no());
    Person of = Merits.known(people, no);
    String called = called(doors.names().of(community, List.of(by.no())), by);
    Instant now = clock.instant();
    return database.write(tx -> {
      Map<Integer, Place> places = awards.lock(tx, community, List.of(no, by.no()));
      Optional<VoteRow> earlier = TrustStore.vote(tx, community, by.no(), no);
      if (earlier.isPresent() && earlier.get().stands()) {
        return Made.replay(view(earlier.get(), by, of, called));
      }
      Place mine = places.get(by.no());
      List<Journey.Requirement> needs =
          JourneyRules.vouching(by, mine == null ? 0 : mine.row().meritos(), now);
      if (!needs.isEmpty() || !by.active()) {
        throw Refused.because(Refusal.NOT_ELIGIBLE, "needs", needs);
      }
      VoteRow vote =
          new VoteRow(
              by.no(),
              no,
              words,
              earlier.map(VoteRow::times).orElse(0) + 1,
              now,
              null,
              !of.active());
      TrustStore.put(tx, community, vote);
      if (!vote.paused()) {
        change(tx, community, List.of(vote), Awards.Wish.STAND);
      }
      tx.publish(new MeritsEvent.TrustGiven(community, no, by.no(), now));
      return Made.fresh(view(vote, by, of, called));
    });
  }

  /// Vouches for another no longer; what came of it goes.
  void revoke(Standing standing, String handle) {
    int no = other(standing, handle);
    CommunityId community = standing.community();
    Instant now = clock.instant();
    database.write(tx -> {
      awards.lock(tx, community, List.of(no, standing.no()));
      VoteRow vote =
          TrustStore.vote(tx, community, standing.no(), no)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (vote.stands()) {
        TrustStore.revoke(tx, community, standing.no(), no, now);
        change(tx, community, List.of(vote), Awards.Wish.DROP);
        tx.publish(new MeritsEvent.TrustRevoked(community, no, standing.no(), now));
      }
      return 0;
    });
  }

  /// What others said for a member rests while they are suspended.
  void pause(Tx tx, CommunityId community, int no, boolean paused) {
    List<VoteRow> votes;
    do {
      votes = TrustStore.pause(tx, community, no, paused, PAUSED_AT_ONCE);
      change(tx, community, votes, paused ? Awards.Wish.DROP : Awards.Wish.STAND);
    } while (votes.size() == PAUSED_AT_ONCE);
  }

  private void change(Tx tx, CommunityId community, Collection<VoteRow> votes, Awards.Wish wish) {
    List<Awards.Change> changes =
        votes.stream()
            .map(vote ->
                new Awards.Change(
                    new Fact(
                        community,
                        Rule.TRUST_VOTE,
                        vote.memberNo(),
                        vote.voterNo(),
                        cause(community, vote),
                        0,
                        vote.at()),
                    wish))
            .toList();
    stages.settle(tx, community, awards.apply(tx, community, changes));
  }

  private static UUID cause(CommunityId community, VoteRow vote) {
    return Uuid8.of(
        "voto " + community + " " + vote.voterNo() + " " + vote.memberNo() + " " + vote.times());
  }

  /// Who vouches for a member, the first who did first.
  Page<TrustVote> votes(Standing standing, String handle, int limit, Optional<String> cursor) {
    CommunityId community = standing.community();
    int no = Merits.number(doors, community, handle);
    int after = cursor.map(Merits::cursor).map(Math::toIntExact).orElse(0);
    List<VoteRow> rows = database.read(tx -> TrustStore.votes(tx, community, no, after, limit + 1));
    Page<VoteRow> page = Page.of(rows, limit, row -> Integer.toString(row.voterNo()));
    List<Integer> numbers = page.items().stream().map(VoteRow::voterNo).toList();
    Map<Integer, Person> people = doors.people().of(community, numbers);
    Map<Integer, String> names = doors.names().of(community, numbers);
    Person of = Merits.known(doors.people().of(community, List.of(no)), no);
    return new Page<>(
        page.items().stream()
            .filter(row -> people.containsKey(row.voterNo()))
            .map(row -> {
              Person by = Merits.known(people, row.voterNo());
              return view(row, by, of, called(names, by));
            })
            .toList(),
        page.next());
  }

  private static String called(Map<Integer, String> names, Person who) {
    return names.getOrDefault(who.no(), who.handle());
  }

  private static TrustVote view(VoteRow row, Person by, Person of, String called) {
    return new TrustVote(by.handle(), called, of.handle(), row.words(), row.at());
  }
}
