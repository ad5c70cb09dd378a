package org.coomunity.web;

import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.platform.http.Route;

/// The words of CoomÜnity, explained to everybody.
final class WordsPages {
  private final Pages pages;
  private final Concepts concepts;

  WordsPages(Pages pages, Concepts concepts) {
    this.pages = pages;
    this.concepts = concepts;
  }

  Route route() {
    return pages.open(
        "GET",
        "/words",
        visit ->
            visit.show(
                "words",
                visit.t("words.title"),
                new WordsPage(concepts.register(visit.language()))));
  }
}
