package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.AccountView;
import org.coomunity.exchange.lets.PaymentRequest;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.exchange.lets.Statement;

/// The own account as a story.
///
/// @param recent the newest movements
/// @param asked requests that wait for an answer
/// @param link what others follow to pay
/// @param qr the same as a picture
public record WalletPage(
    Unit unit,
    Policy policy,
    AccountView account,
    WalletView wallet,
    ScaleView scale,
    List<Statement.Line> recent,
    List<PaymentRequest> asked,
    String me,
    String link,
    String qr) {}
