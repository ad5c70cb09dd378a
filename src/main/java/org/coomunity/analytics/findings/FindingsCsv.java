package org.coomunity.analytics.findings;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Spreadsheet;
import org.jspecify.annotations.Nullable;

/// Findings as tables for a spreadsheet.
final class FindingsCsv {
  private FindingsCsv() {}

  static Answer.Stream of(Insights insights) {
    return out -> {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      CsvWriter csv = CsvWriter.builder().build(writer);
      csv.writeRecord(
          "part",
          "kind",
          "finding",
          "value",
          "low",
          "high",
          "n",
          "counted",
          "confidence",
          "at",
          "definition",
          "action");
      for (Part part : Part.values()) {
        for (Insights.Item item : insights.of(part)) {
          double[] interval = item.interval();
          csv.writeRecord(
              part.key(),
              item.kind(),
              Spreadsheet.safe(item.finding()),
              text(item.value()),
              interval == null ? "" : text(interval[0]),
              interval == null ? "" : text(interval[1]),
              text(item.n()),
              item.counted(),
              item.confidence(),
              item.at().toString(),
              Spreadsheet.safe(item.definition()),
              Spreadsheet.safe(item.action()));
        }
      }
      csv.flush();
    };
  }

  static Answer.Stream of(OpenBook book) {
    return out -> {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      CsvWriter csv = CsvWriter.builder().build(writer);
      csv.writeRecord("what", "when", "kind", "income", "payouts", "words");
      OpenBook.Fund fund = book.fund();
      csv.writeRecord("balance", book.at().toString(), "", fund.balance(), "", "");
      csv.writeRecord("all", book.at().toString(), "", fund.income(), fund.payouts(), "");
      for (OpenBook.Month month : book.months()) {
        csv.writeRecord("month", month.month(), "", month.income(), month.payouts(), "");
        for (OpenBook.Kind kind : month.kinds()) {
          csv.writeRecord("kind", month.month(), kind.kind(), kind.income(), kind.payouts(), "");
        }
      }
      for (OpenBook.Goal goal : book.missions()) {
        csv.writeRecord(
            "mission",
            goal.closesAt().toString(),
            goal.state(),
            goal.done(),
            goal.target(),
            Spreadsheet.safe(goal.title()));
      }
      for (OpenBook.Decision one : book.decisions()) {
        csv.writeRecord(
            "decision", one.since().toString(), one.state(), "", "", Spreadsheet.safe(one.title()));
      }
      OpenBook.Exchange exchange = book.exchange();
      csv.writeRecord("trades", book.at().toString(), "", text(exchange.trades()), "", "");
      csv.writeRecord("members", book.at().toString(), "", text(book.people().members()), "", "");
      csv.writeRecord("active", book.at().toString(), "", text(book.people().active()), "", "");
      csv.flush();
    };
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
