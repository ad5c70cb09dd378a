package org.coomunity.exchange.ledger;

/// What moved in a book in one span of time.
///
/// @param span its place among the spans asked for, from 0
public record Flow(int span, long transfers, long amount) {}
