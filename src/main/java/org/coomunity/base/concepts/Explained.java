package org.coomunity.base.concepts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A concept as somebody reads about it in their language.
///
/// @param form how it is written in this language
/// @param gloss what it means, in one line
/// @param philosophy where it comes from and what it asks of us
/// @param forbidden what it is never called
/// @param lang tag of the language
/// @param reviewed false while the words wait for somebody who grew up with the language
/// @param version of the whole register, which changes with any word of it
public record Explained(
    String key,
    String canonical,
    Policy policy,
    String form,
    String gloss,
    @Nullable String transliteration,
    String philosophy,
    List<String> forbidden,
    List<String> aliases,
    String lang,
    boolean reviewed,
    String version) {
  /// All concepts in one language.
  public record Register(String lang, boolean reviewed, String version, List<Explained> items) {}
}
