package org.coomunity.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.translate.Fault;
import org.coomunity.base.translate.QueuedText;
import org.coomunity.base.translate.Translate;

/// Texts that no machine translated well, one at a time, for a steward who knows both languages.
final class TranslationPages {
  private final Pages pages;
  private final Translate translate;

  TranslationPages(Pages pages, Translate translate) {
    this.pages = pages;
    this.translate = translate;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/translations", this::ask),
        pages.post("/c/{slug}/translations/{id}", this::write));
  }

  private Answer ask(Visit visit) {
    return show(visit.at("community"), visit.query("cursor", ""), Form.EMPTY, List.of());
  }

  /// @param wrong rules that the steward's own words break
  private Answer show(Visit visit, String after, Form form, List<String> wrong) {
    Standing steward = visit.standing(Role.STEWARD);
    Page<QueuedText> found =
        translate.queue(
            steward, "NEEDS_PERSON", 1, Optional.of(after).filter(text -> !text.isEmpty()));
    TranslationsPage.Waiting text =
        found.items().stream().findFirst().map(one -> waiting(visit, one, wrong)).orElse(null);
    return visit.form(
        "translations",
        visit.t("translations.title"),
        form,
        new TranslationsPage(form, text, after, found.next()));
  }

  private static TranslationsPage.Waiting waiting(
      Visit visit, QueuedText text, List<String> wrong) {
    return new TranslationsPage.Waiting(
        text.id().toString(),
        ListingTongue.name(text.from(), visit),
        ListingTongue.name(text.to(), visit),
        text.from(),
        text.to(),
        text.source(),
        wrong.isEmpty() ? rules(text.faults()) : wrong);
  }

  private static List<String> rules(List<Fault> faults) {
    return faults.stream().map(fault -> fault.code().toLowerCase(Locale.ROOT)).distinct().toList();
  }

  private Answer write(Visit visit) {
    Form form = visit.form();
    List<Fault> faults = List.of();
    try {
      Standing steward = visit.standing(Role.STEWARD);
      faults = translate.write(steward, visit.id("id"), form.exact("body"));
      if (!faults.isEmpty()) {
        throw Refused.field(Refusal.TRANSLATION_RULES, "body");
      }
      return visit.seeOtherIn("/translations?said=saved");
    } catch (Refused no) {
      return show(
          visit.at("community"), form.text("after"), form.refused(no, visit), rules(faults));
    }
  }
}
