package org.coomunity.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coomunity.analytics.findings.Findings;
import org.coomunity.analytics.findings.OpenBook;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;

/// The page of a community that everybody may read.
final class OpenPages {
  private static final double HIGH = 120;

  private final Pages pages;
  private final Findings findings;

  OpenPages(Pages pages, Findings findings) {
    this.pages = pages;
    this.findings = findings;
  }

  List<Route> routes() {
    return List.of(pages.open("GET", "/c/{slug}/transparency", this::open));
  }

  private Answer open(Visit visit) {
    OpenBook book = findings.open(visit.exchange().path("slug"));
    OpenBook.Currency it = book.currency();
    Unit unit = new Unit(it.code(), it.name(), it.symbol(), it.decimals());
    String json = "/api/v1/communities/" + book.slug() + "/transparency";
    OpenPage page =
        new OpenPage(
            book,
            unit,
            columns(visit, unit, book.months()),
            paid(unit, book.months()),
            visit.exchange().maybeStanding().isPresent(),
            json + "?format=csv",
            json);
    return visit.show("open", visit.t("open.title", Map.of("name", book.name())), page);
  }

  private static List<OpenPage.Column> columns(
      Visit visit, Unit unit, List<OpenBook.Month> months) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("LLL yyyy", visit.language().locale());
    long most = 1;
    for (OpenBook.Month month : months) {
      most =
          Math.max(
              most,
              Math.max(Shell.minor(unit, month.income()), Shell.minor(unit, month.payouts())));
    }
    List<OpenPage.Column> columns = new ArrayList<>();
    for (OpenBook.Month month : months) {
      long came = Shell.minor(unit, month.income());
      long went = Shell.minor(unit, month.payouts());
      columns.add(
          new OpenPage.Column(
              LocalDate.parse(month.month()).format(format),
              came,
              went,
              HIGH * came / most,
              HIGH * went / most));
    }
    return columns;
  }

  private static List<OpenPage.Paid> paid(Unit unit, List<OpenBook.Month> months) {
    Map<String, Long> kinds = new TreeMap<>();
    months.forEach(month ->
        month
            .kinds()
            .forEach(
                kind -> kinds.merge(kind.kind(), Shell.minor(unit, kind.payouts()), Long::sum)));
    return kinds.entrySet().stream()
        .filter(kind -> kind.getValue() > 0)
        .map(kind -> new OpenPage.Paid(kind.getKey(), kind.getValue()))
        .toList();
  }
}
