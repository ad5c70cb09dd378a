package org.coomunity.exchange.ledger;

import java.time.LocalDate;

/// What one kind of transfer moved on an account in a month, in minor units.
///
/// @param month its first day (UTC)
/// @param came into the account
/// @param went out of it
public record MonthFlow(LocalDate month, int kind, long came, long went) {}
