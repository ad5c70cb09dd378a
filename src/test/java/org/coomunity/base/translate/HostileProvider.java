package org.coomunity.base.translate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Language;

/// A provider that does to its texts what providers do in bad dreams, by a seed.
final class HostileProvider implements Provider {
  /// What it may do.
  enum Mischief {
    RENAMED,
    TRANSLATED_MARK,
    DROPPED,
    DUPLICATED,
    REORDERED,
    FULL_WIDTH,
    OTHER_BRACKETS,
    SPELLED_OUT,
    MARKUP,
    SCRIPT,
    LINK,
    OBEYED,
    CONCEPT_WRONG,
    CONCEPT_LOWER,
    WRONG_LANGUAGE,
    WRONG_SCRIPT,
    COPY,
    TRUNCATED,
    HUGE,
    BIDI,
    DIGITS,
    MORE_DIGITS,
    BRACES,
    HIDDEN,
    EMPTY,
    FEWER
  }

  /// What has one way to be mended.
  static final List<Mischief> MILD =
      List.of(Mischief.RENAMED, Mischief.FULL_WIDTH, Mischief.OTHER_BRACKETS, Mischief.SPELLED_OUT);

  private static final Pattern MARK = Pattern.compile("⟦([0-9]+)⟧");
  private static final String HUGE = "pan ".repeat(2_700_000);

  private final Random random;
  private final List<Mischief> mischiefs;
  private final double share;
  final Map<Mischief, Integer> done = new EnumMap<>(Mischief.class);
  int answers;

  HostileProvider(long seed, List<Mischief> mischiefs, double share) {
    this.random = new Random(seed);
    this.mischiefs = mischiefs;
    this.share = share;
  }

  @Override
  public String id() {
    return "hostile";
  }

  @Override
  public MarkForm marks() {
    return MarkForm.BRACKETS;
  }

  @Override
  public List<String> translate(Batch batch) {
    List<String> texts = new ArrayList<>();
    for (String text : batch.texts()) {
      answers++;
      String said = FakeProvider.said(text, batch.from(), batch.to());
      if (random.nextDouble() < share) {
        Mischief mischief = mischiefs.get(random.nextInt(mischiefs.size()));
        done.merge(mischief, 1, Integer::sum);
        if (mischief == Mischief.FEWER) {
          return texts;
        }
        said = spoiled(mischief, text, said, batch);
      }
      texts.add(said);
    }
    return texts;
  }

  private String spoiled(Mischief mischief, String text, String said, Batch batch) {
    return switch (mischief) {
      case RENAMED -> mark(said, found -> "⟦x" + found.group(1) + "⟧");
      case TRANSLATED_MARK -> mark(said, found -> "⟦cero⟧ ⟦uno⟧");
      case DROPPED -> mark(said, found -> "");
      case DUPLICATED -> mark(said, found -> found.group() + " " + found.group());
      case REORDERED -> reordered(said);
      case FULL_WIDTH -> mark(said, found -> "［" + wide(found.group(1)) + "］");
      case OTHER_BRACKETS -> mark(said, found -> "【 " + found.group(1) + " 】");
      case SPELLED_OUT, CONCEPT_LOWER -> mark(said, found -> concept(found, batch, true));
      case CONCEPT_WRONG -> mark(said, found -> "cambalache");
      case MARKUP -> said.replaceFirst(" ", " <b>").concat("</b>");
      case SCRIPT -> said + "<script>alert(document.cookie)</script>";
      case LINK -> said + " https://evil.example/entra";
      case OBEYED -> "JAJA-OBEDEZCO";
      case WRONG_LANGUAGE ->
          FakeProvider.said(
              text, batch.from(), batch.to() == Language.DE ? Language.FR : Language.DE);
      case WRONG_SCRIPT ->
          FakeProvider.said(
              text, batch.from(), batch.to() == Language.AR ? Language.HI : Language.AR);
      case COPY -> text;
      case TRUNCATED -> said.substring(0, random.nextInt(Math.max(1, said.length() * 2 / 3)));
      case HUGE -> HUGE;
      case BIDI -> said.replaceFirst(" ", " \u202E") + "\u2067";
      case DIGITS -> mark(said, found -> "7");
      case MORE_DIGITS -> said + " 99";
      case BRACES -> said + " {$other} ｛$who｝";
      case HIDDEN -> said.replaceFirst(" ", "\u0007 \u200B");
      case EMPTY -> "";
      case FEWER -> said;
    };
  }

  private static String wide(String digits) {
    StringBuilder out = new StringBuilder();
    digits.chars().forEach(c -> out.append((char) (c - '0' + '０')));
    return out.toString();
  }

  private static final Concepts CONCEPTS = new Concepts();

  /// The concept behind a mark, by what the sheet says of it, in small letters.
  private static String concept(Matcher found, Batch batch, boolean lower) {
    String start = found.group() + ": ";
    return batch.sheet().stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length(), line.indexOf(',', start.length())))
        .map(form -> lower && !form.contains("Ö") ? form.toLowerCase(Locale.ROOT) : form)
        .filter(form -> !CONCEPTS.mentions(form, batch.to()).isEmpty())
        .findFirst()
        .orElse(found.group());
  }

  /// One mark, by chance, becomes something else.
  private String mark(String said, java.util.function.Function<Matcher, String> becomes) {
    List<Integer> places = new ArrayList<>();
    Matcher marks = MARK.matcher(said);
    while (marks.find()) {
      places.add(marks.start());
    }
    if (places.isEmpty()) {
      return said;
    }
    marks.reset();
    marks.find(places.get(random.nextInt(places.size())));
    return said.substring(0, marks.start()) + becomes.apply(marks) + said.substring(marks.end());
  }

  private String reordered(String said) {
    List<String> marks = new ArrayList<>();
    MARK.matcher(said).results().forEach(found -> marks.add(found.group()));
    java.util.Collections.shuffle(marks, random);
    int[] next = {0};
    return MARK.matcher(said).replaceAll(found -> marks.get(next[0]++));
  }
}
