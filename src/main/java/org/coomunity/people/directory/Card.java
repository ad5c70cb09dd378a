package org.coomunity.people.directory;

import java.time.Instant;
import java.util.List;
import org.coomunity.people.members.MemberKind;
import org.jspecify.annotations.Nullable;

/// Somebody in the directory of a community.
///
/// @param skills at most three of what they can do
/// @param languages BCP 47 tags of the languages they speak
public record Card(
    String handle,
    String displayName,
    MemberKind kind,
    String vocation,
    List<String> skills,
    List<String> languages,
    Instant joinedAt) {
  /// Whom somebody looks for; what is null does not narrow.
  ///
  /// @param text words of names, handles, skills and vocations, each a beginning; at most 200
  ///   characters
  /// @param skill words of one skill
  /// @param element `FIRE`, `WATER`, `EARTH` or `AIR`
  /// @param language BCP 47
  /// @param kind `PERSON` or `ORGANISATION`
  /// @param near true: only those who live around the one who looks, within about 50 km
  /// @param fresh true: only those who joined in the last 30 days
  /// @param sort `name` (also when null) or `newest`
  public record Wish(
      @Nullable String text,
      @Nullable String skill,
      @Nullable String element,
      @Nullable String language,
      @Nullable String kind,
      boolean near,
      boolean fresh,
      @Nullable String sort) {
    /// Everybody, by name.
    public static final Wish ALL = new Wish(null, null, null, null, null, false, false, null);
  }
}
