package org.coomunity.people.members;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody reads about themselves.
///
/// @param language the language the platform speaks with them, BCP 47
/// @param actsFor handles of the organisations they act for
public record Me(
    Profile profile,
    String language,
    @Nullable String email,
    boolean operator,
    List<String> actsFor) {}
