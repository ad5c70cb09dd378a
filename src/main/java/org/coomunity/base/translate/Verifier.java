package org.coomunity.base.translate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.concepts.Mention;
import org.coomunity.base.messageformat.MessageTree.Piece;
import org.coomunity.base.messageformat.MessageTree.Slot;
import org.coomunity.base.messageformat.MessageTree.Words;

/// The rules that a translation of one text holds to before anybody sees it. They read the source
/// and the finished translation afresh, and trust nothing that a provider or a repair did.
final class Verifier {
  private static final int SHORT = 12;
  private static final double SHARE = 0.6;
  private static final Pattern ISOLATED = Pattern.compile("\u2068([^\u2066-\u2069]*)\u2069");
  private static final Pattern ENDS = Pattern.compile("[.!?…。！？؟।]['\"»”’)\\]]*\\s*$");
  private static final Pattern NAME = Pattern.compile("[#/]([^\\s}]+)");
  private static final Pattern LINKS =
      Pattern.compile("(?i)\\]\\(|javascript:|\\bon[a-z]+\\s*=|<\\s*/?\\s*[a-z]|&[a-z]{2,8};|&#");
  private static final Set<Mark.Kind> SLOTS =
      EnumSet.of(Mark.Kind.PLACEHOLDER, Mark.Kind.OPEN, Mark.Kind.CLOSE);

  private final Masking masking;
  private final Concepts concepts;

  Verifier(Masking masking, Concepts concepts) {
    this.masking = masking;
    this.concepts = concepts;
  }

  /// What is wrong with a translated text.
  List<Fault> faults(Masked source, String target) {
    return faults(source, List.of(new Words(target)));
  }

  /// What is wrong with a translated pattern.
  List<Fault> faults(Masked source, List<Piece> target) {
    List<Fault> faults = new ArrayList<>();
    Masked back = masking.mask(target, source.to(), source.from(), source.names());
    String shown = shown(target);
    kept(source, back, faults);
    nesting(back, faults);
    words(source, shown, faults);
    tongue(source, back, faults);
    length(source, back, faults);
    direction(source, shown, faults);
    nothingNew(source, shown, faults);
    return faults;
  }

  private static String shown(List<Piece> pieces) {
    return pieces.stream()
        .map(piece -> piece instanceof Words words ? words.text() : ((Slot) piece).source())
        .collect(Collectors.joining());
  }

  /// V2, V3, V7, V9: what was masked stands there, each as often.
  private static void kept(Masked source, Masked back, List<Fault> faults) {
    for (Mark.Kind kind : Mark.Kind.values()) {
      Map<String, Integer> wanted = counts(source, kind);
      Map<String, Integer> found = counts(back, kind);
      if (!wanted.equals(found)) {
        faults.add(
            new Fault(
                rule(kind),
                kind.name().toLowerCase(Locale.ROOT),
                wanted.toString(),
                found.toString()));
      }
    }
  }

  private static String rule(Mark.Kind kind) {
    return switch (kind) {
      case CONCEPT -> "V3";
      case PLACEHOLDER, OPEN, CLOSE -> "V2";
      case TAG, SIGN -> "V9";
      case LINK, EMAIL, HANDLE, NAME, NUMBER -> "V7";
    };
  }

  private static Map<String, Integer> counts(Masked text, Mark.Kind kind) {
    Map<String, Integer> counts = new HashMap<>();
    for (Mark mark : text.marks()) {
      if (mark.kind() == kind) {
        counts.merge(kind == Mark.Kind.CONCEPT ? mark.concept() : mark.source(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /// V2: what opens is closed, the last first.
  private static void nesting(Masked back, List<Fault> faults) {
    Deque<String> open = new ArrayDeque<>();
    for (Mark mark : back.marks()) {
      if (mark.kind() == Mark.Kind.OPEN) {
        open.push(name(mark));
      } else if (mark.kind() == Mark.Kind.CLOSE
          && (open.isEmpty() || !open.pop().equals(name(mark)))) {
        faults.add(new Fault("V2", "nesting", "", mark.source()));
        return;
      }
    }
  }

  private static String name(Mark mark) {
    Matcher name = NAME.matcher(mark.source());
    return name.find() ? name.group(1) : "";
  }

  /// V3: each concept in a form of its language, and never in one that changes its meaning.
  private void words(Masked source, String shown, List<Fault> faults) {
    List<Mention> mentions = concepts.mentions(shown, source.to());
    for (Mention mention : mentions) {
      if (!mention.right() && !kept(source, mention)) {
        faults.add(
            new Fault(
                "V3",
                "form",
                concepts.allowed(mention.key(), source.to()).toString(),
                mention.spelled()));
      }
    }
    String lower = shown.toLowerCase(Locale.ROOT);
    String before = source.plain().toLowerCase(Locale.ROOT);
    source.marks().stream()
        .map(Mark::concept)
        .filter(key -> !key.isEmpty())
        .distinct()
        .filter(
            key -> concepts.forbidden(key, source.from()).stream().noneMatch(w -> has(before, w)))
        .forEach(key ->
            concepts.forbidden(key, source.to()).stream()
                .filter(word -> has(lower, word))
                .forEach(word -> faults.add(new Fault("V3", "forbidden", key, word))));
  }

  /// Part of an address or a name, which stays as it is.
  private static boolean kept(Masked source, Mention mention) {
    return source.marks().stream()
        .anyMatch(
            mark -> mark.kind() != Mark.Kind.CONCEPT && mark.target().contains(mention.spelled()));
  }

  /// A word of its own; in scripts that set no words apart, anywhere.
  private static boolean has(String lower, String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    boolean anywhere = wanted.charAt(0) > 0x2E7F;
    for (int at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
      if (anywhere || (!letter(lower, at - 1) && !letter(lower, at + wanted.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean letter(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
  }

  /// V5: the script and the language of the reader, and not the source once more.
  private static void tongue(Masked source, Masked back, List<Fault> faults) {
    if (source.wordless()) {
      return;
    }
    String words = back.words();
    if (words.codePoints().noneMatch(Character::isLetter)) {
      faults.add(new Fault("V5", "words", source.words(), words));
    } else if (Tongues.share(words, source.to()) < SHARE) {
      faults.add(new Fault("V5", "script", source.to().tag(), words));
    } else if (Tongues.foreign(words, source.to())) {
      faults.add(new Fault("V5", "language", source.to().tag(), words));
    } else if (source.from() != source.to() && letters(words).equals(letters(source.words()))) {
      faults.add(new Fault("V5", "copy", source.to().tag(), words));
    }
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ").strip();
  }

  /// V6: about as long as such a text is, and whole.
  private static void length(Masked source, Masked back, List<Fault> faults) {
    double before = size(source) / Tongues.length(source.from());
    double after = size(back) / Tongues.length(source.to());
    boolean small = size(source) < SHORT || size(back) < SHORT;
    double ratio = before == 0 ? 1 : after / before;
    if (ratio < (small ? 0.2 : 0.4) || ratio > (small ? 5 : 2.5)) {
      faults.add(new Fault("V6", "length", "1", String.format(Locale.ROOT, "%.2f", ratio)));
    }
    if (ENDS.matcher(source.plain()).find() && !ENDS.matcher(back.plain()).find()) {
      faults.add(new Fault("V6", "end", "", ""));
    }
  }

  private static int size(Masked text) {
    String words = text.words().strip();
    return words.codePointCount(0, words.length());
  }

  /// V8: marks of direction only around what we set apart ourselves, and there always.
  private static void direction(Masked source, String shown, List<Fault> faults) {
    List<String> ours =
        source.marks().stream()
            .filter(mark -> !SLOTS.contains(mark.kind()))
            .filter(mark -> Unmask.shown(mark, source.to()).startsWith("\u2068"))
            .map(Mark::target)
            .toList();
    List<String> there = new ArrayList<>();
    String rest =
        ISOLATED
            .matcher(shown)
            .replaceAll(found -> {
              there.add(found.group(1));
              return "";
            });
    if (Masking.DIRECTION.matcher(rest).find()) {
      faults.add(new Fault("V8", "open", "", ""));
    }
    if (!sorted(ours).equals(sorted(there))) {
      faults.add(new Fault("V8", "isolated", ours.toString(), there.toString()));
    }
  }

  private static List<String> sorted(List<String> all) {
    return all.stream().sorted().toList();
  }

  /// V9: no control characters, script, links or entities that were not there.
  private static void nothingNew(Masked source, String shown, List<Fault> faults) {
    if (shown.codePoints().anyMatch(c -> hidden(c) && source.plain().indexOf(c) < 0)) {
      faults.add(new Fault("V9", "hidden", "", ""));
    }
    if (shown
        .codePoints()
        .anyMatch(c -> c == 0 || c == 0xFFFD || Character.getType(c) == Character.SURROGATE)) {
      faults.add(new Fault("V9", "character", "", ""));
    }
    Matcher links = LINKS.matcher(shown);
    while (links.find()) {
      if (!source.plain().contains(links.group())) {
        faults.add(new Fault("V9", "markup", "", links.group()));
      }
    }
    if (count(shown, '\n') != count(source.plain(), '\n')) {
      faults.add(new Fault("V9", "lines", "", ""));
    }
  }

  private static long count(String text, int letter) {
    return text.codePoints().filter(c -> c == letter).count();
  }

  /// Not seen by people, and seen by machines. What Arabic and Hindi join letters with is none.
  private static boolean hidden(int c) {
    return (Character.isISOControl(c) && c != '\n')
        || c == 0x200B
        || c == 0x2060
        || c == 0xFEFF
        || c == 0xAD
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F)
        || Character.getType(c) == Character.PRIVATE_USE;
  }
}
