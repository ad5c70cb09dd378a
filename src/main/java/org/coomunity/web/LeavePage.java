package org.coomunity.web;

import org.coomunity.base.kernel.Unit;

/// Saying goodbye to a community.
///
/// @param name of the community
public record LeavePage(Form form, String name, Unit unit, WalletView wallet) {}
