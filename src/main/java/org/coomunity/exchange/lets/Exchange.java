package org.coomunity.exchange.lets;

import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;

/// The money of a community.
///
/// @param book its book in the ledger
/// @param fund the account of the Fondo del Bien Común
/// @param escrow the account that holds what is inside invitations
/// @param pool the account of the community itself, which takes over what is left behind
/// @param policy what holds now
public record Exchange(
    CommunityId community, int book, Unit unit, int fund, int escrow, int pool, Policy policy) {}
