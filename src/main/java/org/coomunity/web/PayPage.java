package org.coomunity.web;

import org.coomunity.base.kernel.Unit;

/// Giving somebody an amount: what will happen is shown before it does.
///
/// @param review true when only the confirmation is missing
/// @param name how the one who receives calls themselves; empty while it is not known
/// @param amount as people read it
/// @param after the balance afterwards
/// @param beyond `block` or `warn` when it is more than there is room for; empty when it is not
public record PayPage(
    Form form,
    Unit unit,
    boolean giftMode,
    boolean review,
    String name,
    String amount,
    String after,
    String beyond) {}
