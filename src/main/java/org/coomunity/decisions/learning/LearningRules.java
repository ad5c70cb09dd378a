package org.coomunity.decisions.learning;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// Which language is nearest, what an answer is worth, who may decide about whose work, and how far
/// somebody is.
final class LearningRules {
  static final int MUNDOS_MOST = 50;
  static final int PLAYLISTS_MOST = 30;
  static final int ITEMS_MOST = 50;
  static final int REVIEWERS_MOST = 50;
  static final int GAMIFIERS_MOST = 50;
  static final int WEEKS_SHOWN = 12;
  private static final int SUMMARY_LEAST = 30;
  private static final int SUMMARY_MOST = 2_000;
  private static final int SUMMARY_SIGNS = 10;

  /// Languages whose readers find their way in one another's texts.
  private static final List<Language> ROMANCE =
      List.of(Language.ES, Language.PT, Language.IT, Language.FR);

  /// What was answered to a question: all that rewards and progress are made of.
  record Fact(UUID question, UUID item, int ondas, Instant at) {}

  /// An answer that fits its question.
  ///
  /// @param correct null where nothing is right or wrong
  record Verdict(
      List<Integer> choice,
      @Nullable Integer number,
      @Nullable String text,
      @Nullable Boolean correct,
      int ondas) {}

  private LearningRules() {}

  /// The text nearest to a reader's language: that one, a sister of it, English, the main one.
  static <T> T nearest(List<T> texts, Function<T, String> tag, Language reader, String main) {
    Map<String, T> known =
        texts.stream().collect(Collectors.toMap(tag, Function.identity(), (one, other) -> one));
    List<String> wanted = new ArrayList<>();
    wanted.add(reader.tag());
    if (ROMANCE.contains(reader)) {
      ROMANCE.forEach(sister -> wanted.add(sister.tag()));
    }
    wanted.add(Language.EN.tag());
    wanted.add(main);
    for (String one : wanted) {
      T found = known.get(one);
      if (found != null) {
        return found;
      }
    }
    return texts.getFirst();
  }

  /// What somebody's reply to a question is, and what it is worth: the whole promise, or the least
  /// of its kind when it is not right, for to look again is learning too. Nothing for who wrote the
  /// question or looked through it, since they know.
  ///
  /// @throws Refused with the field that does not fit the kind of question
  static Verdict verdict(Content.Question question, Lesson.Reply reply, boolean insider) {
    QuestionKind kind = question.kind();
    List<Integer> choice =
        reply.choice() == null ? List.of() : reply.choice().stream().distinct().sorted().toList();
    demand(kind.choices() || choice.isEmpty(), Refusal.FIELD_FORMAT, "choice");
    demand(kind == QuestionKind.SLIDER || reply.number() == null, Refusal.FIELD_FORMAT, "number");
    demand(kind == QuestionKind.SUMMARY || reply.text() == null, Refusal.FIELD_FORMAT, "text");
    Boolean correct = null;
    if (kind.choices()) {
      choice(question, choice);
      correct = kind.judged() ? choice.equals(question.rights()) : null;
    } else if (kind == QuestionKind.SLIDER) {
      demand(reply.number() != null, Refusal.FIELD_MISSING, "number");
      slider(question, reply.number());
    }
    String text = kind == QuestionKind.SUMMARY ? summary(reply.text()) : null;
    int worth = Boolean.FALSE.equals(correct) ? kind.least() : question.promised();
    return new Verdict(choice, reply.number(), text, correct, insider ? 0 : worth);
  }

  private static void demand(boolean holds, Refusal otherwise, String field) {
    if (!holds) {
      throw Refused.field(otherwise, field);
    }
  }

  private static void choice(Content.Question question, List<Integer> choice) {
    int options = question.texts().getFirst().choices().size();
    demand(!choice.isEmpty(), Refusal.FIELD_MISSING, "choice");
    demand(choice.stream().allMatch(n -> n >= 0 && n < options), Refusal.FIELD_RANGE, "choice");
    demand(
        question.kind() == QuestionKind.MULTIPLE_CHOICE || choice.size() == 1,
        Refusal.FIELD_LENGTH,
        "choice");
  }

  private static void slider(Content.Question question, @Nullable Integer number) {
    int low = question.from() == null ? 0 : question.from();
    int high = question.to() == null ? 0 : question.to();
    demand(number != null && number >= low && number <= high, Refusal.FIELD_RANGE, "number");
  }

  /// One's own words: long enough to say something, and not one sign over and over.
  private static String summary(@Nullable String text) {
    demand(text != null, Refusal.FIELD_MISSING, "text");
    String clean =
        ContentRules.words(text == null ? "" : text, SUMMARY_LEAST, SUMMARY_MOST, "text");
    demand(
        clean.codePoints().filter(Character::isLetter).distinct().count() >= SUMMARY_SIGNS,
        Refusal.FIELD_FORMAT,
        "text");
    return clean;
  }

  /// Whether somebody may decide about an edition: not about what they wrote, unless there is
  /// nobody else who could.
  ///
  /// @param others who else may review: everybody but the writer
  static boolean mayDecide(int who, int author, int writer, Collection<Integer> others) {
    boolean own = who == author || who == writer;
    return !own || others.stream().allMatch(one -> one == author || one == writer || one == who);
  }

  /// The Monday of the week of a moment.
  static LocalDate monday(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /// How many weeks in a row somebody learned, up to this one or the last.
  static int together(Collection<LocalDate> mondays, LocalDate now) {
    NavigableSet<LocalDate> weeks = new TreeSet<>(mondays);
    LocalDate week = weeks.contains(now) ? now : now.minusWeeks(1);
    int count = 0;
    while (weeks.contains(week)) {
      count++;
      week = week.minusWeeks(1);
    }
    return count;
  }

  /// Weeks of these answers. The order in which they are told does not matter, and a repeat counts
  /// once.
  static List<Progress.Week> weeks(Collection<Fact> facts) {
    Map<UUID, Fact> once =
        facts.stream()
            .collect(
                Collectors.toMap(
                    Fact::question,
                    Function.identity(),
                    (one, other) -> one.at().isAfter(other.at()) ? other : one));
    return once.values().stream()
        .collect(Collectors.groupingBy(fact -> monday(fact.at())))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(week ->
            new Progress.Week(
                week.getKey(),
                week.getValue().size(),
                week.getValue().stream().mapToInt(Fact::ondas).sum()))
        .toList();
  }

  /// The last weeks up to now, the empty ones too.
  static List<Progress.Week> latest(List<Progress.Week> known, LocalDate now) {
    Map<LocalDate, Progress.Week> byDay =
        known.stream().collect(Collectors.toMap(Progress.Week::monday, Function.identity()));
    List<Progress.Week> shown = new ArrayList<>();
    for (int ago = WEEKS_SHOWN - 1; ago >= 0; ago--) {
      LocalDate monday = now.minusWeeks(ago);
      shown.add(byDay.getOrDefault(monday, new Progress.Week(monday, 0, 0)));
    }
    return shown;
  }

  /// One more of something that has a bound.
  static void oneMore(int there, int most) {
    if (there >= most) {
      throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", most);
    }
  }
}
