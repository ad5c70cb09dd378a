package org.coomunity.web;

import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.PaymentRequest;

/// A request with what will happen when it is paid.
///
/// @param payer true for the one who is asked to pay
/// @param name how the other side calls itself
/// @param after the balance of the payer afterwards, in minor units
/// @param beyond true when it is more than there is room for
/// @param qr the code that leads to paying it
public record RequestPage(
    PaymentRequest request,
    Unit unit,
    boolean payer,
    String name,
    long after,
    boolean beyond,
    String qr,
    Form form) {}
