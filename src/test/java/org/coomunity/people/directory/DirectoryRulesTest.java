package org.coomunity.people.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refused;
import org.coomunity.people.members.Element;
import org.coomunity.people.members.MemberKind;
import org.coomunity.people.members.Profile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// By which words somebody is found.
class DirectoryRulesTest {
  private static Profile maria(@Nullable Place place) {
    return new Profile(
        "maria_luz",
        "María Ñáñez",
        MemberKind.PERSON,
        "",
        List.of("Carpintería fina", "陶芸教室"),
        "Tejer raíces",
        Element.EARTH,
        List.of("es", "pt-BR"),
        place);
  }

  private static Card.Wish words(String text) {
    return new Card.Wish(text, null, null, null, null, false, false, null);
  }

  private static boolean finds(String text) {
    return DirectoryRules.found("maria_luz", maria(null))
        .containsAll(DirectoryRules.asked(words(text), null));
  }

  @Test
  void words_are_found_by_their_beginnings_without_accents_and_in_any_order() {
    for (String text :
        List.of(
            "maria", "MARÍA", "nanez mar", "carpint", "raices tejer", "@maria_luz", "陶芸", "教室")) {
      assertThat(finds(text)).as(text).isTrue();
    }
    for (String text : List.of("aria", "pedro", "maria pedro", "carpinteros", "陶器")) {
      assertThat(finds(text)).as(text).isFalse();
    }
  }

  @Test
  void letters_that_are_typed_otherwise_are_the_same() {
    assertThat(DirectoryRules.folded("Ærø Łódź STRAẞE ＡＢＣ")).isEqualTo("aero lodz strasse abc");
    assertThat(DirectoryRules.folded("مُحَمَّـد")).isEqualTo("محمد");
    assertThat(DirectoryRules.words("हिन्दी")).containsExactly("हिन्दी");
    assertThat(DirectoryRules.folded("が")).isNotEqualTo(DirectoryRules.folded("か"));
    assertThat(DirectoryRules.key("\u202eÉva  -  Ríos!")).isEqualTo("eva rios");
  }

  @Test
  void filters_ask_for_what_a_profile_says() {
    Set<String> found = DirectoryRules.found("maria_luz", maria(null));
    Card.Wish wish =
        new Card.Wish(null, "carpinteria", "EARTH", "pt", "PERSON", false, false, "newest");
    assertThat(found).containsAll(DirectoryRules.asked(wish, null));
    assertThat(found)
        .as("a skill is asked for by whole words")
        .doesNotContainAnyElementsOf(
            DirectoryRules.asked(
                new Card.Wish(null, "carpint", null, null, null, false, false, null), null));
    assertThat(DirectoryRules.newest("newest")).isTrue();
  }

  @Test
  void what_cannot_be_asked_is_refused() {
    assertRefused("field_length", words("a".repeat(201)));
    assertRefused(
        "field_length", new Card.Wish(null, "a".repeat(41), null, null, null, false, false, null));
    assertRefused(
        "field_format", new Card.Wish(null, null, "AETHER", null, null, false, false, null));
    assertRefused(
        "field_format", new Card.Wish(null, null, null, null, "ROBOT", false, false, null));
    assertRefused(
        "language_unknown", new Card.Wish(null, null, null, "?!", null, false, false, null));
    assertRefused("field_missing", new Card.Wish(null, null, null, null, null, true, false, null));
    assertThatThrownBy(() -> DirectoryRules.newest("random()")).isInstanceOf(Refused.class);
  }

  private static void assertRefused(String code, Card.Wish wish) {
    assertThatThrownBy(() -> DirectoryRules.asked(wish, null))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.refusal().code()).isEqualTo(code));
  }

  @Property(tries = 300)
  void who_lives_within_thirty_kilometres_is_near_and_who_lives_two_hundred_away_is_not(
      @ForAll @DoubleRange(min = -65, max = 65) double lat,
      @ForAll @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @DoubleRange(min = 0, max = 6.28) double course) {
    Card.Wish near = new Card.Wish(null, null, null, null, null, true, false, null);
    Set<String> found = DirectoryRules.found("maria", maria(new Place(lat, lon)));
    assertThat(found).containsAll(DirectoryRules.asked(near, moved(lat, lon, course, 30)));
    assertThat(found)
        .doesNotContainAnyElementsOf(DirectoryRules.asked(near, moved(lat, lon, course, 200)));
  }

  private static Place moved(double lat, double lon, double course, double km) {
    double north = km / 111.2 * Math.cos(course);
    double east = km / 111.2 * Math.sin(course) / Math.cos(Math.toRadians(lat));
    double around = lon + east;
    return new Place(
        lat + north, around > 180 ? around - 360 : around < -180 ? around + 360 : around);
  }
}
