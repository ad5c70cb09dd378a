package org.coomunity.web;

/// The Fondo del Bien Común as pages show it, in minor units.
///
/// @param balance what it holds
/// @param income all that ever came in
/// @param spent all that ever went out
public record FundView(long balance, long income, long spent) {}
