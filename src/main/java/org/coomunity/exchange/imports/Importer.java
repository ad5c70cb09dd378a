package org.coomunity.exchange.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.coomunity.exchange.imports.ImportRules.Read;
import org.coomunity.exchange.imports.Rows.Row;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Outside;
import org.jspecify.annotations.Nullable;

/// One file on its way into a book: pieces of some thousand rows, each row a posting of its own.
final class Importer {
  /// Rows of one piece.
  private static final int PIECE = 4_096;

  /// Refused rows that the report names.
  private static final int NAMED = 1_000;

  private final Lets lets;
  private final Ledger ledger;
  private final Exchange exchange;
  private final Consumer<Report.Progress> progress;
  private final List<Report.Refusal> refusals = new ArrayList<>();
  private @Nullable String token;
  private long rows;
  private long booked;
  private long there;
  private long rounded;
  private long refused;
  private int opened;

  Importer(Lets lets, Ledger ledger, Exchange exchange, Consumer<Report.Progress> progress) {
    this.lets = lets;
    this.ledger = ledger;
    this.exchange = exchange;
    this.progress = progress;
  }

  void book(Rows from, Map<Column, String> names, Instant now) {
    Row header = from.next();
    if (header == null) {
      throw new NotImportable("the file is empty");
    }
    ImportRules rules =
        new ImportRules(
            Column.places(header.fields(), names), header.fields().size(), exchange.unit(), now);
    List<Line> piece = new ArrayList<>(PIECE);
    for (Row row = from.next(); row != null; row = from.next()) {
      rows++;
      understood(rules, row, piece);
      if (piece.size() == PIECE) {
        book(piece);
        progress.accept(new Report.Progress(rows, booked, from.share()));
      }
    }
    book(piece);
    if (from.broken() != null) {
      refuse(from.last() + 1, from.broken());
    }
  }

  private void understood(ImportRules rules, Row row, List<Line> piece) {
    switch (rules.read(row.number(), row.fields())) {
      case Read.Wrong wrong -> refuse(row.number(), wrong.reason());
      case Read.Understood understood -> {
        Line line = understood.line();
        token = Objects.requireNonNullElse(token, line.token());
        if (line.token().equals(token)) {
          piece.add(line);
        } else {
          refuse(row.number(), "token '%s' is not that of the first row".formatted(line.token()));
        }
      }
    }
  }

  private void refuse(long line, String reason) {
    refused++;
    if (refusals.size() < NAMED) {
      refusals.add(new Report.Refusal(line, reason));
    }
  }

  private void book(List<Line> piece) {
    if (piece.isEmpty()) {
      return;
    }
    Map<String, Integer> accounts = accounts(piece);
    List<Posting> postings = piece.stream().map(line -> posting(line, accounts)).toList();
    List<Outcome> outcomes = ledger.submit(exchange.book(), postings);
    for (int i = 0; i < outcomes.size(); i++) {
      count(piece.get(i), outcomes.get(i));
    }
    piece.clear();
  }

  private Map<String, Integer> accounts(List<Line> piece) {
    Set<String> names = new HashSet<>();
    Set<String> issuers = new HashSet<>();
    for (Line line : piece) {
      names.add(line.source());
      names.add(line.target());
      if (!line.issuer().isEmpty()) {
        issuers.add(line.issuer());
      }
    }
    Outside.Found found = lets.outside(exchange.community(), names, issuers);
    opened += found.opened();
    return found.accounts();
  }

  private Posting posting(Line line, Map<String, Integer> accounts) {
    Transfer transfer =
        Transfer.single(
                ImportRules.id(exchange.book(), line),
                Objects.requireNonNull(accounts.get(line.source())),
                Objects.requireNonNull(accounts.get(line.target())),
                line.amount(),
                line.kind().code(),
                0,
                "")
            .happenedAt(line.at());
    return new Posting(exchange.book(), List.of(transfer), true, List.of());
  }

  private void count(Line line, Outcome outcome) {
    switch (outcome) {
      case Outcome.Booked done -> {
        booked += done.replay() ? 0 : 1;
        there += done.replay() ? 1 : 0;
        rounded += line.rounded() ? 1 : 0;
      }
      case Outcome.Denied denied -> refuse(line.number(), reason(line, denied));
    }
  }

  private static String reason(Line line, Outcome.Denied denied) {
    Object field = denied.refusal().details().get("field");
    if (field == null) {
      return "the ledger says " + denied.status().name().toLowerCase(Locale.ROOT);
    }
    String column =
        switch (field.toString()) {
          case "debit" -> Column.SOURCE.key();
          case "credit" -> Column.TARGET.key();
          case "amount" -> Column.WEIGHT.key();
          case "kind" -> Column.TRANSFER_SUBTYPE.key();
          case "validAt" -> Column.TIMESET.key();
          default -> field.toString();
        };
    return "id '%s' is in the books already with another %s".formatted(line.id(), column);
  }

  Report report(long sum) {
    refusals.sort(Comparator.comparingLong(Report.Refusal::line));
    return new Report(rows, booked, there, rounded, refused, List.copyOf(refusals), opened, sum);
  }
}
