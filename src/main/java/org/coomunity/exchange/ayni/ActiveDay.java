package org.coomunity.exchange.ayni;

import java.time.LocalDate;

/// A day (UTC) on which a member gave or received something.
public record ActiveDay(int no, LocalDate day) {}
