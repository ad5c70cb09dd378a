package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.coomunity.base.kernel.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private final Router<String> router = new Router<>();

  private String found(String path) {
    Router.Match<String> match = router.find("GET", path).match();
    return match == null ? "nothing" : match.target() + match.values();
  }

  @Test
  void fixed_words_win_over_parameters_and_a_dead_end_turns_back() {
    router.add("GET", "/", "root");
    router.add("GET", "/a/{x}", "one");
    router.add("GET", "/a/b", "fixed");
    router.add("GET", "/a/b/c", "deep");
    router.add("GET", "/{y}/b/d", "back");
    router.add("GET", "/files/{name*}", "rest");
    assertThat(found("/")).isEqualTo("root[]");
    assertThat(found("/a/z")).isEqualTo("one[z]");
    assertThat(found("/a/b")).isEqualTo("fixed[]");
    assertThat(found("/a/b/c")).isEqualTo("deep[]");
    assertThat(found("/a/b/d")).isEqualTo("back[a]");
    assertThat(found("/files/x/y.js")).isEqualTo("rest[x/y.js]");
    assertThat(found("/a//")).isEqualTo("nothing");
    assertThat(found("/a/z/")).isEqualTo("one[z]");
    assertThat(found("/a/%C3%BC%20b")).isEqualTo("one[ü b]");
    assertThat(found("/a/%2Fb")).isEqualTo("one[/b]");
    assertThat(found("/a" + "/b".repeat(100))).isEqualTo("nothing");
  }

  @Test
  void the_methods_of_a_path_are_known_and_none_is_twice() {
    router.add("POST", "/a/{x}", "post");
    router.add("PUT", "/a/{y}", "put");
    Router.Found<String> found = router.find("GET", "/a/1");
    assertThat(found.match()).isNull();
    assertThat(found.methods()).containsExactly("POST", "PUT");
    assertThat(Objects.requireNonNull(router.find("PUT", "/a/1").match()).value("y"))
        .isEqualTo("1");
    assertThatThrownBy(() -> router.add("POST", "/a/{z}", "again"))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({"%", "%2", "%zz", "%FF", "%C3", "%00", "%ed%a0%80"})
  void broken_escapes_are_nothing(String text) {
    assertThat(Router.decode(text, false)).isNull();
  }

  @Test
  void plus_is_a_space_only_in_forms() {
    assertThat(Router.decode("a+b%2B", true)).isEqualTo("a b+");
    assertThat(Router.decode("a+b%2B", false)).isEqualTo("a+b+");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          en                       | EN
          en-GB,es;q=0.9           | EN
          xx, pt-BR;q=0.8, de;q=0.9| DE
          ''                       | ES
          *;q=0.5                  | ES
          en;q=0, fr;q=0.1         | FR
          en;q=nonsense            | ES
          ,,,;;;q=                 | ES
          """)
  void the_best_language_wins(String header, Language language) {
    assertThat(Languages.preferred(header)).isEqualTo(language);
  }
}
