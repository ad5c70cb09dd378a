package org.coomunity.people.push;

import java.time.Instant;
import org.coomunity.base.kernel.Language;

/// What a browser shows.
///
/// @param about what it is about: a later message about the same takes its place
/// @param title one line
/// @param text one or two sentences
/// @param link the page about it, from the root of the platform
/// @param why which setting sent it, as people read it
/// @param change the page where that is changed
/// @param urgent true for what should wake a sleeping device
/// @param due when it goes
/// @param over when it is no news any more
public record Message(
    String about,
    String title,
    String text,
    String link,
    String why,
    String change,
    Language language,
    boolean urgent,
    Instant due,
    Instant over) {}
