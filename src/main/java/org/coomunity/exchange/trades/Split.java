package org.coomunity.exchange.trades;

/// What becomes of an amount that one member owes another. Minor units.
///
/// @param levy to the Fondo del Bien Común
/// @param received by the payee
/// @param paid by the payer, levy included
public record Split(long levy, long received, long paid) {}
