package org.coomunity.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.concepts.Explained;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.messages.Messages;
import org.jspecify.annotations.Nullable;

/// What every page has around its content, and the words and links of its language.
///
/// @param path the address after the language, with its query
/// @param title what the page is called
/// @param current the entry of the navigation the page belongs to, or empty
/// @param theme `light`, `dark`, or empty for what the system prefers
/// @param person who is signed in; null for strangers
/// @param communities the communities of the person
/// @param community the community of the page; null outside
/// @param notices how many notices wait
/// @param topics what an open page listens to
/// @param since from where on it listens
/// @param assets addresses of script and styles
/// @param publicUrl how the platform is reached from outside
/// @param operator true for who looks after the platform
/// @param acting the organisation somebody acts for on this page; null for themselves
/// @param hold why they may only read here, as a sentence; empty when they may act
/// @param said the key of a sentence about what was just done; empty without
/// @param now when the page was made
public record Shell(
    Messages messages,
    Concepts concepts,
    Language language,
    String path,
    String title,
    String current,
    String theme,
    @Nullable Person person,
    List<Home> communities,
    @Nullable Home community,
    int notices,
    List<String> topics,
    String since,
    Map<String, String> assets,
    String publicUrl,
    boolean operator,
    @Nullable Person acting,
    String hold,
    String said,
    Instant now) {
  /// Somebody, as pages name them.
  public record Person(String handle, String name) {}

  /// A community, as pages name it.
  ///
  /// @param country whose time it lives in, ISO 3166-1, two letters
  public record Home(String slug, String name, String country) {}

  /// A text.
  public String t(String key) {
    return messages.text(language, key);
  }

  /// A text around the first mention of a concept.
  public record Mentioned(String before, String word, String after) {}

  /// Where a text first mentions a concept; null when it does not.
  public @Nullable Mentioned mentioned(String text, String key) {
    return concepts.mentions(text, language).stream()
        .filter(mention ->
            mention.key().equals(key) && text.startsWith(mention.spelled(), mention.start()))
        .findFirst()
        .map(mention ->
            new Mentioned(
                text.substring(0, mention.start()),
                mention.spelled(),
                text.substring(mention.end())))
        .orElse(null);
  }

  /// What a concept means, in this language.
  public Explained concept(String key) {
    return concepts.explained(key, language);
  }

  /// A text with values: name, value, name, value.
  public String t(String key, Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return messages.text(language, key, values);
  }

  /// The address of a page in this language.
  public String href(String to) {
    return "/" + language.tag() + to;
  }

  /// The address of a page of this community.
  public String in(String to) {
    return href((community == null ? "" : "/c/" + community.slug()) + to);
  }

  /// The address of a page of another community.
  public String of(Home other, String to) {
    return href("/c/" + other.slug() + to);
  }

  /// This page in another language.
  public String inLanguage(Language other) {
    return "/" + other.tag() + path;
  }

  /// The languages a page can be read in, in a fixed order.
  public List<Language> languages() {
    return messages.languages().stream().sorted().toList();
  }

  /// What a language calls itself.
  public String nameOf(Language other) {
    String name = other.locale().getDisplayLanguage(other.locale());
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /// Languages by their tags, in words of this language.
  public List<String> languageNames(List<String> tags) {
    return tags.stream().map(tag -> messages.languageName(language, tag)).toList();
  }

  /// The address of a file of the client.
  public String asset(String name) {
    return assets.getOrDefault(name, "");
  }

  /// The scripts that `main.js` needs at once.
  public List<String> preloads() {
    return assets.entrySet().stream()
        .filter(asset -> asset.getKey().startsWith("main.js+"))
        .map(Map.Entry::getValue)
        .toList();
  }

  public String amount(Unit unit, long minor) {
    return messages.amount(language, unit, minor);
  }

  /// An amount that stands as a decimal string, as the modules give it to the outside.
  public String amount(Unit unit, String decimal) {
    return messages.amount(language, unit, minor(unit, decimal));
  }

  public String figure(Unit unit, long minor) {
    return messages.figure(language, unit, minor);
  }

  /// The minor units of a decimal string, which may be negative.
  public static long minor(Unit unit, String decimal) {
    return decimal.startsWith("-")
        ? -unit.parseOrZero(decimal.substring(1), "amount")
        : unit.parseOrZero(decimal, "amount");
  }

  public String number(double value, int decimals) {
    return messages.number(language, value, decimals);
  }

  public String percent(double share) {
    return messages.percent(language, share);
  }

  public String ago(Instant at) {
    return messages.ago(language, at, now);
  }

  public String day(Instant at) {
    return messages.day(language, at);
  }

  /// A day in short, for tables.
  public String date(Instant at) {
    return messages.date(language, at);
  }

  /// A day and a time of the day, where the community lives.
  public String moment(Instant at) {
    return messages.moment(language, at, zone());
  }

  /// The same as a form field of that kind holds it.
  public String local(Instant at) {
    return LocalDateTime.ofInstant(at, zone()).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /// What the time of the community is called.
  public String zoneName() {
    return messages.zoneName(language, zone());
  }

  private ZoneId zone() {
    return messages.zone(community == null ? "" : community.country());
  }

  /// How long something lasts.
  public String lasts(int minutes) {
    return messages.lasts(language, minutes);
  }

  public String list(List<String> items) {
    return messages.list(language, items);
  }

  /// A fresh identifier for what a form will make.
  public String newId() {
    return Uuid7.at(now).toString();
  }
}
