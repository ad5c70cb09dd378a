package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;

/// Publishing an offer or a want.
public record NewListingPage(
    Form form, Unit unit, boolean giftMode, List<String> kinds, List<String> categories) {}
