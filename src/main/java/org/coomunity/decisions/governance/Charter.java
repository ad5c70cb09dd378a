package org.coomunity.decisions.governance;

import java.math.BigDecimal;
import java.time.Duration;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.decisions.voting.DecisionClass;
import org.jspecify.annotations.Nullable;

/// How a community decides. Each version stays; a proposal keeps the one it began under. Times are
/// ISO 8601 and may be zero, shares are decimal strings of the whole.
///
/// @param version grows with every decision, from 1
/// @param sponsorWithin how long a proposal may look for sponsors
/// @param quiet how long its text must have stood before it is frozen
/// @param verification how long it is frozen before the vote
/// @param closingSoon how long before the end those are told who have not voted
/// @param lateQuorum when the quorum is reached so late, the vote goes on for as long, once
/// @param period how far one voice budget reaches
/// @param liveTally whether the result shows before the end; never of a sealed vote
/// @param negativeVotes whether one may vote against single options of many
/// @param membershipAge how long one must belong to take part
/// @param reviewers how many are drawn to look at a proposal
/// @param openPerAuthor how many proposals of one author may be open
/// @param membersOnly whether the page on which everybody reads how the community does is closed
public record Charter(
    int version,
    Duration sponsorWithin,
    Duration discussion,
    Duration quiet,
    Duration verification,
    Duration voting,
    Duration votingTreasury,
    Duration votingConstitution,
    Duration timelock,
    Duration timelockConstitution,
    Duration closingSoon,
    Duration lateQuorum,
    Duration period,
    String quorum,
    String quorumTreasury,
    String quorumConstitution,
    boolean liveTally,
    boolean negativeVotes,
    Duration membershipAge,
    int reviewers,
    int openPerAuthor,
    boolean membersOnly) {
  private static final Duration TIME_MOST = Duration.ofDays(90);

  /// What holds before a community decides anything.
  static Charter standard() {
    return new Charter(
        1,
        Duration.ofDays(14),
        Duration.ofDays(7),
        Duration.ofDays(2),
        Duration.ofDays(3),
        Duration.ofDays(7),
        Duration.ofDays(7),
        Duration.ofDays(14),
        Duration.ofDays(2),
        Duration.ofDays(7),
        Duration.ofDays(2),
        Duration.ofDays(2),
        Duration.ofDays(30),
        "0.10",
        "0.15",
        "0.33",
        false,
        false,
        Duration.ZERO,
        3,
        3,
        false);
  }

  /// What a community changes; what is absent stays.
  public record Change(
      @Nullable Duration sponsorWithin,
      @Nullable Duration discussion,
      @Nullable Duration quiet,
      @Nullable Duration verification,
      @Nullable Duration voting,
      @Nullable Duration votingTreasury,
      @Nullable Duration votingConstitution,
      @Nullable Duration timelock,
      @Nullable Duration timelockConstitution,
      @Nullable Duration closingSoon,
      @Nullable Duration lateQuorum,
      @Nullable Duration period,
      @Nullable String quorum,
      @Nullable String quorumTreasury,
      @Nullable String quorumConstitution,
      @Nullable Boolean liveTally,
      @Nullable Boolean negativeVotes,
      @Nullable Duration membershipAge,
      @Nullable Integer reviewers,
      @Nullable Integer openPerAuthor,
      @Nullable Boolean membersOnly) {}

  /// The charter that follows.
  ///
  /// @throws Refused `policy_value` with the key as field
  Charter changed(Change said) {
    return new Charter(
        version + 1,
        time(said.sponsorWithin(), sponsorWithin, "sponsorWithin"),
        time(said.discussion(), discussion, "discussion"),
        time(said.quiet(), quiet, "quiet"),
        time(said.verification(), verification, "verification"),
        time(said.voting(), voting, "voting"),
        time(said.votingTreasury(), votingTreasury, "votingTreasury"),
        time(said.votingConstitution(), votingConstitution, "votingConstitution"),
        time(said.timelock(), timelock, "timelock"),
        time(said.timelockConstitution(), timelockConstitution, "timelockConstitution"),
        time(said.closingSoon(), closingSoon, "closingSoon"),
        time(said.lateQuorum(), lateQuorum, "lateQuorum"),
        between(time(said.period(), period, "period"), Duration.ofDays(7), TIME_MOST, "period"),
        share(said.quorum(), quorum, "quorum"),
        share(said.quorumTreasury(), quorumTreasury, "quorumTreasury"),
        share(said.quorumConstitution(), quorumConstitution, "quorumConstitution"),
        said.liveTally() == null ? liveTally : said.liveTally(),
        said.negativeVotes() == null ? negativeVotes : said.negativeVotes(),
        time(said.membershipAge(), membershipAge, "membershipAge"),
        count(said.reviewers(), reviewers, 0, 9, "reviewers"),
        count(said.openPerAuthor(), openPerAuthor, 1, 20, "openPerAuthor"),
        said.membersOnly() == null ? membersOnly : said.membersOnly());
  }

  private static Duration time(@Nullable Duration said, Duration old, String key) {
    return said == null ? old : between(said, Duration.ZERO, TIME_MOST, key);
  }

  private static Duration between(Duration time, Duration least, Duration most, String key) {
    if (time.compareTo(least) < 0
        || time.compareTo(most) > 0
        || !time.equals(Duration.ofSeconds(time.toSeconds()))) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
    return time;
  }

  private static String share(@Nullable String said, String old, String key) {
    if (said == null) {
      return old;
    }
    if (!said.matches("(0(\\.[0-9]{1,6})?|1(\\.0{1,6})?)") || ppm(said) == 0) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
    return said;
  }

  private static int count(@Nullable Integer said, int old, int least, int most, String key) {
    if (said == null) {
      return old;
    }
    if (said < least || said > most) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
    return said;
  }

  /// How long one votes about something of this weight.
  Duration voting(DecisionClass weight) {
    return switch (weight) {
      case ORDINARY -> voting;
      case TREASURY -> votingTreasury;
      case CONSTITUTION -> votingConstitution;
    };
  }

  /// How long what was decided waits.
  Duration timelock(DecisionClass weight) {
    return weight == DecisionClass.CONSTITUTION ? timelockConstitution : timelock;
  }

  /// Share of active members that must vote, in parts per million.
  int quorumPpm(DecisionClass weight) {
    return ppm(
        switch (weight) {
          case ORDINARY -> quorum;
          case TREASURY -> quorumTreasury;
          case CONSTITUTION -> quorumConstitution;
        });
  }

  /// A share in parts per million.
  static int ppm(String share) {
    return new BigDecimal(share).movePointRight(6).intValueExact();
  }
}
