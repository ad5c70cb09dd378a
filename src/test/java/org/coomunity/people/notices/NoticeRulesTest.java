package org.coomunity.people.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.messages.Messages;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.market.MarketEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.communities.CommunitiesEvent;
import org.junit.jupiter.api.Test;

class NoticeRulesTest {
  private static final CommunityId C = new CommunityId(new UUID(1, 1));
  private static final UUID ID = new UUID(2, 2);
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final int BUYER = 3;
  private static final int SELLER = 4;

  @Test
  void the_other_side_hears_of_a_proposal_with_its_words() {
    TradesEvent event =
        new TradesEvent.TradeProposed(C, ID, BUYER, SELLER, SELLER, 100, "Pan", null, AT);
    assertThat(NoticeRules.of(event))
        .containsExactly(
            new NoticeRules.Draft(
                BUYER, "trade_proposed", SELLER, Map.of("concept", "Pan"), "/trades/" + ID, false));
  }

  @Test
  void whose_balance_it_is_hears_what_the_community_is_asked_and_what_it_said() {
    assertThat(NoticeRules.of(new CommunitiesEvent.TakeoverAsked(C, ID, BUYER, SELLER, AT)))
        .containsExactly(
            new NoticeRules.Draft(BUYER, "takeover_asked", null, Map.of(), "/takeovers", false));
    assertThat(NoticeRules.of(new CommunitiesEvent.TakeoverAsked(C, ID, BUYER, BUYER, AT)))
        .isEmpty();
    assertThat(NoticeRules.of(new CommunitiesEvent.TakeoverDecided(C, ID, BUYER, false, AT)))
        .extracting(NoticeRules.Draft::kind)
        .containsExactly("takeover_refused");
    assertThat(NoticeRules.of(new CommunitiesEvent.TakeoverDecided(C, ID, 0, true, AT))).isEmpty();
  }

  @Test
  void both_hear_of_what_happened_by_itself_each_about_the_other() {
    TradesEvent event = new TradesEvent.TradeExpired(C, ID, BUYER, SELLER, true, AT);
    assertThat(NoticeRules.of(event))
        .extracting(NoticeRules.Draft::to, NoticeRules.Draft::who)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(BUYER, SELLER),
            org.assertj.core.groups.Tuple.tuple(SELLER, BUYER));
    assertThat(completed(0)).hasSize(2);
    assertThat(completed(BUYER))
        .singleElement()
        .extracting(NoticeRules.Draft::to)
        .isEqualTo(SELLER);
  }

  private static List<NoticeRules.Draft> completed(int by) {
    return NoticeRules.of(
        new TradesEvent.TradeCompleted(
            C, ID, BUYER, SELLER, by, 100, 2, 98, 100, 6_000, null, 1, AT));
  }

  @Test
  void many_messages_make_one_notice() {
    TradesEvent event = new TradesEvent.TradeMessaged(C, ID, BUYER, SELLER, BUYER, ID, AT);
    assertThat(NoticeRules.of(event))
        .singleElement()
        .matches(draft -> draft.once() && draft.to() == SELLER);
  }

  @Test
  void who_is_paid_hears_of_it_and_who_invited_hears_of_the_newcomer() {
    assertThat(
            NoticeRules.of(
                new LetsEvent.PaymentMade(C, ID, BUYER, SELLER, BUYER, 150, "Pan", null, AT)))
        .singleElement()
        .matches(draft -> draft.to() == SELLER && "150".equals(draft.args().get("amount")));
    MemberId member = new MemberId(ID);
    assertThat(NoticeRules.of(new CommunitiesEvent.MemberJoined(C, member, 9, BUYER, false, AT)))
        .singleElement()
        .matches(draft -> draft.to() == BUYER && Integer.valueOf(9).equals(draft.who()));
    assertThat(NoticeRules.of(new CommunitiesEvent.MemberJoined(C, member, 9, null, true, AT)))
        .isEmpty();
  }

  @Test
  void who_asked_hears_of_the_answer_and_nobody_of_their_own_listing() {
    assertThat(
            NoticeRules.of(new MarketEvent.QuestionAnswered(C, ID, SELLER, ID, BUYER, "Pan", AT)))
        .singleElement()
        .matches(draft -> draft.to() == BUYER && draft.link().equals("/market/" + ID));
    assertThat(
            NoticeRules.of(
                new MarketEvent.ListingPublished(C, ID, SELLER, "OFFER", "food", "Pan", AT)))
        .isEmpty();
  }

  @Test
  void every_kind_has_its_words() throws Exception {
    Messages messages = new Messages();
    String source =
        java.nio.file.Files.readString(
            java.nio.file.Path.of("src/main/java/org/coomunity/people/notices/NoticeRules.java"));
    Matcher kinds =
        Pattern.compile("\"((trade|listing|question|payment)_\\w+|paid|joined)\"").matcher(source);
    List<String> all =
        new ArrayList<>(
            List.of("request_accepted", "request_rejected", "request_expired", "role_changed"));
    while (kinds.find()) {
      all.add(kinds.group(1));
    }
    assertThat(new TreeSet<>(all))
        .hasSizeGreaterThan(20)
        .allMatch(k -> messages.knows("notice." + k));
  }
}
