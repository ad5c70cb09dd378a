package org.coomunity.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a person should know.
///
/// @param community its slug
/// @param kind a stable key, for example `trade_proposed`
/// @param who handle of whom it is about
/// @param text in the language of whoever reads
/// @param link the page about it, after the language
/// @param seen true once it was read
public record Notice(
    UUID id,
    String community,
    String kind,
    @Nullable String who,
    String text,
    String link,
    Instant at,
    boolean seen) {}
