package org.coomunity.decisions.learning;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// What content must be: checked once when it is written, so that whoever reads it need not.
final class ContentRules {
  static final int TITLE_MOST = 120;
  static final int TEXT_MOST = 20_000;
  static final int LABEL_MOST = 1_000;
  static final int SLIDES_MOST = 50;
  static final int SLIDE_MOST = 2_000;
  static final int QUESTIONS_MOST = 30;
  static final int PROMPT_MOST = 500;
  static final int OPTIONS_LEAST = 2;
  static final int OPTIONS_MOST = 8;
  static final int OPTION_MOST = 200;
  static final int SLIDER_MOST = 1_000;
  private static final int DAY_SECONDS = 86_400;
  private static final int ADDRESS_MOST = 1_000;

  /// Marks that turn the direction of what follows: they hide what a text says.
  private static final Pattern TURNS = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

  private ContentRules() {}

  /// The labels of a Mundo or a playlist.
  static List<Mundo.Label> labels(String language, List<Mundo.Label> texts) {
    languages(language, texts.stream().map(Mundo.Label::language).toList());
    return texts.stream()
        .map(one ->
            new Mundo.Label(
                tag(one.language(), "texts"),
                line(one.title(), TITLE_MOST, "texts"),
                words(one.text(), 0, LABEL_MOST, "texts")))
        .toList();
  }

  static String tag(String language, String field) {
    return Language.of(language.length() <= 35 ? language : "")
        .orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, field))
        .tag();
  }

  private static void languages(String main, List<String> tags) {
    String first = tag(main, "language");
    Set<String> seen = new HashSet<>();
    for (String one : tags) {
      if (!seen.add(tag(one, "texts"))) {
        throw Refused.field(Refusal.FIELD_FORMAT, "texts");
      }
    }
    if (!seen.contains(first)) {
      throw Refused.field(Refusal.FIELD_MISSING, "texts");
    }
  }

  /// Content as it is kept.
  ///
  /// @param earlier the edition before it: its questions keep their names and kinds
  /// @param names names new questions
  /// @throws Refused with the field that is wrong
  static Content content(Content said, @Nullable Content earlier, Supplier<UUID> names) {
    languages(said.language(), said.texts().stream().map(Content.Words::language).toList());
    List<Content.Words> texts = new ArrayList<>();
    for (Content.Words words : said.texts()) {
      texts.add(words(said.kind(), words));
    }
    if (texts.stream().map(one -> slides(one).size()).distinct().count() != 1) {
      throw Refused.field(Refusal.FIELD_FORMAT, "texts");
    }
    if (said.questions().size() > QUESTIONS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "questions");
    }
    Set<String> tags = texts.stream().map(Content.Words::language).collect(Collectors.toSet());
    int slides = slides(texts.getFirst()).size();
    List<Content.Question> questions = new ArrayList<>();
    for (Content.Question question : said.questions()) {
      UUID id = name(question, earlier, names);
      if (questions.stream().anyMatch(one -> id.equals(one.id()))) {
        throw wrong("id");
      }
      questions.add(question(question, id, said.kind(), tags, slides));
    }
    return new Content(
        said.kind(), tag(said.language(), "language"), video(said), texts, questions);
  }

  static List<String> slides(Content.Words words) {
    return words.slides() == null ? List.of() : words.slides();
  }

  private static Content.Words words(ItemKind kind, Content.Words said) {
    List<String> slides = slides(said);
    boolean fits =
        kind == ItemKind.SLIDES
            ? !slides.isEmpty() && slides.size() <= SLIDES_MOST
            : slides.isEmpty();
    if (!fits) {
      throw Refused.field(Refusal.FIELD_LENGTH, "slides");
    }
    return new Content.Words(
        tag(said.language(), "texts"),
        line(said.title(), TITLE_MOST, "title"),
        words(said.text(), kind == ItemKind.TEXT ? 1 : 0, TEXT_MOST, "text"),
        slides.isEmpty()
            ? null
            : slides.stream().map(one -> words(one, 1, SLIDE_MOST, "slides")).toList());
  }

  private static @Nullable String video(Content said) {
    if (said.kind() != ItemKind.VIDEO) {
      if (said.video() != null) {
        throw Refused.field(Refusal.FIELD_FORMAT, "video");
      }
      return null;
    }
    if (said.video() == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "video");
    }
    return address(said.video())
        .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "video"))
        .toASCIIString();
  }

  /// A whole `https` address of a named host that hides no name before it. Nobody fetches it here.
  static Optional<URI> address(String words) {
    try {
      URI uri = new URI(words.strip());
      boolean plain =
          "https".equalsIgnoreCase(uri.getScheme())
              && uri.getHost() != null
              && uri.getHost().contains(".")
              && uri.getRawUserInfo() == null
              && words.length() <= ADDRESS_MOST;
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException broken) {
      return Optional.empty();
    }
  }

  /// A question that was there keeps its name, and its kind: what was answered stays true.
  private static UUID name(
      Content.Question question, @Nullable Content earlier, Supplier<UUID> names) {
    if (question.id() == null) {
      return names.get();
    }
    return Optional.ofNullable(earlier).stream()
        .flatMap(before -> before.questions().stream())
        .filter(one -> question.id().equals(one.id()) && one.kind() == question.kind())
        .findFirst()
        .map(Content.Question::id)
        .orElseThrow(() -> wrong("id"));
  }

  private static Refused wrong(String field) {
    return Refused.field(Refusal.FIELD_FORMAT, "questions." + field);
  }

  private static Content.Question question(
      Content.Question said, UUID id, ItemKind item, Set<String> tags, int slides) {
    QuestionKind kind = said.kind();
    int last = item == ItemKind.VIDEO ? DAY_SECONDS : slides;
    if (said.at() < 0 || said.at() > last) {
      throw Refused.field(Refusal.FIELD_RANGE, "questions.at");
    }
    if (said.promised() < kind.least() || said.promised() > kind.most()) {
      throw Refused.field(Refusal.FIELD_RANGE, "questions.ondas");
    }
    List<Content.Prompt> texts = said.texts().stream().map(one -> prompt(kind, one)).toList();
    List<String> spoken = texts.stream().map(Content.Prompt::language).toList();
    if (spoken.size() != tags.size() || !tags.equals(new HashSet<>(spoken))) {
      throw wrong("texts");
    }
    int options = texts.getFirst().choices().size();
    if (texts.stream().anyMatch(one -> one.choices().size() != options)) {
      throw wrong("options");
    }
    slider(said);
    return new Content.Question(
        id, kind, said.at(), said.promised(), texts, rights(said, options), said.from(), said.to());
  }

  private static Content.Prompt prompt(QuestionKind kind, Content.Prompt said) {
    int options = said.choices().size();
    boolean fits =
        kind.choices() ? options >= OPTIONS_LEAST && options <= OPTIONS_MOST : options == 0;
    if (!fits) {
      throw Refused.field(Refusal.FIELD_LENGTH, "questions.options");
    }
    return new Content.Prompt(
        tag(said.language(), "questions.texts"),
        words(said.prompt(), 1, PROMPT_MOST, "questions.prompt"),
        options == 0
            ? null
            : said.choices().stream()
                .map(one -> line(one, OPTION_MOST, "questions.options"))
                .toList(),
        said.because() == null ? null : words(said.because(), 0, PROMPT_MOST, "questions.because"));
  }

  private static void slider(Content.Question said) {
    if (said.kind() != QuestionKind.SLIDER) {
      if (said.from() != null || said.to() != null) {
        throw wrong("from");
      }
      return;
    }
    if (said.from() == null || said.to() == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "questions.from");
    }
    if (said.from() < -SLIDER_MOST || said.to() > SLIDER_MOST || said.from() >= said.to()) {
      throw Refused.field(Refusal.FIELD_RANGE, "questions.from");
    }
  }

  private static @Nullable List<Integer> rights(Content.Question said, int options) {
    List<Integer> right = said.rights().stream().distinct().sorted().toList();
    if (!said.kind().judged()) {
      if (!right.isEmpty()) {
        throw wrong("right");
      }
      return null;
    }
    boolean inside = right.stream().allMatch(n -> n >= 0 && n < options);
    boolean many = said.kind() == QuestionKind.MULTIPLE_CHOICE || right.size() == 1;
    if (right.isEmpty() || !inside || !many) {
      throw wrong("right");
    }
    return right;
  }

  private static String line(String text, int most, String field) {
    String clean = words(text, 1, most, field);
    if (clean.indexOf('\n') >= 0) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return clean;
  }

  static String words(String text, int least, int most, String field) {
    String clean = TURNS.matcher(text.replace("\r\n", "\n")).replaceAll("").strip();
    int length = clean.codePointCount(0, clean.length());
    if (length < least || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return clean;
  }
}
