package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.people.communities.Takeover;
import org.jspecify.annotations.Nullable;

/// Questions to a community about the balances of those who go, newest first.
///
/// @param me handle of the one who looks
public record TakeoversPage(
    Form form, Unit unit, List<Takeover> questions, String me, @Nullable String next) {}
