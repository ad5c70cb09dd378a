package org.coomunity.decisions.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentRulesTest {
  private final AtomicLong names = new AtomicLong();

  private Content checked(Content content, @Nullable Content earlier) {
    return ContentRules.content(content, earlier, () -> new UUID(0, names.incrementAndGet()));
  }

  private static Content.Words words(String language, @Nullable List<String> slides) {
    return new Content.Words(language, "Título", "Texto", slides);
  }

  private static Content text(Content.Question... questions) {
    return new Content(ItemKind.TEXT, "es", null, List.of(words("es", null)), List.of(questions));
  }

  private static Content.Question attention(@Nullable UUID id, int ondas, Integer... right) {
    return new Content.Question(
        id,
        QuestionKind.ATTENTION,
        0,
        ondas,
        List.of(new Content.Prompt("es", "¿Qué?", List.of("uno", "dos"), null)),
        List.of(right),
        null,
        null);
  }

  private void refused(String field, Content content) {
    assertThatThrownBy(() -> checked(content, null))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.faults().getFirst().field()).isEqualTo(field));
  }

  @Test
  void new_questions_are_named_and_known_ones_keep_their_names() {
    Content first = checked(text(attention(null, 2, 1)), null);
    UUID id = first.questions().getFirst().id();
    assertThat(id).isNotNull();
    Content next = checked(text(attention(null, 1, 0), attention(id, 3, 0)), first);
    assertThat(next.questions()).extracting(Content.Question::id).contains(id).hasSize(2);
    refused("questions.id", text(attention(UUID.randomUUID(), 1, 0)));
    assertThatThrownBy(() -> checked(text(attention(id, 1, 0), attention(id, 1, 0)), first))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_question_that_promises_too_much_or_has_no_right_answer_is_refused() {
    refused("questions.ondas", text(attention(null, 4, 0)));
    refused("questions.right", text(attention(null, 1)));
    refused("questions.right", text(attention(null, 1, 2)));
    refused("questions.right", text(attention(null, 1, 0, 1)));
  }

  @Test
  void only_whole_https_addresses_of_named_hosts_are_videos() {
    for (String address :
        List.of(
            "http://tube.example/1",
            "javascript:alert(1)",
            "https://user@tube.example/1",
            "https://localhost/1",
            "tube.example/1",
            "")) {
      refused(
          "video",
          new Content(ItemKind.VIDEO, "es", address, List.of(words("es", null)), List.of()));
    }
    Content film =
        new Content(
            ItemKind.VIDEO, "es", "https://tube.example/1", List.of(words("es", null)), List.of());
    assertThat(checked(film, null).video()).isEqualTo("https://tube.example/1");
    refused(
        "video", new Content(ItemKind.VIDEO, "es", null, List.of(words("es", null)), List.of()));
    refused(
        "video",
        new Content(
            ItemKind.TEXT, "es", "https://a.example/", List.of(words("es", null)), List.of()));
  }

  @Test
  void every_language_has_everything_and_the_main_one_is_there() {
    refused("texts", new Content(ItemKind.TEXT, "en", null, List.of(words("es", null)), List.of()));
    refused(
        "texts",
        new Content(
            ItemKind.SLIDES,
            "es",
            null,
            List.of(words("es", List.of("1", "2")), words("en", List.of("1"))),
            List.of()));
    refused(
        "questions.texts",
        new Content(
            ItemKind.TEXT,
            "es",
            null,
            List.of(words("es", null), words("en", null)),
            List.of(attention(null, 1, 0))));
    refused(
        "slides", new Content(ItemKind.SLIDES, "es", null, List.of(words("es", null)), List.of()));
    refused(
        "language", new Content(ItemKind.TEXT, "xx", null, List.of(words("es", null)), List.of()));
  }

  @Test
  void marks_that_turn_the_direction_of_text_are_taken_out() {
    Content turned =
        new Content(
            ItemKind.TEXT,
            "es",
            null,
            List.of(new Content.Words("es", "Tí\u202Etulo", "Texto", null)),
            List.of());
    assertThat(checked(turned, null).texts().getFirst().title()).isEqualTo("Título");
    refused(
        "title",
        new Content(
            ItemKind.TEXT,
            "es",
            null,
            List.of(new Content.Words("es", "Tí\ntulo", "Texto", null)),
            List.of()));
  }
}
