package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a member did for all, told by themselves; two others confirm it.
///
/// @param by handle of whoever did it
/// @param benefit who has something of it, in words
/// @param beneficiaries handles of members who have something of it
/// @param hours decimal string, for example `2.50`; absent when nobody counted
/// @param evidence what shows it, in words; empty for nothing
/// @param link an `https` address that shows it; empty for none
/// @param state `open`, `confirmed` or `withdrawn`
/// @param confirmedBy handles of those who confirmed it
/// @param needed how many more are needed
/// @param mayConfirm true when whoever reads may confirm it now
/// @param confirmedByMe true when whoever reads has done so
/// @param photos what shows it, at most four
/// @param mission the mission whose step it was; absent for none
/// @param step which of its steps; absent for none
public record Contribution(
    UUID id,
    String by,
    String byName,
    ContributionKind kind,
    String title,
    String story,
    String benefit,
    List<String> beneficiaries,
    @Nullable String hours,
    String evidence,
    String link,
    String state,
    List<String> confirmedBy,
    int needed,
    boolean mayConfirm,
    boolean confirmedByMe,
    List<Photo> photos,
    @Nullable UUID mission,
    @Nullable Integer step,
    Instant at,
    @Nullable Instant confirmedAt) {
  /// A photo that shows it. The addresses carry the hash of the content, so that they never change
  /// what they show.
  ///
  /// @param n its place, 0..3
  /// @param url at most 1600 pixels on the longer side, JPEG
  /// @param thumb at most 400 pixels on the longer side, JPEG
  public record Photo(int n, String url, String thumb, int width, int height) {}

  /// Something to be told.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param kind `KNOWLEDGE`, `RESOURCE`, `ACTION` or `CARE`
  /// @param title 3..120 characters
  /// @param story 1..4,000 characters
  /// @param benefit at most 400 characters
  /// @param beneficiaries handles, at most 20
  /// @param witnesses handles of those who are asked to confirm it, at most 5
  /// @param hours decimal string above 0, at most 1000, two decimals
  /// @param evidence at most 2,000 characters
  /// @param link an `https` address, at most 500 characters
  /// @param mission the mission whose step it was; absent for none
  /// @param step which of its steps, from 0 on; absent for none
  public record Draft(
      @Nullable UUID id,
      String kind,
      String title,
      String story,
      @Nullable String benefit,
      @Nullable List<String> beneficiaries,
      @Nullable List<String> witnesses,
      @Nullable String hours,
      @Nullable String evidence,
      @Nullable String link,
      @Nullable UUID mission,
      @Nullable Integer step) {}
}
