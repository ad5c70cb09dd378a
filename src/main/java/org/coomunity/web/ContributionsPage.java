package org.coomunity.web;

import java.util.List;
import org.coomunity.exchange.commons.Contribution;
import org.coomunity.exchange.commons.Mission;
import org.jspecify.annotations.Nullable;

/// What members did for all.
///
/// @param state only those in this state; empty for all
/// @param next the cursor of the next page; null on the last
public record ContributionsPage(List<Contribution> items, String state, @Nullable String next) {
  /// One of them.
  ///
  /// @param pieces its story, addresses as links
  /// @param mine true for whoever told it
  /// @param mission the mission of which it was a step; null for none
  public record One(
      Contribution it,
      List<AnnouncementPage.Piece> pieces,
      boolean mine,
      @Nullable Mission mission,
      Form form) {
    /// True while whoever told it may change its photos.
    public boolean open() {
      return mine && it.state().equals("open") && it.confirmedBy().isEmpty();
    }
  }

  /// The form of a new one.
  ///
  /// @param mission the mission of which it was a step; null for none
  public record Fresh(Form form, @Nullable Mission mission) {}
}
