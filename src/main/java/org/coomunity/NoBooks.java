package org.coomunity;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.communities.Books;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Farewell;
import org.coomunity.people.communities.Membership;

/// Communities without money, until the module of the money is wired.
final class NoBooks implements Books {
  @Override
  public void opened(
      Tx tx, CommunityId community, Community.CurrencyWish currency, Map<String, Object> policy) {}

  @Override
  public void joined(Tx tx, Membership membership) {}

  @Override
  public void invited(
      Tx tx, CommunityId community, UUID invitation, int inviter, String gift, Instant until) {}

  @Override
  public void giftTaken(Tx tx, CommunityId community, UUID invitation, int newcomer) {}

  @Override
  public void giftReturned(Tx tx, CommunityId community, UUID invitation) {}

  @Override
  public void left(Tx tx, Membership membership, Farewell farewell, int actor) {}

  @Override
  public void returned(Tx tx, Membership membership) {}

  @Override
  public void archived(Tx tx, CommunityId community, Farewell farewell, int actor) {}
}
