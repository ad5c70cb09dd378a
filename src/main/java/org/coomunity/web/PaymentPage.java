package org.coomunity.web;

import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.Payment;

/// One payment, and giving it back.
///
/// @param from how whoever gave calls themselves
/// @param to how whoever received calls themselves
/// @param mayReturn true for those who may give it back
public record PaymentPage(
    Payment payment, Unit unit, String from, String to, boolean mayReturn, Form form) {}
