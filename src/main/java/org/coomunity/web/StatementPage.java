package org.coomunity.web;

import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.Statement;

/// What moved on an account.
///
/// @param from the first day that was asked for, as it is typed; empty for the usual
/// @param csv where the same can be downloaded
public record StatementPage(Statement statement, Unit unit, String from, String to, String csv) {}
