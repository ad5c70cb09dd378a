package org.coomunity.exchange.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.jspecify.annotations.Nullable;

/// How listings are found: what is stored of their words, what is asked for, and what comes first.
/// Stored and asked are in the notation of PostgreSQL's `tsvector` and `tsquery`.
final class SearchRules {
  /// The last place PostgreSQL keeps of a word.
  private static final int LAST_PLACE = 16_383;

  /// The most places of one word.
  private static final int PLACES = 32;

  private static final int TEXT = 50;
  private static final int DISTANCE = 20;
  private static final int FRESHNESS = 10;
  private static final int NEED = 20;
  private static final double NEAR_KM = 10;
  private static final double FRESH_DAYS = 30;

  private SearchRules() {}

  /// What is stored of a listing: each word with its places and weights, for example
  /// `'kq3-pan':1A,7C`.
  static String stored(
      CommunityId community, Language language, String title, List<String> tags, String text) {
    Map<String, Set<String>> places = new LinkedHashMap<>();
    String mark = mark(community);
    int next = add(places, mark, language, title, 'A', 1);
    for (String tag : tags) {
      next = add(places, mark, language, tag, 'B', next);
    }
    add(places, mark, language, text, 'C', next);
    StringBuilder vector = new StringBuilder();
    places.forEach((word, at) -> {
      vector.append(vector.isEmpty() ? "" : " ").append(quoted(word)).append(':');
      vector.append(String.join(",", at));
    });
    return vector.toString();
  }

  private static int add(
      Map<String, Set<String>> places,
      String mark,
      Language language,
      String text,
      char weight,
      int from) {
    int next = from;
    List<List<String>> readings = List.of(Tokens.of(language, text), Tokens.asWritten(text));
    for (List<String> reading : readings) {
      int place = from;
      for (String token : reading) {
        Set<String> at = places.computeIfAbsent(mark + token, word -> new LinkedHashSet<>());
        if (at.size() < PLACES) {
          at.add(Math.min(place, LAST_PLACE) + String.valueOf(weight));
        }
        place++;
      }
      next = Math.max(next, place);
    }
    return next;
  }

  /// What is asked for: the words as every language that writes so would read them, all of one
  /// reading, the last one a beginning. Null when there is no word in the text.
  static @Nullable String asked(CommunityId community, Language reader, String text) {
    Set<List<String>> readings = new LinkedHashSet<>();
    for (Language language : Tokens.candidates(text, reader)) {
      readings.add(Tokens.of(language, text));
    }
    readings.add(Tokens.asWritten(text));
    String mark = mark(community);
    Set<String> asked = new TreeSet<>();
    for (List<String> reading : readings) {
      if (!reading.isEmpty()) {
        List<String> words = new ArrayList<>();
        for (String token : reading) {
          words.add(quoted(mark + token));
        }
        words.set(words.size() - 1, words.getLast() + ":*");
        asked.add("(" + String.join(" & ", words) + ")");
      }
    }
    return asked.isEmpty() ? null : String.join(" | ", asked);
  }

  /// A short mark of a community before each of its words. Two communities may share one: rows are
  /// also compared by their community.
  static String mark(CommunityId community) {
    long bits =
        community.value().getMostSignificantBits() * 31
            + community.value().getLeastSignificantBits() * 0x9E37_79B9_7F4A_7C15L;
    return Long.toString(bits >>> 28, Character.MAX_RADIX) + "-";
  }

  private static String quoted(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /// What is known of a listing that was found.
  ///
  /// @param text how well its words fit, 0..1
  /// @param distanceKm null when unknown
  /// @param need how far its owner is out of balance, -1 (receiving) to 1 (giving)
  record Match(
      double text, @Nullable Double distanceKm, double ageDays, boolean offer, double need) {}

  /// What a match is worth, 0..1: half of it the words, then distance and what brings somebody back
  /// to balance (offers of those who received much, wants of those who gave much), then freshness.
  static double worth(Match match) {
    Double km = match.distanceKm();
    double near = km == null ? 0 : NEAR_KM / (NEAR_KM + km);
    double fresh = Math.exp(-Math.max(0, match.ageDays()) / FRESH_DAYS);
    double need = Math.clamp(match.offer() ? -match.need() : match.need(), 0.0, 1.0);
    return (TEXT * match.text() + DISTANCE * near + FRESHNESS * fresh + NEED * need) / 100;
  }

  /// The best first; of equals the newer.
  static <T> List<T> ranked(List<T> newestFirst, Map<T, Match> matches) {
    List<T> ranked = new ArrayList<>(newestFirst);
    ranked.sort(Comparator.comparingDouble((T one) -> -worth(matchOf(matches, one))));
    return ranked;
  }

  private static <T> Match matchOf(Map<T, Match> matches, T one) {
    Match match = matches.get(one);
    if (match == null) {
      throw new IllegalArgumentException("no match for " + one);
    }
    return match;
  }
}
