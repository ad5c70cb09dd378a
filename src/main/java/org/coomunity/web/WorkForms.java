package org.coomunity.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.decisions.learning.Content;
import org.coomunity.decisions.learning.ItemKind;
import org.coomunity.decisions.learning.QuestionKind;
import org.jspecify.annotations.Nullable;

/// Content as forms say it, and forms as content fills them: slides stand between lines of three
/// dashes, options one to a line, and what is right by its number from 1.
final class WorkForms {
  private static final Pattern SLIDE = Pattern.compile("(?m)^-{3,}\\s*$");

  private WorkForms() {}

  static List<String> languages(Content content) {
    List<String> tags = new ArrayList<>(List.of(content.language()));
    content.texts().stream()
        .map(Content.Words::language)
        .filter(tag -> !tag.equals(content.language()))
        .forEach(tags::add);
    return tags;
  }

  static Form filled(Content content) {
    Form form =
        Form.with(
            "languages",
            String.join(" ", languages(content)),
            "kind",
            content.kind().name(),
            "video",
            content.video() == null ? "" : content.video());
    for (Content.Words words : content.texts()) {
      List<String> slides = words.slides() == null ? List.of() : words.slides();
      form =
          form.and("title-" + words.language(), words.title())
              .and("text-" + words.language(), words.text())
              .and("slides-" + words.language(), String.join("\n---\n", slides));
    }
    return form;
  }

  static ItemKind kind(Form form) {
    return Arrays.stream(ItemKind.values())
        .filter(kind -> kind.name().equals(form.text("kind")))
        .findFirst()
        .orElseThrow(() -> Refused.field(Refusal.FIELD_MISSING, "kind"));
  }

  /// The item of a form. A language that is added begins with the words of the main one, which its
  /// author writes anew.
  static Content content(Form form, List<String> languages, List<Content.Question> questions) {
    ItemKind kind = kind(form);
    List<Content.Words> texts = new ArrayList<>();
    languages.forEach(tag -> texts.add(words(form, kind, tag, tag)));
    String add = StudioPages.added(form, languages);
    if (!add.isEmpty()) {
      texts.add(words(form, kind, languages.getFirst(), add));
    }
    String video = kind == ItemKind.VIDEO ? form.text("video") : null;
    return new Content(
        kind,
        languages.getFirst(),
        video,
        texts,
        questions.stream().map(one -> spoken(one, languages.getFirst(), add)).toList());
  }

  private static Content.Words words(Form form, ItemKind kind, String from, String tag) {
    String written = form.exact("slides-" + from).replace("\r\n", "\n");
    List<String> slides =
        kind == ItemKind.SLIDES
            ? SLIDE
                .splitAsStream(written)
                .map(String::strip)
                .filter(slide -> !slide.isEmpty())
                .toList()
            : null;
    return new Content.Words(tag, form.exact("title-" + from), form.exact("text-" + from), slides);
  }

  private static Content.Question spoken(Content.Question question, String main, String add) {
    if (add.isEmpty()) {
      return question;
    }
    List<Content.Prompt> texts = new ArrayList<>(question.texts());
    question.texts().stream()
        .filter(prompt -> prompt.language().equals(main))
        .findFirst()
        .ifPresent(prompt ->
            texts.add(
                new Content.Prompt(add, prompt.prompt(), prompt.options(), prompt.because())));
    return with(question, texts);
  }

  private static Content.Question with(Content.Question question, List<Content.Prompt> texts) {
    return new Content.Question(
        question.id(),
        question.kind(),
        question.at(),
        question.ondas(),
        texts,
        question.right(),
        question.from(),
        question.to());
  }

  /// The same content with other questions.
  static Content asking(Content content, List<Content.Question> questions) {
    return new Content(
        content.kind(), content.language(), content.video(), content.texts(), questions);
  }

  static Optional<Content.Question> question(Content content, UUID id) {
    return content.questions().stream().filter(one -> id.equals(one.id())).findFirst();
  }

  static Form filled(Content.Question question) {
    Form form =
        Form.with(
            "at",
            question.at() == 0 ? "" : Integer.toString(question.at()),
            "ondas",
            Integer.toString(question.ondas() == null ? question.kind().least() : question.ondas()),
            "from",
            question.from() == null ? "" : question.from().toString(),
            "to",
            question.to() == null ? "" : question.to().toString(),
            "right",
            question.right() == null
                ? ""
                : String.join(
                    ", ", question.right().stream().map(n -> Integer.toString(n + 1)).toList()));
    for (Content.Prompt prompt : question.texts()) {
      List<String> options = prompt.options() == null ? List.of() : prompt.options();
      form =
          form.and("prompt-" + prompt.language(), prompt.prompt())
              .and("options-" + prompt.language(), String.join("\n", options))
              .and(
                  "because-" + prompt.language(), prompt.because() == null ? "" : prompt.because());
    }
    return form;
  }

  static QuestionKind questionKind(String name) {
    return Arrays.stream(QuestionKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  static Content.Question question(
      Form form, @Nullable UUID id, QuestionKind kind, List<String> languages) {
    Integer at = LearningPages.number(form, "at");
    return new Content.Question(
        id,
        kind,
        at == null ? 0 : at,
        LearningPages.number(form, "ondas"),
        languages.stream().map(tag -> prompt(form, kind, tag)).toList(),
        kind.judged() ? rights(form) : null,
        LearningPages.number(form, "from"),
        LearningPages.number(form, "to"));
  }

  private static Content.Prompt prompt(Form form, QuestionKind kind, String tag) {
    List<String> options =
        kind.choices()
            ? form.exact("options-" + tag)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList()
            : null;
    return new Content.Prompt(
        tag, form.exact("prompt-" + tag), options, form.maybe("because-" + tag).orElse(null));
  }

  private static List<Integer> rights(Form form) {
    List<Integer> rights = new ArrayList<>();
    for (String word : form.text("right").split(Form.COMMAS + "|\\s", -1)) {
      if (!word.isEmpty()) {
        try {
          rights.add(Integer.parseInt(word) - 1);
        } catch (NumberFormatException broken) {
          throw Refused.field(Refusal.FIELD_FORMAT, "questions.right");
        }
      }
    }
    return rights;
  }
}
