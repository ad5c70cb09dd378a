package org.coomunity.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What members do with listings, on a real database.
class MarketTest {
  private final MarketTown town = new MarketTown();
  private final Market market = town.market;

  @AfterEach
  void close() {
    town.close();
  }

  private static ListingChange state(@Nullable String state, @Nullable Boolean renew) {
    return ListingChange.state(state, renew);
  }

  private List<String> seenBy(int viewer) {
    return market
        .listings(town.standing(viewer), ListingQuery.all(Language.ES), 100, Optional.empty())
        .items()
        .stream()
        .map(Listing::title)
        .toList();
  }

  @Test
  void a_repeat_publishes_once_and_another_body_names_the_field() {
    ListingDraft draft = MarketTown.draft("Pan", "de masa madre", "es");
    Made<Listing> first = market.publish(town.standing(1), draft, Language.ES);
    Made<Listing> again = market.publish(town.standing(1), draft, Language.ES);
    assertThat(again.replay()).isTrue();
    assertThat(again.value()).isEqualTo(first.value());
    assertThat(first.value().price()).isEqualTo("2.50");
    ListingDraft other =
        new ListingDraft(
            draft.id(), "want", draft.kind(), "other", "Pan", "x", null, 3, null, null, "es", null);
    assertThatThrownBy(() -> market.publish(town.standing(1), other, Language.ES))
        .hasMessage("idempotency_conflict")
        .extracting("details")
        .asString()
        .contains("side");
    assertThat(seenBy(2)).containsExactly("Pan");
  }

  @Test
  void a_listing_can_do_without_its_place_and_its_last_piece() {
    ListingDraft draft =
        new ListingDraft(
            null,
            "offer",
            ListingKind.PRODUCT,
            "food",
            "Pan",
            "",
            "1",
            3,
            new Place(11.24, -74.2),
            null,
            "es",
            null);
    Listing placed = market.publish(town.standing(1), draft, Language.ES).value();
    assertThat(placed.place()).isNotNull();
    Listing bare =
        market.change(
            town.standing(1),
            placed.id(),
            new ListingChange(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("place", "quantity")));
    assertThat(bare.place()).isNull();
    assertThat(bare.quantity()).isNull();
    assertThat(bare.title()).isEqualTo("Pan");
    ListingChange nameless =
        new ListingChange(
            null, null, null, null, null, null, null, null, null, null, null, List.of("title"));
    assertThatThrownBy(() -> market.change(town.standing(1), placed.id(), nameless))
        .hasMessage("field_format");
  }

  @Test
  void what_a_listing_must_be_like() {
    ListingDraft ok = MarketTown.draft("Pan", "", "es");
    Instant past = Instant.parse("1970-01-02T00:00:00Z");
    record Wrong(ListingDraft draft, String code) {}
    List<Wrong> wrongs =
        List.of(
            new Wrong(with(ok, "give", "other", "Pan", "1", 1, "es", null), "field_format"),
            new Wrong(with(ok, "offer", "bread", "Pan", "1", 1, "es", null), "category_unknown"),
            new Wrong(with(ok, "offer", "food", " ", "1", 1, "es", null), "field_length"),
            new Wrong(with(ok, "offer", "food", "a\u0000b", "1", 1, "es", null), "field_format"),
            new Wrong(with(ok, "offer", "food", "Pan", "-1", 1, "es", null), "amount_range"),
            new Wrong(with(ok, "offer", "food", "Pan", "1.001", 1, "es", null), "amount_scale"),
            new Wrong(with(ok, "offer", "food", "Pan", "1", 0, "es", null), "field_range"),
            new Wrong(with(ok, "offer", "food", "Pan", "1", 1, "xx", null), "language_unknown"),
            new Wrong(with(ok, "offer", "food", "Pan", "1", 1, "es", past), "expiry_past"));
    for (Wrong wrong : wrongs) {
      assertThatThrownBy(() -> market.publish(town.standing(1), wrong.draft(), Language.ES))
          .hasMessage(wrong.code());
    }
    assertThat(seenBy(1)).isEmpty();
  }

  private static ListingDraft with(
      ListingDraft base,
      String side,
      String category,
      String title,
      String price,
      int quantity,
      String language,
      @Nullable Instant expires) {
    return new ListingDraft(
        null,
        side,
        base.kind(),
        category,
        title,
        null,
        price,
        quantity,
        null,
        null,
        language,
        expires);
  }

  @Test
  void a_listing_lives_30_days_its_owner_is_warned_once_and_may_renew() {
    Listing bread = town.publish(1, "Pan", "", Language.ES);
    List<MarketEvent> told = new ArrayList<>();
    town.outbox.on("test", MarketEvent.class, (tx, event) -> told.add(event));
    town.clock.advance(Duration.ofDays(26));
    assertThat(market.sweep(10)).isZero();
    town.clock.advance(Duration.ofDays(1));
    assertThat(market.sweep(10)).isEqualTo(1);
    assertThat(market.sweep(10)).isZero();
    town.clock.advance(Duration.ofDays(3));
    assertThat(seenBy(2)).isEmpty();
    assertThat(market.sweep(10)).isEqualTo(1);
    assertThat(market.listing(town.standing(1), bread.id()).state()).isEqualTo("expired");
    assertThatThrownBy(() -> market.listing(town.standing(2), bread.id())).hasMessage("not_found");
    Listing renewed = market.change(town.standing(1), bread.id(), state(null, true));
    assertThat(renewed.expiresAt()).isEqualTo(town.clock.instant().plus(Duration.ofDays(30)));
    assertThat(seenBy(2)).containsExactly("Pan");
    town.outbox.settle();
    assertThat(told)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("ListingPublished", "ListingExpiring", "ListingExpired", "ListingChanged");
  }

  @Test
  void only_the_owner_changes_and_a_moderator_may_delete() {
    Listing bread = town.publish(1, "Pan", "", Language.ES);
    assertThatThrownBy(() -> market.change(town.standing(2), bread.id(), state("paused", null)))
        .hasMessage("not_allowed");
    assertThatThrownBy(() -> market.remove(town.standing(2), bread.id())).hasMessage("not_allowed");
    CommunityId other = new CommunityId(new UUID(5, 5));
    assertThatThrownBy(() -> market.listing(town.standing(other, 1), bread.id()))
        .hasMessage("not_found");
    market.change(town.standing(1), bread.id(), state("paused", null));
    assertThat(seenBy(2)).isEmpty();
    market.change(town.standing(1), bread.id(), state("active", null));
    assertThat(seenBy(2)).containsExactly("Pan");
    market.change(town.standing(1), bread.id(), state("closed", null));
    assertThatThrownBy(() -> market.change(town.standing(1), bread.id(), state("paused", null)))
        .hasMessage("wrong_state");
    market.remove(town.standing(4), bread.id());
    market.remove(town.standing(4), bread.id());
    assertThatThrownBy(() -> market.listing(town.standing(1), bread.id())).hasMessage("not_found");
  }

  @Test
  void a_member_has_at_most_100_listings() {
    for (int i = 0; i < MarketRules.LISTINGS_MOST; i++) {
      town.publish(1, "Pan " + i, "", Language.EN);
    }
    assertThatThrownBy(() -> town.publish(1, "Pan", "", Language.EN)).hasMessage("too_many_open");
    assertThat(town.publish(2, "Pan", "", Language.EN).mine()).isTrue();
  }

  @Test
  void a_question_is_between_two_until_it_is_answered() {
    Listing bread = town.publish(1, "Pan", "", Language.ES);
    Question.Draft draft = new Question.Draft(UUID.randomUUID(), "¿con semillas?");
    assertThatThrownBy(() -> market.ask(town.standing(1), bread.id(), draft))
        .hasMessage("same_member");
    Question asked = market.ask(town.standing(2), bread.id(), draft).value();
    assertThat(market.ask(town.standing(2), bread.id(), draft).replay()).isTrue();
    assertThat(market.questions(town.standing(1), bread.id())).hasSize(1);
    assertThat(market.questions(town.standing(2), bread.id())).hasSize(1);
    assertThat(market.questions(town.standing(3), bread.id())).isEmpty();
    Question.Reply yes = new Question.Reply("sí");
    assertThatThrownBy(() -> market.answer(town.standing(2), bread.id(), asked.id(), yes))
        .hasMessage("not_allowed");
    market.answer(town.standing(1), bread.id(), asked.id(), yes);
    assertThat(market.questions(town.standing(3), bread.id()).getFirst().answer()).isEqualTo("sí");
  }

  @Test
  void favourites_are_kept_and_let_go_and_blocked_people_do_not_meet() {
    Listing bread = town.publish(1, "Pan", "", Language.ES);
    town.publish(1, "Queso", "", Language.ES);
    market.favour(town.standing(2), bread.id(), true);
    market.favour(town.standing(2), bread.id(), true);
    ListingQuery kept =
        new ListingQuery(null, null, null, null, null, null, null, null, true, Language.ES);
    assertThat(market.listings(town.standing(2), kept, 10, Optional.empty()).items())
        .extracting(Listing::title, Listing::favourite)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Pan", true));
    market.favour(town.standing(2), bread.id(), false);
    assertThat(market.listings(town.standing(2), kept, 10, Optional.empty()).items()).isEmpty();
    town.blocks.add(Set.of(1, 2));
    assertThat(seenBy(2)).isEmpty();
    assertThatThrownBy(() -> market.listing(town.standing(2), bread.id())).hasMessage("not_found");
    assertThat(seenBy(3)).containsExactlyInAnyOrder("Pan", "Queso");
  }
}
