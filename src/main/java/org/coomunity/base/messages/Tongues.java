package org.coomunity.base.messages;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.Language;

/// The names of the languages of the world, in the languages of the platform and as those who speak
/// them call them (CLDR).
final class Tongues {
  private static final Map<Language, Map<String, String>> KNOWN = new ConcurrentHashMap<>();

  private Tongues() {}

  static String name(Language language, String tag) {
    return LocaleDisplayNames.getInstance(ULocale.forLanguageTag(language.tag()))
        .languageDisplayName(tag);
  }

  /// The tag of a language that is called so; a tag is also its own name.
  static Optional<String> tag(Language language, String typed) {
    String wanted = folded(typed);
    return Optional.ofNullable(KNOWN.computeIfAbsent(language, Tongues::names).get(wanted));
  }

  private static Map<String, String> names(Language language) {
    LocaleDisplayNames read =
        LocaleDisplayNames.getInstance(ULocale.forLanguageTag(language.tag()));
    Map<String, String> tags = new HashMap<>();
    for (String tag : ULocale.getISOLanguages()) {
      tags.putIfAbsent(folded(read.languageDisplayName(tag)), tag);
    }
    for (ULocale there : ULocale.getAvailableLocales()) {
      String tag = there.getLanguage();
      tags.putIfAbsent(folded(there.getDisplayLanguage(there)), tag);
    }
    for (String tag : ULocale.getISOLanguages()) {
      tags.putIfAbsent(tag, tag);
    }
    return Map.copyOf(tags);
  }

  /// Without accents, in small letters: people type names of languages as they come.
  private static String folded(String name) {
    return Normalizer2.getNFKDInstance()
        .normalize(name.strip())
        .replaceAll("\\p{Mn}+", "")
        .toLowerCase(Locale.ROOT);
  }
}
