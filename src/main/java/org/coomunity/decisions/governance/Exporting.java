package org.coomunity.decisions.governance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.json.Json;

/// The public record as it leaves the platform, so that anybody can count again: one JSON object a
/// line. Ballots are written once their vote is over, never before.
final class Exporting {
  private static final int PAGE = 1_000;
  private static final int ENTRIES_MOST = 10_000;

  private final Database database;
  private final Counting counting;

  Exporting(Database database, Counting counting) {
    this.database = database;
    this.counting = counting;
  }

  /// A page of the chain.
  Page<PublicRecord.Entry> entries(CommunityId community, Optional<String> cursor, int limit) {
    long after = cursor.map(Exporting::place).orElse(0L);
    return Page.of(
            database.read(tx -> RecordStore.after(tx, community, after, limit + 1)),
            limit,
            row -> Long.toString(row.n()))
        .map(Exporting::entry);
  }

  private static long place(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Long.parseLong(cursor);
  }

  private static PublicRecord.Entry entry(RecordStore.Row row) {
    HexFormat hex = HexFormat.of();
    return new PublicRecord.Entry(
        row.n(),
        row.at(),
        row.type(),
        Json.read(row.body(), java.util.Map.class),
        hex.formatHex(row.prev()),
        hex.formatHex(row.hash()));
  }

  /// The hash of the newest entry of a community.
  String head(CommunityId community) {
    return database
        .read(tx -> RecordStore.newest(tx, community))
        .map(row -> HexFormat.of().formatHex(row.hash()))
        .orElse("");
  }

  /// What the chain says of one proposal.
  PublicRecord record(ProposalRow row) {
    List<RecordStore.Row> rows =
        database.read(tx -> RecordStore.of(tx, row.communityId(), row.id(), ENTRIES_MOST));
    return new PublicRecord(row.id(), counted(row), rows.stream().map(Exporting::entry).toList());
  }

  private static boolean counted(ProposalRow row) {
    return Views.ended(row).isPresent();
  }

  /// All of a community, line by line: its chain, and the ballots of what is decided.
  Answer.Stream lines(CommunityId community) {
    return out -> {
      try (Writer writer = writer(out)) {
        long after = 0;
        List<RecordStore.Row> page;
        do {
          long from = after;
          page = database.read(tx -> RecordStore.after(tx, community, from, PAGE));
          for (RecordStore.Row row : page) {
            line(writer, Records.entry(row).line());
            if (row.type().equals("proposal.closed") && row.proposalId() != null) {
              ballots(writer, community, row.proposalId());
            }
            after = row.n();
          }
        } while (page.size() == PAGE);
      }
    };
  }

  /// One proposal, line by line.
  Answer.Stream lines(ProposalRow proposal) {
    return out -> {
      try (Writer writer = writer(out)) {
        for (RecordStore.Row row :
            database.read(
                tx -> RecordStore.of(tx, proposal.communityId(), proposal.id(), ENTRIES_MOST))) {
          line(writer, Records.entry(row).line());
        }
        if (counted(proposal)) {
          ballots(writer, proposal.communityId(), proposal.id());
        }
      }
    };
  }

  private void ballots(Writer writer, CommunityId community, UUID id) {
    ProposalRow row = database.read(tx -> ProposalStore.find(tx, community, id)).orElseThrow();
    database.read(tx -> {
      counting.read(
          tx,
          row,
          (ballot, reason) -> {
            try {
              line(writer, ballot.line());
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            }
          });
      return row;
    });
  }

  private static Writer writer(java.io.OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private static void line(Writer writer, String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }
}
