package org.coomunity.base.concepts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A concept in one language.
///
/// @param form how it is written there
/// @param also other allowed forms: plurals, cases, the bare word without its parentheses
/// @param transliteration how it sounds, where the script is another one
/// @param gloss what it means, in one line
/// @param context where it comes from and what it asks of us, in two or three sentences
/// @param forbidden what it must never be turned into
public record Form(
    String form,
    @Nullable List<String> also,
    @Nullable String transliteration,
    String gloss,
    String context,
    @Nullable List<String> forbidden) {
  /// Every way in which it may be written.
  List<String> allowed() {
    return also == null
        ? List.of(form)
        : java.util.stream.Stream.concat(java.util.stream.Stream.of(form), also.stream()).toList();
  }

  List<String> never() {
    return forbidden == null ? List.of() : forbidden;
  }
}
