package org.coomunity.people.directory;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.people.members.Element;
import org.coomunity.people.members.MemberKind;
import org.coomunity.people.members.Profile;
import org.jspecify.annotations.Nullable;

/// By which words somebody is found. Words are made small and lose what people leave out when they
/// type; the store keeps only marks of them that nobody can read.
final class DirectoryRules {
  static final int QUERY_MOST = 200;
  static final int SKILL_MOST = 40;
  static final int SKILLS_SHOWN = 3;
  static final int FRESH_DAYS = 30;

  /// The most that is kept of a name for sorting.
  static final int KEY_MOST = 80;

  /// The longest beginning of a word that is looked for.
  private static final int BEGINNING_MOST = 16;

  private static final int WORDS_MOST = 1_500;
  private static final int ASKED_MOST = 20;

  /// One cell of the map is about 44 km high and wide; who is near is in the same or the next one.
  private static final double CELL = 0.4;

  /// Letters that do not come apart into a base and a mark.
  private static final String WHOLE = "øłđðþıßæœ";

  private static final List<String> PLAIN =
      List.of("o", "l", "d", "d", "th", "i", "ss", "ae", "oe");

  private DirectoryRules() {}

  /// A text as it is compared: small letters, full width as half, without accents and vowel points.
  static String folded(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(c -> !accent(c))
        .forEach(c -> {
          int whole = WHOLE.indexOf(c);
          if (whole >= 0) {
            out.append(PLAIN.get(whole));
          } else {
            out.appendCodePoint(c);
          }
        });
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /// Accents of Latin, Greek and Cyrillic letters, Arabic vowel signs and the line that stretches
  /// words. Signs that make another letter (Hindi vowels, Japanese voicing) stay.
  private static boolean accent(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x64B && c <= 0x65F)
        || c == 0x670
        || c == 0x640
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /// The words of a text, folded. What is written without spaces comes letter by letter.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int c : folded(text).codePoints().toArray()) {
      boolean alone = unspaced(c);
      boolean inside = Character.isLetterOrDigit(c) || isMark(c);
      if ((alone || !inside) && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (alone) {
        words.add(Character.toString(c));
      } else if (inside) {
        word.appendCodePoint(c);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean unspaced(int c) {
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  /// By what a name stands in its place of the list.
  static String key(String name) {
    String key = String.join(" ", words(name));
    int letters = key.codePointCount(0, key.length());
    return key.substring(0, key.offsetByCodePoints(0, Math.min(KEY_MOST, letters)));
  }

  /// Everything by which somebody is found, in words.
  static Set<String> found(String handle, Profile profile) {
    Set<String> all = new LinkedHashSet<>();
    all.add("kind " + profile.kind().name());
    if (profile.element() != null) {
      all.add("element " + profile.element().name());
    }
    profile.languages().forEach(tag -> all.add("language " + spoken(tag)));
    if (profile.place() != null) {
      all.addAll(around(profile.place()));
    }
    beginnings(all, profile.displayName());
    beginnings(all, handle);
    for (String skill : profile.skills()) {
      words(skill).forEach(word -> all.add("skill " + word));
      beginnings(all, skill);
    }
    beginnings(all, profile.vocation());
    Set<String> some = new LinkedHashSet<>();
    all.stream().limit(WORDS_MOST).forEach(some::add);
    return some;
  }

  private static void beginnings(Set<String> all, String text) {
    for (String word : words(text)) {
      int most = Math.min(BEGINNING_MOST, word.codePointCount(0, word.length()));
      for (int n = 1; n <= most; n++) {
        all.add("word " + word.substring(0, word.offsetByCodePoints(0, n)));
      }
    }
  }

  /// What somebody must have to be whom `wish` looks for, in the same words.
  ///
  /// @param here where the one who looks lives; null when they do not say
  /// @throws Refused `field_length`, `field_format`, `language_unknown`, `field_missing` for
  ///   somebody without a place who looks around it
  static Set<String> asked(Card.Wish wish, @Nullable Place here) {
    Set<String> asked = new LinkedHashSet<>();
    if (wish.kind() != null) {
      asked.add("kind " + known(MemberKind.values(), wish.kind(), "kind").name());
    }
    if (wish.element() != null) {
      asked.add("element " + known(Element.values(), wish.element(), "element").name());
    }
    if (wish.language() != null) {
      String spoken = wish.language().length() > 35 ? "" : spoken(wish.language());
      if (spoken.isEmpty()) {
        throw Refused.field(Refusal.LANGUAGE_UNKNOWN, "language");
      }
      asked.add("language " + spoken);
    }
    if (wish.near()) {
      if (here == null) {
        throw Refused.field(Refusal.FIELD_MISSING, "near");
      }
      asked.add(cell(row(here.lat()), here.lon(), 0));
    }
    for (String word : bounded(wish.skill(), SKILL_MOST, "skill")) {
      asked.add("skill " + word);
    }
    for (String word : bounded(wish.text(), QUERY_MOST, "q")) {
      int letters = Math.min(BEGINNING_MOST, word.codePointCount(0, word.length()));
      asked.add("word " + word.substring(0, word.offsetByCodePoints(0, letters)));
    }
    return asked;
  }

  private static List<String> bounded(@Nullable String text, int most, String field) {
    if (text == null) {
      return List.of();
    }
    if (text.codePointCount(0, text.length()) > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    return words(text).stream().distinct().limit(ASKED_MOST).toList();
  }

  private static <E extends Enum<E>> E known(E[] all, String name, String field) {
    for (E one : all) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, field);
  }

  private static String spoken(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }

  private static int row(double lat) {
    return (int) Math.floor(lat / CELL);
  }

  /// The cell of a longitude in a row of the map; rows near the poles have fewer.
  private static String cell(int row, double lon, int aside) {
    double width = Math.cos(Math.toRadians((row + 0.5) * CELL));
    int most = Math.max(1, (int) Math.floor(360 * width / CELL));
    int at = (int) Math.floor((lon + 180) / 360 * most);
    return "place " + row + " " + Math.floorMod(at + aside, most);
  }

  private static List<String> around(Place place) {
    List<String> cells = new ArrayList<>();
    int row = row(place.lat());
    for (int r = row - 1; r <= row + 1; r++) {
      for (int aside = -1; aside <= 1; aside++) {
        cells.add(cell(r, place.lon(), aside));
      }
    }
    return cells;
  }

  /// True for the order by when they joined.
  ///
  /// @throws Refused `field_format`
  static boolean newest(@Nullable String sort) {
    if (sort == null || sort.equals("name")) {
      return false;
    }
    if (sort.equals("newest")) {
      return true;
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "sort");
  }
}
