package org.coomunity.base.messages;

/// What is wrong with a text.
///
/// @param file `fr/market.json`
/// @param rule what it breaks: `missing`, `extra`, `placeholders`, `keys`, `uncovered`, or the name
///   of a fault of the message itself
public record Flaw(String file, String key, String rule, String about) {}
