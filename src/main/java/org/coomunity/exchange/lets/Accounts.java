package org.coomunity.exchange.lets;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Spreadsheet;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Phase;
import org.coomunity.exchange.ledger.TransferRow;
import org.coomunity.exchange.lets.LetsDoors.Person;
import org.coomunity.exchange.lets.LetsDoors.Trust;
import org.jspecify.annotations.Nullable;

/// Accounts and statements as people read them.
final class Accounts {
  private static final Duration SPAN_MOST = Duration.ofDays(366);
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final InstantSource clock;
  private final LetsDoors doors;
  private final Exchanges exchanges;
  private final Outsiders outsiders;

  Accounts(
      Ledger ledger,
      InstantSource clock,
      LetsDoors doors,
      Exchanges exchanges,
      Outsiders outsiders) {
    this.ledger = ledger;
    this.clock = clock;
    this.doors = doors;
    this.exchanges = exchanges;
    this.outsiders = outsiders;
  }

  /// An account that the one who asks may see.
  ///
  /// @param no the number of its member; 0 for an account outside
  private record Seen(int account, int no) {}

  private Seen seen(Standing standing, Exchange exchange, String handle) {
    CommunityId community = standing.community();
    if (handle.equals(standing.handle())) {
      return new Seen(exchanges.account(community, standing.no()), standing.no());
    }
    boolean open = exchange.policy().openBooks() || standing.role().includes(Role.STEWARD);
    if (open && Outsiders.isOutside(handle)) {
      return new Seen(outsiders.account(community, handle), 0);
    }
    LetsDoors.Payee other = doors.payees().of(community, handle);
    if (other == null || !open) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return new Seen(exchanges.account(community, other.no()), other.no());
  }

  void payable(CommunityId community, String handle) {
    if (doors.payees().of(community, handle) == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
  }

  AccountView account(Standing standing, String handle, Optional<Instant> at) {
    Exchange exchange = exchanges.of(standing.community());
    Seen seen = seen(standing, exchange, handle);
    int number = seen.account();
    AccountState state = ledger.account(exchange.book(), number).orElseThrow();
    Unit unit = exchange.unit();
    Trust trust =
        seen.no() == 0 ? Outsiders.NO_TRUST : doors.trusts().of(standing.community(), seen.no());
    long limit = state.limits().creditLimit() == null ? 0 : state.limits().creditLimit();
    long balance =
        at.isPresent() ? ledger.balanceAt(exchange.book(), number, at.get()) : state.balance();
    Long since =
        ledger
            .sideSince(exchange.book(), number)
            .map(began -> Duration.between(began, clock.instant()).toDays())
            .orElse(null);
    Long ceiling = state.limits().maxBalance();
    return new AccountView(
        handle,
        unit.format(balance),
        unit.format(Math.max(0, state.available())),
        unit.format(state.debitsPending()),
        unit.format(state.creditsPending()),
        unit.format(limit),
        ceiling == null ? null : unit.format(ceiling),
        trust.trust(),
        trust.standing(),
        trust.because(),
        unit.format(state.debitsPosted() + state.creditsPosted()),
        since,
        at.orElse(null),
        state.version());
  }

  /// @param before sequence below which to go on; empty for the newest
  Statement statement(
      Standing standing,
      String handle,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Long> before,
      int limit) {
    Exchange exchange = exchanges.of(standing.community());
    int account = seen(standing, exchange, handle).account();
    Span span = span(from, to);
    List<TransferRow> rows =
        ledger.entries(
            exchange.book(),
            account,
            span.from(),
            span.to(),
            before.orElse(Long.MAX_VALUE),
            limit + 1);
    boolean more = rows.size() > limit;
    List<TransferRow> page = more ? rows.subList(0, limit) : rows;
    return new Statement(
        handle,
        span.from(),
        span.to(),
        exchange.unit().format(balanceBefore(exchange, account, span.from())),
        exchange.unit().format(balanceBefore(exchange, account, span.to())),
        lines(exchange, account, page),
        more ? Long.toString(page.getLast().seq()) : null);
  }

  private record Span(Instant from, Instant to) {}

  private Span span(Optional<Instant> from, Optional<Instant> to) {
    Instant end = to.orElse(clock.instant().plusSeconds(1));
    Instant start = from.orElse(end.minus(Duration.ofDays(90)));
    if (!start.isBefore(end) || Duration.between(start, end).compareTo(SPAN_MOST) > 0) {
      throw Refused.field(Refusal.FIELD_RANGE, "from");
    }
    return new Span(start, end);
  }

  /// The balance after the newest entry before a moment.
  private long balanceBefore(Exchange exchange, int account, Instant moment) {
    return ledger
        .entries(exchange.book(), account, Instant.EPOCH, moment, Long.MAX_VALUE, 1)
        .stream()
        .findFirst()
        .map(row -> row.debit() == account ? row.debitBalance() : row.creditBalance())
        .orElse(0L);
  }

  private static boolean moves(TransferRow row) {
    return (row.phase() == Phase.SINGLE || row.phase() == Phase.POST) && row.amount() != 0;
  }

  private List<Statement.Line> lines(Exchange exchange, int account, List<TransferRow> rows) {
    List<TransferRow> moved = rows.stream().filter(Accounts::moves).toList();
    Map<Integer, Person> named = named(exchange, account, moved);
    return moved.stream().map(row -> line(exchange, account, row, named)).toList();
  }

  private Map<Integer, Person> named(Exchange exchange, int account, List<TransferRow> rows) {
    List<Integer> others =
        rows.stream()
            .flatMap(row -> Stream.of(row.debit(), row.credit()))
            .filter(one -> one != account)
            .distinct()
            .collect(Collectors.toCollection(ArrayList::new));
    Map<Integer, Integer> owners = exchanges.owners(exchange.community(), others);
    Map<Integer, Person> people = doors.names().of(exchange.community(), owners.values());
    Map<Integer, Person> named = new HashMap<>();
    owners.forEach((number, no) -> {
      Person person = people.get(no);
      if (person != null) {
        named.put(number, person);
      }
    });
    others.removeAll(owners.keySet());
    named.putAll(outsiders.named(exchange.community(), others));
    named.put(exchange.fund(), new Person("", "fund"));
    named.put(exchange.escrow(), new Person("", "escrow"));
    named.put(exchange.pool(), new Person("", "community"));
    return named;
  }

  private static Statement.Line line(
      Exchange exchange, int account, TransferRow row, Map<Integer, Person> named) {
    boolean out = row.debit() == account;
    Person other = named.get(out ? row.credit() : row.debit());
    return new Statement.Line(
        row.id(),
        row.seq(),
        row.validAt(),
        TransferKind.of(row.kind()).key(),
        other == null ? "" : other.handle(),
        other == null ? "" : other.name(),
        exchange.unit().format(out ? -row.amount() : row.amount()),
        exchange.unit().format(out ? row.debitBalance() : row.creditBalance()),
        row.words());
  }

  /// The same as a table for a spreadsheet, oldest last, written as it is read.
  Answer.Stream csv(
      Standing standing, String handle, Optional<Instant> from, Optional<Instant> to) {
    Exchange exchange = exchanges.of(standing.community());
    int account = seen(standing, exchange, handle).account();
    Span span = span(from, to);
    return out -> {
      try (Writer writer = new OutputStreamWriter(unclosed(out), StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().build(writer)) {
        csv.writeRecord(
            "date",
            "kind",
            "counterpart",
            "name",
            "amount",
            "balance",
            "currency",
            "concept",
            "id");
        long before = Long.MAX_VALUE;
        List<TransferRow> rows;
        do {
          rows = ledger.entries(exchange.book(), account, span.from(), span.to(), before, PAGE);
          for (Statement.Line line : lines(exchange, account, rows)) {
            csv.writeRecord(
                line.at().toString(),
                line.kind(),
                line.counterpart(),
                Spreadsheet.safe(line.counterpartName()),
                line.amount(),
                line.balance(),
                exchange.unit().code(),
                Spreadsheet.safe(line.concept()),
                line.id().toString());
          }
          before = rows.isEmpty() ? 0 : rows.getLast().seq();
        } while (rows.size() == PAGE);
      }
    };
  }

  private static OutputStream unclosed(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        out.write(one);
      }

      @Override
      public void write(byte[] bytes, int start, int length) throws IOException {
        out.write(bytes, start, length);
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }

  /// How far the accounts of members are out of balance: -1 at the end of their credit, 1 as far
  /// above zero.
  Map<Integer, Double> needs(CommunityId community, List<Integer> numbers) {
    Exchange exchange = exchanges.of(community);
    Map<Integer, Integer> noOf =
        numbers.stream()
            .distinct()
            .collect(Collectors.toMap(no -> exchanges.account(community, no), no -> no));
    Map<Integer, Double> needs = new HashMap<>();
    for (AccountState state : ledger.accounts(exchange.book(), noOf.keySet())) {
      @Nullable Long limit = state.limits().creditLimit();
      double reach = Math.max(1, limit == null ? exchange.policy().creditStart() : limit);
      Integer no = noOf.get(state.number());
      if (no != null) {
        needs.put(no, Math.clamp(state.balance() / reach, -1.0, 1.0));
      }
    }
    return needs;
  }
}
