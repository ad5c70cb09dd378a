package org.coomunity.base.translate;

import org.jspecify.annotations.Nullable;

/// What should be translated: a text that stands in the platform, by `ref` and `field`, or one's
/// own `text`, with the language it is `from`.
///
/// @param ref `listing:<slug>:<id>` or `announcement:<slug>:<id>`
/// @param field `title` or `text`
/// @param to tag of the language wanted
public record TranslationAsk(
    @Nullable String ref,
    @Nullable String field,
    @Nullable String text,
    @Nullable String from,
    String to) {}
