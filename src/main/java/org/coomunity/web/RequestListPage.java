package org.coomunity.web;

import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.PaymentRequest;
import org.jspecify.annotations.Nullable;

/// What was asked of somebody, and what they asked of others, newest first.
public record RequestListPage(
    List<PaymentRequest> requests, Unit unit, String me, @Nullable String next) {}
