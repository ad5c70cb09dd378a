package org.coomunity.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Policy;
import org.jspecify.annotations.Nullable;

/// What a community agreed about its exchange: everybody reads it, admins write it down.
final class AgreementPages {
  private final Pages pages;
  private final Lets lets;
  private final Money money;

  AgreementPages(Pages pages, Lets lets, Money money) {
    this.pages = pages;
    this.lets = lets;
    this.money = money;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/agreements", visit -> show(visit.at("community"), null)),
        pages.post("/c/{slug}/agreements", visit -> decide(visit.at("community"))));
  }

  private Answer show(Visit visit, @Nullable Form refused) {
    Standing standing = visit.standing();
    Policy.View policy = lets.policy(standing.community());
    Form form = refused == null ? filled(policy) : refused;
    AgreementsPage page =
        new AgreementsPage(
            form,
            money.exchange(standing.community()).unit(),
            policy.version(),
            standing.role().includes(Role.ADMIN));
    return visit.form("agreements", visit.t("agreements.title"), form, page);
  }

  private static Form filled(Policy.View policy) {
    return Form.of(
        Map.ofEntries(
            Map.entry("openBooks", Boolean.toString(policy.openBooks())),
            Map.entry("limitMode", policy.limitMode()),
            Map.entry("fundRate", percent(policy.fundRate())),
            Map.entry("fundSide", policy.fundSide()),
            Map.entry("creditStart", policy.creditStart()),
            Map.entry("creditCap", policy.creditCap()),
            Map.entry("creditSlope", policy.creditSlope()),
            Map.entry("listingLife", days(policy.listingLife())),
            Map.entry("acceptWithin", days(policy.acceptWithin())),
            Map.entry("completeWithin", days(policy.completeWithin())),
            Map.entry("giftMode", Boolean.toString(policy.giftMode())),
            Map.entry("createProposal", policy.createProposal()),
            Map.entry("ayniWindow", days(policy.ayniWindow())),
            Map.entry("factorTwoOver", policy.factorTwoOver())));
  }

  private static String percent(String share) {
    return new BigDecimal(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  /// Whole days as their number; what is no whole day stays as the standard writes it.
  private static String days(String iso) {
    return iso.matches("P[0-9]+D") ? iso.substring(1, iso.length() - 1) : iso;
  }

  private Answer decide(Visit visit) {
    Form form = visit.form();
    Standing admin = visit.standing(Role.ADMIN);
    try {
      lets.decide(
          admin,
          new Policy.Change(
              form.text("openBooks").equals("true"),
              form.text("limitMode"),
              share(form.text("fundRate")),
              form.text("fundSide"),
              Numbers.plain(form.text("creditStart")),
              Numbers.plain(form.text("creditCap")),
              Numbers.plain(form.text("creditSlope")),
              time(form.text("listingLife")),
              time(form.text("acceptWithin")),
              time(form.text("completeWithin")),
              form.text("giftMode").equals("true"),
              form.text("createProposal"),
              time(form.text("ayniWindow")),
              Numbers.plain(form.text("factorTwoOver"))));
      return visit.seeOtherIn("/agreements?said=agreed");
    } catch (Refused no) {
      return show(visit, form.refused(no, visit));
    }
  }

  /// A percentage as a share of the whole; what is none stays, to be refused with a sentence.
  private static String share(String typed) {
    String plain = Numbers.plain(typed.replace("%", ""));
    return plain.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")
        ? new BigDecimal(plain).movePointLeft(2).toPlainString()
        : plain;
  }

  private static String time(String typed) {
    return typed.matches("[0-9]{1,4}") ? "P" + typed + "D" : typed;
  }
}
