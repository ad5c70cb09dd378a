package org.coomunity.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.ayni.CommunityAyni;
import org.coomunity.exchange.commons.Fund;
import org.coomunity.exchange.commons.Mission;
import org.jspecify.annotations.Nullable;

/// How a community, or the platform, is doing: what is everybody's first, then the twelve measures.
///
/// @param at where its pages are, after the language
/// @param period over how long
/// @param fresh how old the figures are
/// @param common what a community holds together; null for the platform
/// @param whole what communities are together; null for one of them
/// @param map where members are
/// @param cards the twelve measures
public record SeeingPage(
    String at,
    Period period,
    Fresh fresh,
    @Nullable Common common,
    @Nullable Whole whole,
    WorldMap map,
    List<MeasureCard> cards) {
  public SeeingPage {
    cards = List.copyOf(cards);
  }

  /// How old figures are, and where newer ones come from.
  ///
  /// @param at the second they were made, as a machine reads it
  /// @param time the same as a clock shows it
  /// @param zone of that clock
  /// @param age in seconds
  /// @param source where a browser asks for all of them
  public record Fresh(String at, String time, String zone, long age, String source) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    static Fresh of(Instant at, Instant now, ZoneId zone, String source) {
      return new Fresh(
          at.toString(),
          CLOCK.format(at.atZone(zone)),
          zone.getId().equals("Z") ? "UTC" : zone.getId(),
          Math.max(0, Duration.between(at, now).toSeconds()),
          source);
    }
  }

  /// What a community holds together.
  ///
  /// @param share of the fund in a trade
  /// @param missions those that are open, at most three
  public record Common(
      Unit unit, double share, Fund.Figures fund, List<Mission> missions, CommunityAyni ayni) {
    public Common {
      missions = List.copyOf(missions);
    }
  }

  /// What all communities are together.
  ///
  /// @param income what came into the funds in 30 days, in hours
  /// @param missions those that are open, and those reached in 30 days
  public record Whole(
      int communities,
      double income,
      Mission.Tally missions,
      @Nullable Double ayniScore,
      @Nullable Double reciprocity) {}

  /// One measure, large.
  ///
  /// @param days true when its moments are whole days
  public record One(
      String at,
      Period period,
      Fresh fresh,
      MeasureCard card,
      Chart chart,
      boolean days,
      String csv) {}
}
