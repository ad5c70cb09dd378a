package org.coomunity.decisions.merits;

import java.util.List;
import java.util.Map;
import org.coomunity.decisions.merits.MeritsDoors.Person;
import org.jspecify.annotations.Nullable;

/// Makes rows of awards into what people read.
final class Told {
  private Told() {}

  static List<Reputation.Row> rows(List<AwardRow> rows, Map<Integer, Person> with) {
    return rows.stream().map(row -> row(row, with)).toList();
  }

  private static Reputation.Row row(AwardRow row, Map<Integer, Person> with) {
    Rule rule = Rule.of(row.rule());
    Person other = row.counterpartyNo() == null ? null : with.get(row.counterpartyNo());
    return new Reputation.Row(
        row.n(),
        row.kinds(),
        row.amount(),
        row.base(),
        row.sources(),
        rule,
        row.ruleVersion(),
        "merits.reason." + rule.key(),
        note(row, rule),
        other == null ? null : other.handle(),
        row.cause(),
        row.at(),
        row.recordedAt());
  }

  /// Why it is not what the rule gives for itself.
  private static @Nullable String note(AwardRow row, Rule rule) {
    if (rule == Rule.HELD_MERITOS || rule == Rule.HELD_ONDAS) {
      return "kept";
    }
    if (!row.stands()) {
      return "taken_back";
    }
    if (row.turn() > 0) {
      return "changed";
    }
    if (row.closed()) {
      return "closed";
    }
    if (row.worth() < row.base()) {
      return "repeat";
    }
    return row.amount() < row.worth() ? "day" : null;
  }
}
