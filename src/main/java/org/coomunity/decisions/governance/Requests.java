package org.coomunity.decisions.governance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.Conviction;
import org.coomunity.decisions.voting.Course;
import org.jspecify.annotations.Nullable;

/// How running requests stand, and how people see it.
final class Requests {
  /// How long a request may run: the longest time that a charter knows.
  static final Duration LONGEST = Duration.ofDays(90);

  private static final int MOMENTS = 60;
  private static final long SHOWN_MOST = 1L << 52;

  private final InstantSource clock;
  private final Questions questions;

  Requests(InstantSource clock, Questions questions) {
    this.clock = clock;
    this.questions = questions;
  }

  /// The full hours of a request that are over by then. A clock that was put back undoes nothing:
  /// the hour in which points were placed last is over.
  static int hour(ProposalRow row, Course course, Instant now) {
    Duration open = Duration.between(Objects.requireNonNull(row.opensAt()), now);
    int over = Math.clamp(open.toHours(), 0, Conviction.HORIZON);
    return Math.max(over, course.changed() - 1);
  }

  /// When one ends that did not gain enough.
  static Instant end(ProposalRow row) {
    return Objects.requireNonNull(row.opensAt()).plus(LONGEST);
  }

  /// Where it is, from where it was reckoned last.
  static Course course(Tx tx, ProposalRow row) {
    StakeStore.Row known = StakeStore.row(tx, row.communityId(), row.id()).orElseThrow();
    return new Course(
        known.hour(),
        known.yQ32().toBigIntegerExact(),
        known.stake(),
        StakeStore.held(tx, row.communityId(), row.id(), known.hour()));
  }

  /// The same from its beginning, as the record tells it.
  static Course whole(Tx tx, ProposalRow row) {
    return Course.of(StakeStore.held(tx, row.communityId(), row.id(), 0));
  }

  /// What it must gain now; none when it asks for too much of what is free.
  Optional<BigInteger> threshold(Tx tx, ProposalRow row) {
    return questions.request(tx, row).threshold(questions.purse(row.communityId()).free());
  }

  /// As somebody sees it; null for what is no request, or not open yet.
  Proposal.@Nullable Running view(Tx tx, ProposalRow row, int reader) {
    if (!row.runs() || row.opensAt() == null) {
      return null;
    }
    CommunityId community = row.communityId();
    UUID id = row.id();
    StakeStore.Row known = StakeStore.row(tx, community, id).orElse(null);
    if (known == null) {
      return null;
    }
    Integer ended = known.endHour();
    boolean open = row.at() == ProposalState.VOTING;
    Course whole = whole(tx, row);
    int hour = ended != null ? ended : hour(row, whole, clock.instant());
    BigDecimal kept = known.endQ32();
    Optional<BigInteger> threshold =
        open ? threshold(tx, row) : Optional.ofNullable(kept).map(BigDecimal::toBigIntegerExact);
    OptionalInt eta =
        open && threshold.isPresent() ? whole.passes(hour, threshold.get()) : OptionalInt.empty();
    return new Proposal.Running(
        shown(whole.at(hour)),
        threshold.map(Requests::shown).orElse(null),
        eta.isPresent() ? eta.getAsInt() : null,
        whole.total(),
        open ? StakeStore.holders(tx, community, id).size() : 0,
        StakeStore.stake(tx, community, id, reader),
        Conviction.POINTS - StakeStore.placed(tx, community, reader),
        hour,
        end(row),
        course(whole, hour));
  }

  /// Without what is behind its binary point.
  private static long shown(BigInteger q32) {
    return q32.shiftRight(Conviction.PLACES).min(BigInteger.valueOf(SHOWN_MOST)).longValueExact();
  }

  private static List<Proposal.Moment> course(Course whole, int hour) {
    List<Proposal.Moment> moments = new ArrayList<>();
    int step = Math.max(1, (hour + MOMENTS - 1) / MOMENTS);
    for (int at = 0; at < hour; at += step) {
      moments.add(new Proposal.Moment(at, shown(whole.at(at))));
    }
    moments.add(new Proposal.Moment(hour, shown(whole.at(hour))));
    return moments;
  }
}
