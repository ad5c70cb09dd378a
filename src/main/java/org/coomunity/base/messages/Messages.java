package org.coomunity.base.messages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Unit;
import org.jspecify.annotations.Nullable;

/// The words people read. Texts are MessageFormat 2 sources in `i18n/<language>/<module>.json`; a
/// key is unique across modules. Formatting never throws: what is missing shows as a fallback.
public final class Messages {
  private final Map<Language, Map<String, Map<String, String>>> modules;
  private final Map<Language, Map<String, Text>> texts = new EnumMap<>(Language.class);
  private final Map<Language, Figures> figures = new ConcurrentHashMap<>();

  /// All texts of the program.
  public Messages() {
    this(Catalogue.read());
  }

  Messages(Map<Language, Map<String, Map<String, String>>> modules) {
    this.modules = modules;
    modules.forEach((language, files) -> {
      Map<String, Text> known = new LinkedHashMap<>();
      files.forEach((module, sources) ->
          sources.forEach((key, source) -> {
            if (known.put(key, new Text(language, source)) != null) {
              throw new IllegalStateException("two texts for " + key + ", one in " + module);
            }
          }));
      texts.put(language, known);
    });
  }

  /// The languages that have texts, Spanish first.
  public Set<Language> languages() {
    return Set.copyOf(texts.keySet());
  }

  /// True when a text exists in every language.
  public boolean knows(String key) {
    return texts.values().stream().allMatch(known -> known.containsKey(key));
  }

  /// All keys there are.
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    texts.values().forEach(known -> keys.addAll(known.keySet()));
    return keys;
  }

  /// A text without placeholders.
  public String text(Language language, String key) {
    return text(language, key, Map.of());
  }

  /// A text with its placeholders filled. An unknown key shows as its last part in `⟨ ⟩`.
  ///
  /// @param values by name: texts, or numbers for what a message counts
  public String text(Language language, String key, Map<String, ?> values) {
    Text text = found(language, key);
    String words = text == null ? null : text.with(values);
    return words != null ? words : "⟨" + key.substring(key.lastIndexOf('.') + 1) + "⟩";
  }

  private @Nullable Text found(Language language, String key) {
    Text text = texts.getOrDefault(language, Map.of()).get(key);
    return text != null ? text : texts.getOrDefault(Language.ES, Map.of()).get(key);
  }

  /// What is wrong with the texts of a language, beside the Spanish source.
  public List<Flaw> flaws(Language language) {
    return CatalogueRules.flaws(
        language,
        modules.getOrDefault(Language.ES, Map.of()),
        modules.getOrDefault(language, Map.of()));
  }

  /// Reads one text, for tests.
  ///
  /// @throws IllegalArgumentException when it is no message
  void compile(Language language, String key) {
    Text text = found(language, key);
    if (text != null) {
      text.compiled();
    }
  }

  /// What a refusal says to a person.
  public String sentence(Refusal refusal, Map<String, Object> details, Language language) {
    return text(language, "refusal." + refusal.code(), details);
  }

  /// The sources of a module's texts by key; empty for a module without texts.
  public Map<String, String> all(Language language, String module) {
    return modules.getOrDefault(language, Map.of()).getOrDefault(module, Map.of());
  }

  /// An amount with the name of its unit, for example `12,50 Lükas`; whole amounts without
  /// decimals. Among words that run to the left it is set apart, so that sign, figure and unit keep
  /// their order.
  public String amount(Language language, Unit unit, long minor) {
    String amount = figure(language, unit, minor) + "\u00a0" + unit.name();
    return language.direction().equals("rtl") ? "\u2068" + amount + "\u2069" : amount;
  }

  /// An amount without its unit, for example `1.234,50`.
  public String figure(Language language, Unit unit, long minor) {
    return figures(language).amount(unit, minor);
  }

  /// A number as the language writes it, with at most so many decimals.
  public String number(Language language, double value, int decimals) {
    return figures(language).number(value, decimals);
  }

  /// A share of the whole as percent, for example `2 %`.
  public String percent(Language language, double share) {
    return figures(language).percent(share);
  }

  /// A day, for example `24 de noviembre de 2026`, in UTC.
  public String day(Language language, Instant at) {
    return figures(language).day(at);
  }

  /// A day in short, for example `24 nov 2026`, in UTC.
  public String date(Language language, Instant at) {
    return figures(language).date(at);
  }

  /// A day and a time of that day in a zone, for example `24 de noviembre de 2026, 9:30`.
  public String moment(Language language, Instant at, ZoneId zone) {
    return figures(language).moment(at, zone);
  }

  /// What the time of a zone is called, for example `hora de Colombia`.
  public String zoneName(Language language, ZoneId zone) {
    return Zones.name(zone, language.locale());
  }

  /// How long something lasts, for example `1 hora y 30 minutos`.
  public String lasts(Language language, int minutes) {
    return figures(language).lasts(minutes);
  }

  /// How long ago something was, or in how long it will be: `hace 3 días`.
  public String ago(Language language, Instant at, Instant now) {
    return figures(language).ago(Duration.between(now, at));
  }

  /// A list as the language joins it: `Ana, Beto y Caro`.
  public String list(Language language, List<String> items) {
    return figures(language).list(items);
  }

  /// The name of a country in a language.
  public String country(Language language, String code) {
    return Locale.of("", code).getDisplayCountry(language.locale());
  }

  /// The name of any language of the world in a language; its tag where it has none.
  public String languageName(Language language, String tag) {
    return Tongues.name(language, tag);
  }

  /// The tag of the language that somebody calls so in a language, or as its speakers call it;
  /// accents and capitals do not matter.
  public Optional<String> languageTag(Language language, String name) {
    return Tongues.tag(language, name);
  }

  /// The time of a country; of one that has several, the one in the middle.
  ///
  /// @param country ISO 3166-1, two letters
  public ZoneId zone(String country) {
    return Zones.of(country);
  }

  private Figures figures(Language language) {
    return figures.computeIfAbsent(language, Figures::new);
  }
}
