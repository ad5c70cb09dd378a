package org.coomunity.base.kernel;

import java.util.Locale;
import java.util.Optional;

/// The languages of the platform; Spanish is the source.
public enum Language {
  ES,
  EN,
  PT,
  FR,
  DE,
  IT,
  JA,
  ZH,
  AR,
  HI;

  /// The BCP 47 tag, for example `es`.
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The locale of this language.
  public Locale locale() {
    return Locale.forLanguageTag(tag());
  }

  /// The writing direction as HTML says it, `ltr` or `rtl`.
  public String direction() {
    return this == AR ? "rtl" : "ltr";
  }

  /// The language of a BCP 47 tag; regions and scripts are passed over (`es-CO` is Spanish).
  public static Optional<Language> of(String tag) {
    String primary = tag.split("[-_]", 2)[0].toUpperCase(Locale.ROOT);
    for (Language language : values()) {
      if (language.name().equals(primary)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
