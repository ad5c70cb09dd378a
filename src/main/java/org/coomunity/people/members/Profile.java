package org.coomunity.people.members;

import java.util.List;
import org.coomunity.base.kernel.Place;
import org.jspecify.annotations.Nullable;

/// What others may read about somebody.
///
/// @param skills what they can do
/// @param vocation the calling they follow, in their own words
/// @param languages BCP 47 tags of the languages they speak
/// @param place rounded to about a kilometre
public record Profile(
    String handle,
    String displayName,
    MemberKind kind,
    String text,
    List<String> skills,
    String vocation,
    @Nullable Element element,
    List<String> languages,
    @Nullable Place place) {
  /// What somebody changes about themselves; what is absent stays.
  ///
  /// @param displayName 1..80 characters
  /// @param text at most 2,000 characters
  /// @param skills at most 20 of at most 40 characters
  /// @param vocation at most 200 characters
  /// @param language the language the platform speaks with them, BCP 47
  /// @param languages at most 20 BCP 47 tags
  /// @param hidePlace true takes the place away
  public record Change(
      @Nullable String displayName,
      @Nullable String text,
      @Nullable List<String> skills,
      @Nullable String vocation,
      @Nullable Element element,
      @Nullable List<String> languages,
      @Nullable String language,
      @Nullable String email,
      @Nullable Place place,
      @Nullable Boolean hidePlace) {}
}
