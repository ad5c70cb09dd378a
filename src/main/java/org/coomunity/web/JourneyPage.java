package org.coomunity.web;

import org.coomunity.decisions.merits.Journey;

/// The way of whoever looks.
public record JourneyPage(Journey journey) {
  /// Where a first step is taken, inside the community or outside.
  public static boolean outside(String step) {
    return step.equals("profile") || step.equals("vocation");
  }

  /// The page on which a first step is taken.
  public static String place(String step) {
    return switch (step) {
      case "listing" -> "/market/new";
      case "trade" -> "/market";
      default -> "/me";
    };
  }
}
