package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// The ballot box of a community in memory while a batch of casts is decided: what is known of the
/// proposals, the voices and the seats, and what is to be written. Pure: it reads and writes
/// nothing by itself.
final class BallotBox {
  /// So often one may change a vote, and then once an hour. A copy of a delegate's vote is no
  /// change: the end of a vote must not wait for it.
  static final int CHANGES = 20;

  private static final Duration HOUR = Duration.ofHours(1);

  /// A vote that is on.
  @SuppressWarnings("ArrayRecordComponent") // a hash; nobody compares papers
  record Paper(
      UUID id,
      String state,
      byte[] textHash,
      int charterVersion,
      @Nullable UUID periodId,
      @Nullable Instant closesAt,
      boolean extended) {}

  /// Whose voice, or whose seat.
  record Of(UUID thing, int no) {}

  /// A voice budget and what is spent of it.
  static final class Voice {
    final Of of;
    final int budget;
    int spent;
    boolean changed;

    Voice(Of of, int budget, int spent) {
      this.of = of;
      this.budget = budget;
      this.spent = spent;
    }
  }

  /// Somebody's place at a vote.
  static final class Seat {
    final Of of;
    final String tracker;
    int n;
    int cost;
    boolean cast;
    String source;
    @Nullable Integer delegate;
    Instant at;
    @Nullable String choice;
    @Nullable String reason;
    boolean sealed;

    Seat(Of of, String tracker, int n, int cost, boolean cast, String source, Instant at) {
      this.of = of;
      this.tracker = tracker;
      this.n = n;
      this.cost = cost;
      this.cast = cast;
      this.source = source;
      this.at = at;
    }
  }

  /// A ballot to be written.
  record Written(Seat seat, int n, Cast cast) {}

  /// What is added to an option.
  static final class Sum {
    long votes;
    int heads;
  }

  /// An option of a proposal; the sums are kept in this order, so that two boxes never wait for
  /// each other.
  record Line(UUID proposal, String option) implements Comparable<Line> {
    private static final Comparator<Line> ORDER =
        Comparator.comparing(Line::proposal).thenComparing(Line::option);

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<UUID, Paper> papers = new HashMap<>();
  private final Map<Of, Voice> voices = new HashMap<>();
  private final Map<Of, Seat> seats = new HashMap<>();
  private final Map<Of, Seat> touched = new LinkedHashMap<>();
  private final List<Written> written = new ArrayList<>();
  private final TreeMap<Line, Sum> sums = new TreeMap<>();
  private final TreeMap<UUID, Integer> voters = new TreeMap<>();
  private final Function<UUID, String> trackers;

  /// @param trackers makes one for a proposal
  BallotBox(Function<UUID, String> trackers) {
    this.trackers = trackers;
  }

  void know(Paper paper) {
    papers.put(paper.id(), paper);
  }

  void know(Voice voice) {
    voices.put(voice.of, voice);
  }

  void know(Seat seat) {
    seats.put(seat.of, seat);
  }

  @Nullable Paper paper(UUID id) {
    return papers.get(id);
  }

  /// Decides one cast.
  ///
  /// @throws Refused `closed`, `text_moved`, `voice` with `left`, `too_many_today`; nothing of it
  ///   counts then
  Proposal.Receipt cast(Cast cast) {
    Paper paper = papers.get(cast.proposal());
    if (paper == null) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    if (!paper.state().equals(ProposalState.VOTING.key())
        || paper.closesAt() == null
        || !cast.at().isBefore(paper.closesAt())
        || !cast.period().equals(paper.periodId())) {
      throw Refused.because(Refusal.CLOSED, "state", paper.state());
    }
    if (!Arrays.equals(cast.textHash(), paper.textHash())) {
      throw Refused.because(Refusal.TEXT_MOVED);
    }
    Voice voice = voices.get(new Of(cast.period(), cast.no()));
    if (voice == null) {
      throw Refused.because(Refusal.NOT_ELIGIBLE, "needs", List.of("voice"));
    }
    Seat seat = seats.get(new Of(cast.proposal(), cast.no()));
    Cast.Mark mark = cast.mark();
    if (seat == null ? mark == null : same(seat, cast)) {
      return new Proposal.Receipt(seat == null ? "" : seat.tracker, cost(seat), left(voice));
    }
    if (seat != null
        && cast.delegate() == null
        && seat.n >= CHANGES
        && cast.at().isBefore(seat.at.plus(HOUR))) {
      long wait = Math.max(1, Duration.between(cast.at(), seat.at.plus(HOUR)).toSeconds());
      throw Refused.because(Refusal.TOO_MANY_TODAY, "limit", CHANGES, "retryAfter", wait);
    }
    int spent = voice.spent - cost(seat) + (mark == null ? 0 : mark.cost());
    if (spent > voice.budget) {
      throw Refused.because(Refusal.VOICE, "left", left(voice) + cost(seat));
    }
    return taken(cast, voice, seat, spent);
  }

  private static int cost(@Nullable Seat seat) {
    return seat == null ? 0 : seat.cost;
  }

  private static int left(Voice voice) {
    return voice.budget - voice.spent;
  }

  /// The same once more changes nothing. What is sealed cannot be compared.
  private static boolean same(Seat seat, Cast cast) {
    Cast.Mark mark = cast.mark();
    if (mark == null || !seat.cast) {
      return mark == null && !seat.cast;
    }
    return mark.sealed() == null
        && !seat.sealed
        && mark.choice().equals(seat.choice)
        && Objects.equals(mark.reason(), seat.reason);
  }

  private Proposal.Receipt taken(Cast cast, Voice voice, @Nullable Seat before, int spent) {
    Seat seat = before;
    if (seat == null) {
      Of of = new Of(cast.proposal(), cast.no());
      seat = new Seat(of, trackers.apply(cast.proposal()), 0, 0, false, cast.source(), cast.at());
      seats.put(of, seat);
    }
    Cast.Mark mark = cast.mark();
    if (seat.cast && !seat.sealed && seat.choice != null) {
      add(cast.proposal(), Choices.votes(seat.choice), -1);
    }
    int heads = (mark == null ? 0 : 1) - (seat.cast ? 1 : 0);
    if (heads != 0) {
      voters.merge(cast.proposal(), heads, Integer::sum);
    }
    if (mark != null && mark.sealed() == null) {
      add(cast.proposal(), mark.votes(), 1);
    }
    seat.n++;
    seat.cost = mark == null ? 0 : mark.cost();
    seat.cast = mark != null;
    seat.sealed = mark != null && mark.sealed() != null;
    seat.choice = mark == null || seat.sealed ? null : mark.choice();
    seat.reason = mark == null ? null : mark.reason();
    seat.source = cast.source();
    seat.delegate = cast.delegate();
    seat.at = cast.at();
    voice.changed |= spent != voice.spent;
    voice.spent = spent;
    touched.put(seat.of, seat);
    written.add(new Written(seat, seat.n, cast));
    return new Proposal.Receipt(seat.tracker, seat.cost, left(voice));
  }

  private void add(UUID proposal, Map<String, Integer> votes, int sign) {
    votes.forEach((option, count) -> {
      if (count == 0) {
        return;
      }
      Sum sum = sums.computeIfAbsent(new Line(proposal, option), line -> new Sum());
      sum.votes += (long) sign * count;
      sum.heads += count > 0 ? sign : 0;
    });
  }

  /// What somebody has left of their voice.
  int left(UUID period, int no) {
    Voice voice = voices.get(new Of(period, no));
    return voice == null ? 0 : left(voice);
  }

  /// Voices that changed.
  List<Voice> spent() {
    return voices.values().stream().filter(voice -> voice.changed).toList();
  }

  /// Seats that are new or changed.
  List<Seat> touched() {
    return List.copyOf(touched.values());
  }

  List<Written> written() {
    return written;
  }

  /// What changed in the sums, without what came to nothing.
  Map<Line, Sum> sums() {
    sums.values().removeIf(sum -> sum.votes == 0 && sum.heads == 0);
    return sums;
  }

  /// How many more, or fewer, take part.
  Map<UUID, Integer> voters() {
    voters.values().removeIf(more -> more == 0);
    return voters;
  }
}
