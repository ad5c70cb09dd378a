package org.coomunity.exchange.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Listings are found in ten languages, ranked and paged.
class SearchTest {
  private final MarketTown town = new MarketTown();

  @AfterEach
  void close() {
    town.close();
  }

  private List<String> titles(int viewer, ListingQuery query) {
    return town
        .market
        .listings(town.standing(viewer), query, 100, Optional.empty())
        .items()
        .stream()
        .map(Listing::title)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ES, Clases de guitarra, ES, guitarras",
    "ES, Panadería de la abuela, ES, panaderia",
    "ES, Círculo de Öndas, EN, ondas",
    "ES, Círculo de Ondas, ES, öndas",
    "EN, Fresh baked bread, EN, breads baking",
    "EN, Bicycle repairs, ES, bicycle",
    "DE, Fahrräder aus zweiter Hand, DE, fahrrad",
    "DE, Straßenmusik, DE, strassenmusik",
    "PT, Aulas de violão, PT, violao",
    "FR, Leçons de français, FR, lecon",
    "IT, Lezioni di cucina, IT, lezione",
    "JA, 自転車の修理をします, JA, 自転車",
    "ZH, 我卖新鲜的面包, ZH, 面包",
    "AR, خبز طازج ودراجات, AR, دراجة",
    "HI, ताज़ी रोटियाँ, HI, रोटी",
  })
  void a_listing_is_found_as_its_language_bends_words(
      Language language, String title, Language reader, String asked) {
    town.publish(1, title, "", language);
    town.publish(1, "xyzzy", "", language);
    assertThat(titles(2, MarketTown.words(asked, reader))).containsExactly(title);
  }

  @Test
  void the_last_word_may_be_a_beginning_and_all_words_must_be_there() {
    town.publish(1, "Clases de guitarra", "para niñas y niños", Language.ES);
    assertThat(titles(2, MarketTown.words("clases guit", Language.ES))).hasSize(1);
    assertThat(titles(2, MarketTown.words("自転", Language.ES))).isEmpty();
    assertThat(titles(2, MarketTown.words("guitarra piano", Language.ES))).isEmpty();
    assertThat(titles(2, MarketTown.words("ninos", Language.EN))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'''; drop table market.listing; --'", "'a & b | !c:*'", "'\\'", "'%'", "'\"'"})
  void signs_in_a_search_are_only_signs(String asked) {
    town.publish(1, "Pan", "", Language.ES);
    assertThat(titles(2, MarketTown.words(asked, Language.ES))).doesNotContain("xyzzy");
    assertThat(titles(2, MarketTown.words("pan", Language.ES))).containsExactly("Pan");
  }

  @Test
  void a_word_in_the_title_counts_more_than_one_in_the_text() {
    town.publish(1, "Pan de masa madre", "recién hecho", Language.ES);
    town.publish(1, "Taller de cocina", "hacemos pan", Language.ES);
    assertThat(titles(2, MarketTown.words("pan", Language.ES)))
        .containsExactly("Pan de masa madre", "Taller de cocina");
  }

  @Test
  void the_offer_of_who_received_much_rises() {
    town.publish(1, "Pan uno", "", Language.ES);
    town.publish(2, "Pan dos", "", Language.ES);
    town.needs.put(1, 0.9);
    town.needs.put(2, -0.9);
    assertThat(titles(3, MarketTown.words("pan", Language.ES)))
        .containsExactly("Pan dos", "Pan uno");
    town.needs.put(1, -0.9);
    town.needs.put(2, 0.9);
    assertThat(titles(3, MarketTown.words("pan", Language.ES)))
        .containsExactly("Pan uno", "Pan dos");
  }

  @Test
  void one_community_never_finds_the_listings_of_another() {
    town.publish(1, "Pan", "", Language.ES);
    CommunityId other = new CommunityId(new UUID(5, 5));
    assertThat(
            town.market
                .listings(
                    town.standing(other, 1),
                    MarketTown.words("pan", Language.ES),
                    100,
                    Optional.empty())
                .items())
        .isEmpty();
  }

  @Test
  void what_is_over_paused_sold_out_or_of_a_blocked_member_is_not_found() {
    Listing paused = town.publish(1, "Pan pausado", "", Language.ES);
    town.market.change(town.standing(1), paused.id(), ListingChange.state("paused", null));
    Listing soldOut = town.publish(1, "Pan agotado", "", Language.ES);
    town.market.change(
        town.standing(1),
        soldOut.id(),
        new ListingChange(null, null, null, null, null, 0, null, null, null, null, null, null));
    town.publish(2, "Pan vivo", "", Language.ES);
    assertThat(titles(3, MarketTown.words("pan", Language.ES))).containsExactly("Pan vivo");
    town.blocks.add(java.util.Set.of(2, 3));
    assertThat(titles(3, MarketTown.words("pan", Language.ES))).isEmpty();
    assertThat(titles(4, MarketTown.words("pan", Language.ES))).containsExactly("Pan vivo");
    town.clock.advance(Duration.ofDays(30));
    assertThat(titles(4, MarketTown.words("pan", Language.ES))).isEmpty();
  }

  @Test
  void near_measures_from_the_place_and_radius_cuts() {
    town.publish(1, "Bogotá", "", Language.ES);
    Place medellin = new Place(6.25, -75.56);
    ListingQuery near =
        new ListingQuery(null, null, null, null, medellin, 300.0, "near", null, false, Language.ES);
    Listing found =
        town.market.listings(town.standing(2), near, 10, Optional.empty()).items().getFirst();
    assertThat(found.distanceKm()).isBetween(235.0, 250.0);
    ListingQuery tooFar =
        new ListingQuery(null, null, null, null, medellin, 100.0, "near", null, false, Language.ES);
    assertThat(titles(2, tooFar)).isEmpty();
    assertThatThrownBy(() ->
            titles(
                2,
                new ListingQuery(
                    null, null, null, null, null, null, "near", null, false, Language.ES)))
        .hasMessage("field_missing");
  }

  @Test
  void pages_show_every_listing_once() {
    for (int i = 0; i < 7; i++) {
      town.publish(1, "Pan " + i, "", Language.ES);
      town.clock.advance(Duration.ofSeconds(i % 2));
    }
    for (String sort : List.of("newest", "match", "price")) {
      ListingQuery query =
          new ListingQuery("pan", null, null, null, null, null, sort, null, false, Language.ES);
      List<String> seen = new java.util.ArrayList<>();
      Optional<String> cursor = Optional.empty();
      do {
        Page<Listing> page = town.market.listings(town.standing(2), query, 3, cursor);
        page.items().forEach(one -> seen.add(one.title()));
        cursor = Optional.ofNullable(page.next());
      } while (cursor.isPresent());
      assertThat(seen).as(sort).hasSize(7).doesNotHaveDuplicates();
    }
  }

  @Test
  void the_index_of_words_is_used_among_a_hundred_thousand_listings() {
    String plan =
        town.database.write(tx -> {
          tx.update(
                  """
                  insert into market.listing (community_id, id, owner, side, kind, category, title,
                    body, price, quantity, tags, language, state, asked, words, created_at,
                    fresh_at, expires_at)
                  select :community, gen_random_uuid(), n % 1000, 'OFFER', 'SERVICE', 'OTHER',
                    'w' || n % 5000, '', 100, null, '', 'es', 'ACTIVE', '{}',
                    cast('''' || cast(:mark as text) || 'w' || n % 5000 || ''':1A '''
                      || cast(:mark as text) || 'common'':2C' as tsvector),
                    :now, :now, cast(:now as timestamptz) + interval '9 days'
                  from generate_series(1, 100000) n
                  """)
              .bind("community", MarketTown.PACHA)
              .bind("mark", SearchRules.mark(MarketTown.PACHA))
              .bind("now", town.clock.instant())
              .execute();
          tx.update("analyze market.listing").execute();
          return String.join(
              "\n",
              tx.query(
                      "explain select id from market.listing l where l.community_id = :community"
                          + " and l.state = 'ACTIVE' and l.words @@ cast(:words as tsquery)"
                          + " order by fresh_at desc, id desc limit 2000")
                  .bind("community", MarketTown.PACHA)
                  .bind("words", SearchRules.asked(MarketTown.PACHA, Language.ES, "w123"))
                  .mapTo(String.class)
                  .list());
        });
    assertThat(plan).contains("listing_words");
    long began = System.nanoTime();
    assertThat(titles(2, MarketTown.words("w1234", Language.ES))).hasSize(20);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    long common = System.nanoTime();
    assertThat(titles(2, MarketTown.words("common", Language.EN))).hasSize(100);
    assertThat(Duration.ofNanos(System.nanoTime() - common)).isLessThan(Duration.ofSeconds(3));
  }
}
