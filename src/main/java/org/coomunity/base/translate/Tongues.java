package org.coomunity.base.translate;

import com.ibm.icu.text.PluralRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.Language;

/// What can be seen of a language from outside: its script, how long it is, its smallest words, the
/// forms in which it counts.
final class Tongues {
  private static final Map<Language, Double> LENGTH = new EnumMap<>(Language.class);
  private static final Map<Language, Set<String>> SMALL = new EnumMap<>(Language.class);

  static {
    List.of(Language.ES, Language.PT, Language.FR, Language.IT).forEach(l -> LENGTH.put(l, 1.2));
    LENGTH.put(Language.EN, 1.0);
    LENGTH.put(Language.DE, 1.3);
    LENGTH.put(Language.JA, 0.6);
    LENGTH.put(Language.ZH, 0.45);
    LENGTH.put(Language.AR, 1.1);
    LENGTH.put(Language.HI, 1.15);
    small(Language.ES, "el los las y con una es por del en muy que lo su pero más cuando donde");
    small(Language.EN, "the and with for is of to in that you are this from your when what our");
    small(Language.PT, "os as e com uma é por do da em não que ao seu mas mais quando você nos");
    small(Language.FR, "le les et avec une est pour du des dans vous que nous au ce qui sur votre");
    small(Language.DE, "der die das und mit eine ist für von zu den im nicht wir du ein auf dem");
    small(Language.IT, "il gli e con una è per di del della che non nel sono al ma più quando");
  }

  private Tongues() {}

  private static void small(Language language, String words) {
    SMALL.put(language, Set.of(words.split(" ", -1)));
  }

  /// How many times as long as in English a text is, about.
  static double length(Language language) {
    return LENGTH.getOrDefault(language, 1.0);
  }

  /// The share of letters in the script of a language; 1 without letters.
  static double share(String words, Language language) {
    long letters = words.codePoints().filter(Character::isLetter).count();
    long own =
        words.codePoints().filter(c -> Character.isLetter(c) && inScript(c, language)).count();
    return letters == 0 ? 1 : (double) own / letters;
  }

  private static boolean inScript(int letter, Language language) {
    Character.UnicodeScript script = Character.UnicodeScript.of(letter);
    return switch (language) {
      case ES, EN, PT, FR, DE, IT -> script == Character.UnicodeScript.LATIN;
      case JA ->
          script == Character.UnicodeScript.HAN || kana(script) || letter == 'ー' || letter == '々';
      case ZH -> script == Character.UnicodeScript.HAN;
      case AR -> script == Character.UnicodeScript.ARABIC;
      case HI -> script == Character.UnicodeScript.DEVANAGARI;
    };
  }

  private static boolean kana(Character.UnicodeScript script) {
    return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
  }

  /// True when the smallest words of a text are those of another language of the same script, or a
  /// Japanese text has no kana.
  static boolean foreign(String words, Language language) {
    if (language == Language.JA) {
      long han =
          words
              .codePoints()
              .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
              .count();
      return han >= 8 && words.codePoints().noneMatch(c -> kana(Character.UnicodeScript.of(c)));
    }
    if (!SMALL.containsKey(language)) {
      return false;
    }
    List<String> all = List.of(words.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1));
    int own = hits(all, language);
    int other =
        SMALL.keySet().stream()
            .filter(l -> l != language)
            .mapToInt(l -> hits(all, l))
            .max()
            .orElse(0);
    return (other >= 2 && own == 0) || (other >= 3 && other > 2 * own);
  }

  private static int hits(List<String> words, Language language) {
    Set<String> small = SMALL.getOrDefault(language, Set.of());
    return (int) words.stream().filter(small::contains).count();
  }

  /// The categories in which a language counts, `other` among them.
  static Set<String> plurals(Language language) {
    return PluralRules.forLocale(language.locale()).getKeywords();
  }
}
