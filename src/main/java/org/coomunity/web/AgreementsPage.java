package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;

/// What a community agreed about its exchange.
///
/// @param version how often it was decided
/// @param decides true for those who may change it
public record AgreementsPage(Form form, Unit unit, int version, boolean decides) {
  /// A decision with its possible answers; without any it is written as a figure.
  ///
  /// @param measure the end of the key `measure.…` of what the figure counts, or `unit`
  public record Point(String key, List<String> choices, String measure) {}

  private static final List<Point> POINTS =
      List.of(
          choice("giftMode", "false", "true"),
          choice("openBooks", "true", "false"),
          figure("fundRate", "percent"),
          choice("fundSide", "payee", "payer", "split"),
          figure("creditStart", "unit"),
          figure("creditSlope", "unit"),
          figure("creditCap", "unit"),
          choice("limitMode", "block", "warn"),
          figure("listingLife", "days"),
          figure("acceptWithin", "days"),
          figure("completeWithin", "days"),
          figure("ayniWindow", "days"),
          figure("factorTwoOver", "unit"),
          choice("createProposal", "member", "sponsor"));

  private static Point choice(String key, String... choices) {
    return new Point(key, List.of(choices), "");
  }

  private static Point figure(String key, String measure) {
    return new Point(key, List.of(), measure);
  }

  /// All points, those that matter most first.
  public List<Point> points() {
    return POINTS;
  }

  /// How many days a figure stands for.
  public int days(Point point) {
    return Integer.parseInt(form.text(point.key()));
  }
}
