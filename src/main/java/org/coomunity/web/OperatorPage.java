package org.coomunity.web;

import java.util.List;
import org.coomunity.people.communities.Community;
import org.jspecify.annotations.Nullable;

/// The platform as those who look after it see it.
public record OperatorPage(
    Form form, List<Community> communities, List<CarePage.Act> acts, @Nullable String next) {}
