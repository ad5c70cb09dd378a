package org.coomunity.web;

import java.time.Instant;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.Statement;

/// What moved on an account.
///
/// @param from the first day that was asked for, as it is typed; empty for the usual
/// @param to the last day that was asked for
/// @param last a moment of the last day it tells of
/// @param csv where the same can be downloaded
public record StatementPage(
    Statement statement, Unit unit, String from, String to, Instant last, String csv) {}
