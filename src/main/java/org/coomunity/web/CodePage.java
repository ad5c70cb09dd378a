package org.coomunity.web;

import org.coomunity.base.kernel.Unit;

/// A code that leads to paying somebody; may be printed and hung up.
///
/// @param name how whoever receives calls themselves
/// @param amount decimal string; empty for whatever the payer chooses
/// @param concept what it is for; empty for nothing
/// @param link what the code says
/// @param qr the same as a picture
public record CodePage(
    String name, Unit unit, String amount, String concept, String link, String qr) {}
