package org.coomunity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Addresses in what people wrote.
class LinksTest {
  private static List<String> links(String text) {
    return Links.of(text).stream()
        .map(AnnouncementPage.Piece::href)
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void whole_addresses_become_links_without_the_signs_that_end_a_sentence() {
    assertThat(links("Mira https://feria.example/mapa?x=1. (http://a.example/b)"))
        .containsExactly("https://feria.example/mapa?x=1", "http://a.example/b");
    assertThat(links("https://es.example/wiki/Ayni_(quechua), sí"))
        .containsExactly("https://es.example/wiki/Ayni_(quechua)");
  }

  @Test
  void nothing_else_does() {
    for (String text :
        List.of(
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "http://@",
            "https://banco.example@malo.example/",
            "feria.example",
            "ftp://a.example/x")) {
      assertThat(links(text)).as(text).isEmpty();
    }
    assertThat(links("https://a.example/\"onmouseover=\"x")).containsExactly("https://a.example/");
  }

  @Property(tries = 300)
  void the_pieces_are_the_text(@ForAll String text) {
    String all = text + " https://a.example/x " + text;
    assertThat(
            Links.of(all).stream().map(AnnouncementPage.Piece::words).collect(Collectors.joining()))
        .isEqualTo(all);
  }
}
