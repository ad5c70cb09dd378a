package org.coomunity.decisions.merits;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// A row of awards as it is stored. The newest turn of a fact is how it stands.
record AwardRow(
    int memberNo,
    long n,
    int rule,
    int ruleVersion,
    UUID cause,
    int turn,
    int kind,
    int source,
    int base,
    int repeat,
    boolean closed,
    boolean stands,
    int worth,
    int amount,
    @Nullable Integer counterpartyNo,
    Instant at,
    Instant recordedAt) {
  /// What a fact is known by.
  record FactKey(int rule, UUID cause, int memberNo) {}

  /// What two did together, halved among itself.
  record Pair(int memberNo, int counterpartyNo, boolean apart) {}

  static AwardRow fresh(Fact fact, boolean stands, Instant now) {
    Rule rule = fact.rule();
    return new AwardRow(
        fact.no(),
        0,
        rule.code(),
        rule.version(),
        fact.cause(),
        0,
        rule.kind().code(),
        rule.source().code(),
        rule.gives(fact.measure()),
        0,
        false,
        stands,
        0,
        0,
        fact.counterparty(),
        fact.at(),
        now);
  }

  FactKey key() {
    return new FactKey(rule, cause, memberNo);
  }

  Reckoning.Act act() {
    return new Reckoning.Act(at, cause);
  }

  boolean apart() {
    return Rule.of(rule).apart();
  }

  Kind kinds() {
    return Kind.of(kind);
  }

  Source sources() {
    return Source.of(source);
  }

  /// The same fact as it stands now; its worth follows.
  AwardRow as(int halved, boolean shut, boolean standing) {
    int now = Reckoning.worth(base, halved, shut, standing);
    return new AwardRow(
        memberNo,
        n,
        rule,
        ruleVersion,
        cause,
        turn,
        kind,
        source,
        base,
        halved,
        shut,
        standing,
        now,
        amount,
        counterpartyNo,
        at,
        recordedAt);
  }

  /// The row to be written: with its place, its turn and what reaches the balance.
  AwardRow written(long place, int nextTurn, int reaches, Instant now) {
    return new AwardRow(
        memberNo,
        place,
        rule,
        ruleVersion,
        cause,
        nextTurn,
        kind,
        source,
        base,
        repeat,
        closed,
        stands,
        worth,
        reaches,
        counterpartyNo,
        at,
        now);
  }

  /// True when nothing about the fact is different.
  boolean same(AwardRow other) {
    return repeat == other.repeat && closed == other.closed && stands == other.stands;
  }

  /// What was earned in all, for those who only count; what was taken back is not in it.
  static List<MeritsEvent.Earned> earned(CommunityId community, List<AwardRow> rows) {
    Map<Instant, long[]> hours = new TreeMap<>();
    for (AwardRow row : rows) {
      if (row.amount() > 0) {
        long[] sums =
            hours.computeIfAbsent(row.at().truncatedTo(ChronoUnit.HOURS), hour -> new long[2]);
        sums[row.kinds() == Kind.MERITO ? 0 : 1] += row.amount();
      }
    }
    return hours.entrySet().stream()
        .map(hour ->
            new MeritsEvent.Earned(
                community, hour.getValue()[0], hour.getValue()[1], hour.getKey()))
        .toList();
  }
}
