package org.coomunity.base.concepts;

import com.ibm.icu.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.Language;

/// Finds concepts in a text of one language: the longest that begins at a place wins, words are
/// whole where the language writes words apart, and case and marks count where they tell a concept
/// from a common noun. Reads the text once; each place has a handful of candidates.
final class Finder {
  private record Spelling(
      String key,
      String text,
      String lower,
      String folded,
      boolean caseCounts,
      boolean marksCount,
      Set<String> allowed) {}

  private static final char[] BARE = new char[0x250];

  static {
    for (char c = 0; c < BARE.length; c++) {
      BARE[c] =
          c < 0xC0 ? c : Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
    }
  }

  private final Language language;
  private final BreakIterator boundaries;
  private final Map<Character, List<Spelling>> byFirst = new HashMap<>();

  Finder(ConceptFiles files, Language language) {
    this.language = language;
    this.boundaries = BreakIterator.getWordInstance(language.locale());
    for (Concept concept : files.all()) {
      if (concept.inTexts()) {
        Form form = files.form(concept.key(), language);
        Set<String> right = new HashSet<>(form.allowed());
        Set<String> spellings = new HashSet<>(right);
        spellings.add(concept.canonical());
        spellings.addAll(concept.aliases());
        spellings.forEach(text -> add(concept, text, right));
      }
    }
    byFirst
        .values()
        .forEach(spellings ->
            spellings.sort(
                Comparator.comparingInt((Spelling s) -> s.text().length())
                    .reversed()
                    .thenComparing(s -> !s.allowed().contains(s.text()))
                    .thenComparing(Spelling::text)));
  }

  private void add(Concept concept, String text, Set<String> allowed) {
    String lower = lower(text);
    String folded = bare(lower);
    byFirst
        .computeIfAbsent(folded.charAt(0), first -> new ArrayList<>())
        .add(
            new Spelling(
                concept.key(),
                text,
                lower,
                folded,
                concept.caseSensitive(),
                concept.diacriticSensitive(),
                allowed));
  }

  /// The mentions in a text that is in NFC, in order; none overlap.
  List<Mention> find(String text) {
    String lower = lower(text);
    String folded = bare(lower);
    BreakIterator words = null;
    List<Mention> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Spelling hit = null;
      for (Spelling spelling : byFirst.getOrDefault(folded.charAt(at), List.of())) {
        if (fits(spelling, at, text, lower, folded)) {
          if (words == null) {
            words = boundaries.clone();
            words.setText(text);
          }
          if (whole(words, text, at, at + spelling.text().length())) {
            hit = spelling;
            break;
          }
        }
      }
      if (hit == null) {
        at++;
      } else {
        int end = at + hit.text().length();
        String spelled = text.substring(at, end);
        found.add(new Mention(hit.key(), at, end, spelled, hit.allowed().contains(spelled)));
        at = end;
      }
    }
    return found;
  }

  private static boolean fits(Spelling spelling, int at, String text, String lower, String folded) {
    String wanted = spelling.text();
    if (!folded.startsWith(spelling.folded(), at)) {
      return false;
    }
    if (spelling.caseCounts()) {
      return spelling.marksCount()
          ? text.startsWith(wanted, at)
          : bare(text.substring(at, at + wanted.length())).equals(bare(wanted));
    }
    return !spelling.marksCount() || lower.startsWith(spelling.lower(), at);
  }

  private boolean whole(BreakIterator words, String text, int start, int end) {
    if (language == Language.JA || language == Language.ZH) {
      return !(latin(text, start - 1) && latin(text, start))
          && !(latin(text, end - 1) && latin(text, end));
    }
    // marks of direction cling to the letter before them, and yet no word goes on behind one
    return (words.isBoundary(start) || mark(text, start - 1))
        && (words.isBoundary(end) || mark(text, end));
  }

  private static boolean mark(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= 0x2066 && text.charAt(at) <= 0x2069;
  }

  private static boolean latin(String text, int at) {
    return at >= 0
        && at < text.length()
        && Character.UnicodeScript.of(text.charAt(at)) == Character.UnicodeScript.LATIN;
  }

  /// Lower case, character by character, so that places stay where they are.
  private static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
    return new String(chars);
  }

  /// Latin letters without their marks, character by character.
  private static String bare(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] < BARE.length) {
        chars[i] = BARE[chars[i]];
      }
    }
    return new String(chars);
  }
}
