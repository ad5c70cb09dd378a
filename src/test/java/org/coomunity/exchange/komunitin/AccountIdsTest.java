package org.coomunity.exchange.komunitin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;
import org.junit.jupiter.api.Test;

class AccountIdsTest {
  private static final CommunityId HERE = new CommunityId(new UUID(1, 2));
  private static final CommunityId THERE = new CommunityId(new UUID(1, 3));
  private static final Unit LUKA = new Unit("LUKA", "Lükas", "Ł", 2);

  @Test
  void an_identifier_leads_back_to_its_account_in_its_community_alone() {
    for (int account : new int[] {1, 4, 9_999, 10_000, 123_456, Integer.MAX_VALUE}) {
      UUID id = AccountIds.id(HERE, account);
      assertThat(AccountIds.account(HERE, id)).contains(account);
      assertThat(AccountIds.account(THERE, id)).isEmpty();
      UUID neighbour = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1);
      assertThat(AccountIds.account(HERE, neighbour)).isEmpty();
    }
    assertThat(AccountIds.account(HERE, new UUID(0, 0))).isEmpty();
    assertThat(AccountIds.account(HERE, new UUID(-1, -1))).isEmpty();
  }

  @Test
  void a_code_is_read_only_as_it_is_written() {
    assertThat(AccountIds.code(LUKA, 4)).isEqualTo("LUKA0004");
    assertThat(AccountIds.account(LUKA, "LUKA0004")).contains(4);
    assertThat(AccountIds.account(LUKA, AccountIds.code(LUKA, 123_456))).contains(123_456);
    for (String wrong :
        new String[] {"LUKA4", "LUKA00004", "LUKA0000", "EURO0004", "LUKA-004", "", "LUKA"}) {
      assertThat(AccountIds.account(LUKA, wrong)).as(wrong).isEmpty();
    }
  }
}
