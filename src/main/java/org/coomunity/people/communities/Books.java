package org.coomunity.people.communities;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// The books that every community has: a seam that `main` fills with the module of the money. Each
/// act happens in the transaction of the community's own change, or not at all.
public interface Books {
  /// Opens currency, fund and escrow of a new community.
  void opened(
      Tx tx, CommunityId community, Community.CurrencyWish currency, Map<String, Object> policy);

  /// The money of a community as others read it.
  Community.Money money(CommunityId community);

  /// Opens the account of a new member.
  void joined(Tx tx, Membership membership);

  /// Takes the gift of an invitation from its inviter into escrow.
  ///
  /// @param gift decimal string in the unit of the community
  void invited(
      Tx tx, CommunityId community, UUID invitation, int inviter, String gift, Instant until);

  /// Gives a newcomer the gift of their invitation.
  void giftTaken(Tx tx, CommunityId community, UUID invitation, int newcomer);

  /// Gives the inviter their gift back.
  void giftReturned(Tx tx, CommunityId community, UUID invitation);

  /// Settles the account of a member who goes, or refuses with `balance_open`.
  ///
  /// @param actor number of who decided; 0 for the platform
  void left(Tx tx, Membership membership, Farewell farewell, int actor);

  /// Lets the account of somebody rest who may come back: its balance waits, and nothing comes in
  /// or goes out. Refuses with `balance_open` while something is reserved.
  void rested(Tx tx, Membership membership);

  /// Opens the account of a former member who comes back.
  void returned(Tx tx, Membership membership);

  /// The balance of a member, as far as it is committed, in minor units.
  long balance(CommunityId community, int no);

  /// What a community took over so far, above or below zero, in minor units.
  long pool(CommunityId community);

  /// What became of the balances of those who went, newest first.
  ///
  /// @param before the identifier below which to go on
  List<Parting> partings(CommunityId community, UUID before, int limit);

  /// A balance that was given to the fund or taken over by the community when somebody went.
  ///
  /// @param no number of the member
  /// @param amount in minor units; below zero for what others had given them
  /// @param farewell `fund` or `community`
  /// @param actor number of who decided; 0 for a vote
  record Parting(UUID id, int no, long amount, String farewell, int actor, Instant at) {}

  /// A community is archived and its accounts rest; refuses with `balance_open` unless all is
  /// settled, or the community takes over what is left.
  void archived(Tx tx, CommunityId community, Farewell farewell, int actor);
}
