package org.coomunity.decisions.governance;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.governance.GovernanceDoors.Purse;
import org.coomunity.decisions.voting.Conviction;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Opened;
import org.coomunity.decisions.voting.Option;
import org.coomunity.decisions.voting.Request;
import org.jspecify.annotations.Nullable;

/// Proposals as the questions that are counted and recorded: what they cost in minor units.
final class Questions {
  private final GovernanceDoors doors;

  Questions(GovernanceDoors doors) {
    this.doors = doors;
  }

  /// The fund of a community.
  Purse purse(CommunityId community) {
    return doors.funds().of(community);
  }

  /// The question as the record shows it.
  Opened opened(Tx tx, ProposalRow row, Charter charter, CharterStore.PeriodRow period) {
    boolean shares = row.shares();
    return new Opened(
        row.id(),
        row.communityId().value(),
        area(tx, row),
        Method.of(row.method()).orElseThrow(),
        row.weight(),
        shares ? projects(row) : row.choices().stream().map(Questions::option).toList(),
        Texts.hex(row.textHash()),
        new Opened.Rules(
            Counting.terms(charter, row),
            charter.lateQuorum().toSeconds(),
            charter.negativeVotes()),
        new Opened.Census(
            Objects.requireNonNull(row.active()),
            Objects.requireNonNull(row.eligible()),
            period.median()),
        Objects.requireNonNull(row.opensAt()),
        Objects.requireNonNull(row.closesAt()),
        row.seats(),
        shares ? asked(row) : 0);
  }

  /// A request that runs, as the record shows it.
  Request request(Tx tx, ProposalRow row) {
    return new Request(
        row.id(),
        row.communityId().value(),
        area(tx, row),
        row.weight(),
        Texts.hex(row.textHash()),
        asked(row),
        Objects.requireNonNull(row.active()),
        Objects.requireNonNull(row.eligible()),
        Objects.requireNonNull(row.opensAt()));
  }

  private static String area(Tx tx, ProposalRow row) {
    return CharterStore.area(tx, row.communityId(), row.areaId()).orElseThrow().key();
  }

  private static Option option(Proposal.Option option) {
    return new Option(option.id(), option.label() == null ? "" : option.label());
  }

  private List<Option> projects(ProposalRow row) {
    Unit unit = purse(row.communityId()).unit();
    return row.choices().stream()
        .map(one ->
            new Option(one.id(), String.valueOf(one.label()), amount(unit, one.cost(), "cost")))
        .toList();
  }

  /// What a payment or a budget takes from the fund at most, in minor units.
  long asked(ProposalRow row) {
    return amount(purse(row.communityId()).unit(), row.effect().amount(), "payload.amount");
  }

  private static long amount(Unit unit, @Nullable String text, String field) {
    if (text == null) {
      throw Refused.field(Refusal.FIELD_MISSING, field);
    }
    return unit.parse(text, field);
  }

  /// Looks at the amounts of what is a budget, before a transaction waits for them.
  ///
  /// @throws Refused as `affordable`
  void checked(
      CommunityId community,
      @Nullable Payload payload,
      @Nullable List<Proposal.Option> options,
      @Nullable String method) {
    if (method != null && method.equals(Method.EQUAL_SHARES.code())) {
      List<Proposal.Option> projects = GovernanceRules.options(options, method);
      affordable(community, GovernanceRules.payload(payload, projects, method), projects);
    }
  }

  /// Looks whether the projects of a budget are such: each costs something, no more than there is
  /// to share out, and somebody is there who would receive it.
  ///
  /// @throws Refused amounts, `field_range`, `member_unknown`, with the field
  void affordable(CommunityId community, Payload payload, List<Proposal.Option> options) {
    Unit unit = purse(community).unit();
    long all = amount(unit, payload.amount(), "payload.amount");
    for (int i = 0; i < options.size(); i++) {
      String field = "options[" + i + "]";
      if (amount(unit, options.get(i).cost(), field + ".cost") > all) {
        throw Refused.field(Refusal.FIELD_RANGE, field + ".cost");
      }
      if (doors.handles().of(community, String.valueOf(options.get(i).to())) == null) {
        throw Refused.field(Refusal.MEMBER_UNKNOWN, field + ".to");
      }
    }
  }

  /// Refuses what no points could ever carry: a fifth of the fund, or more.
  ///
  /// @throws Refused `fund` with `free`, `amount`
  void requestable(ProposalRow row) {
    Purse purse = purse(row.communityId());
    long asked = asked(row);
    Optional<BigInteger> threshold = Conviction.threshold(1, asked, purse.free());
    if (threshold.isEmpty()) {
      throw Refused.because(
          Refusal.FUND,
          "free",
          purse.unit().format(purse.free()),
          "amount",
          purse.unit().format(asked));
    }
  }
}
