package org.coomunity.web;

import org.coomunity.base.kernel.Unit;

/// Asking somebody for an amount, or making a code to show.
public record AskPage(Form form, Unit unit) {}
