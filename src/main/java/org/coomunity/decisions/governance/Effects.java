package org.coomunity.decisions.governance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.json.StrictJson;
import org.coomunity.decisions.governance.GovernanceDoors.Purse;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.jspecify.annotations.Nullable;

/// What a decision does. Everything happens inside the transaction of the state that says so, with
/// identifiers made from the proposal: a crash can neither lose it nor do it twice.
final class Effects {
  private static final String OWN = "governance.";

  /// Takes back what was only tried.
  private static final class Undone extends RuntimeException {
    Undone() {
      super("undone", null, false, false);
    }
  }

  private final Database database;
  private final Ledger ledger;
  private final GovernanceDoors doors;
  private final Charters charters;
  private final Records records;
  private final Questions questions;

  Effects(
      Database database,
      Ledger ledger,
      GovernanceDoors doors,
      Charters charters,
      Records records,
      Questions questions) {
    this.database = database;
    this.ledger = ledger;
    this.doors = doors;
    this.charters = charters;
    this.records = records;
    this.questions = questions;
  }

  /// Tries what a proposal would do, and takes it back.
  ///
  /// @throws Refused what would be wrong with it: `fund`, `member_unknown`, `policy_value`, …
  void tried(ProposalRow row, Instant now) {
    CommunityId community = row.communityId();
    UUID proposal = row.id();
    Payload payload = row.effect();
    if (payload.spends()) {
      spendable(row);
      return;
    }
    try {
      database.write(tx -> {
        apply(tx, community, proposal, payload, now);
        throw new Undone();
      });
    } catch (Undone done) {
      return;
    }
  }

  /// How much it would take from the fund, which must have so much that nobody was promised.
  ///
  /// @throws Refused `fund` with `free`, `member_unknown`, amounts
  private void spendable(ProposalRow row) {
    CommunityId community = row.communityId();
    Purse purse = doors.funds().of(community);
    long amount = questions.asked(row);
    if (row.effect().budget()) {
      questions.affordable(community, row.effect(), row.choices());
    } else {
      member(community, row.effect().to(), "payload.to");
    }
    if (row.runs()) {
      questions.requestable(row);
    }
    if (amount > purse.free()) {
      throw Refused.because(
          Refusal.FUND,
          "free",
          purse.unit().format(purse.free()),
          "amount",
          purse.unit().format(amount));
    }
  }

  private int member(CommunityId community, @Nullable String handle, String field) {
    Integer no = doors.handles().of(community, text(handle, field));
    if (no == null) {
      throw Refused.field(Refusal.MEMBER_UNKNOWN, field);
    }
    return no;
  }

  private static String text(@Nullable String text, String field) {
    if (text == null) {
      throw Refused.field(Refusal.FIELD_MISSING, field);
    }
    return text;
  }

  /// Something that is paid.
  ///
  /// @param name tells it from the others of its proposal; empty where there is one
  private record Leg(String name, @Nullable String to, @Nullable String amount, String words) {}

  /// What a decision pays: one payment, or each project that a budget pays for.
  private static List<Leg> legs(ProposalRow row) {
    Payload payload = row.effect();
    if (!payload.spends()) {
      return List.of();
    }
    String concept = payload.concept() == null ? row.title() : payload.concept();
    if (!payload.budget()) {
      return List.of(new Leg("", payload.to(), payload.amount(), concept));
    }
    List<String> won = Views.ended(row).map(Counting.Ended::winners).orElse(List.of());
    return row.choices().stream()
        .filter(option -> won.contains(option.id()))
        .map(option ->
            new Leg(" " + option.id(), option.to(), option.cost(), String.valueOf(option.label())))
        .toList();
  }

  /// Reserves what a decision spends, all or nothing; false when the fund cannot.
  ///
  /// @param row with what was decided
  boolean reserve(Tx tx, ProposalRow row) {
    CommunityId community = row.communityId();
    List<Leg> legs = legs(row);
    if (legs.isEmpty()) {
      return true;
    }
    Purse purse = doors.funds().of(community);
    List<Transfer> pending = new ArrayList<>();
    List<Rider> told = new ArrayList<>();
    for (Leg leg : legs) {
      UUID id = transferId(row, "reserve" + leg.name());
      int payee = member(community, leg.to(), "payload.to");
      pending.add(
          Transfer.pending(
              id,
              purse.account(),
              doors.accounts().of(community, payee),
              purse.unit().parse(text(leg.amount(), "payload.amount"), "payload.amount"),
              purse.kind(),
              0,
              leg.words(),
              null));
      told.add(doors.payouts().of(community, id, row.id()));
    }
    return ledger.book(tx, Posting.of(purse.book(), pending, told)) instanceof Outcome.Booked;
  }

  /// Does it.
  ///
  /// @throws RuntimeException when it cannot be done; nothing of it happened then
  void execute(Tx tx, ProposalRow row, Instant now) {
    Payload payload = row.effect();
    if (payload.spends()) {
      settle(
          tx,
          row,
          leg ->
              Transfer.post(
                  transferId(row, "post" + leg), transferId(row, "reserve" + leg), -1, 0));
    } else {
      apply(tx, row.communityId(), row.id(), payload, now);
    }
  }

  /// Frees what was reserved.
  void release(Tx tx, ProposalRow row) {
    settle(
        tx,
        row,
        leg ->
            Transfer.release(transferId(row, "free" + leg), transferId(row, "reserve" + leg), 0));
  }

  private void settle(Tx tx, ProposalRow row, Function<String, Transfer> of) {
    List<Transfer> all = legs(row).stream().map(Leg::name).map(of).toList();
    if (!all.isEmpty()) {
      int book = doors.funds().of(row.communityId()).book();
      ledger.book(tx, Posting.of(book, all, List.of())).orRefuse();
    }
  }

  private static UUID transferId(ProposalRow row, String leg) {
    return Uuid8.of(row.communityId() + " proposal " + row.id() + " " + leg);
  }

  private void apply(Tx tx, CommunityId community, UUID proposal, Payload payload, Instant now) {
    switch (payload.type()) {
      case "text" -> {}
      case "policy" -> policy(tx, community, proposal, payload, now);
      case "limit" ->
          doors
              .limits()
              .set(
                  tx,
                  community,
                  member(community, payload.member(), "payload.member"),
                  text(payload.creditLimit(), "payload.creditLimit"),
                  proposal);
      case "role" ->
          doors
              .roles()
              .give(
                  tx,
                  community,
                  member(community, payload.member(), "payload.member"),
                  role(text(payload.role(), "payload.role")),
                  proposal);
      default -> throw new IllegalStateException("no such effect: " + payload.type());
    }
  }

  private void policy(Tx tx, CommunityId community, UUID proposal, Payload payload, Instant now) {
    String key = text(payload.key(), "payload.key");
    String value = text(payload.value(), "payload.value");
    if (key.startsWith(OWN)) {
      Charter next =
          charters.decide(tx, community, change(key.substring(OWN.length()), value), 0, now);
      records.chartered(tx, community, next.version(), 0, now);
    } else {
      doors.policies().set(tx, community, key, value, proposal);
    }
  }

  /// A change of one key of the charter.
  ///
  /// @throws Refused `policy_key`, `policy_value`
  static Charter.Change change(String key, String value) {
    boolean known =
        Arrays.stream(Charter.Change.class.getRecordComponents())
            .anyMatch(component -> component.getName().equals(key));
    if (!known) {
      throw Refused.field(Refusal.POLICY_KEY, "payload.key");
    }
    String quoted = Json.write(value);
    boolean bare = value.matches("true|false|[0-9]{1,4}") && !key.startsWith("quorum");
    try {
      return StrictJson.read(
          ("{\"" + key + "\":" + (bare ? value : quoted) + "}").getBytes(StandardCharsets.UTF_8),
          Charter.Change.class);
    } catch (Refused wrong) {
      throw Refused.field(Refusal.POLICY_VALUE, "payload.value");
    }
  }

  /// A role by its name.
  static Role role(String name) {
    for (Role role : Role.values()) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "payload.role");
  }
}
