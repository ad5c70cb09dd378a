package org.coomunity.exchange.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.coomunity.base.kernel.Language;

/// Cuts text into words as its language does, reduced to their stems and with everything folded
/// that people leave out when they type: case, width, accents (Öndas, Ondas and öndas are one
/// word).
final class Tokens {
  private static final int LONGEST = 60;
  private static final Analyzer AS_WRITTEN = new StandardAnalyzer();
  private static final Map<Language, Analyzer> ANALYZERS = new EnumMap<>(Language.class);

  private Tokens() {}

  /// The words of a text in a language.
  static List<String> of(Language language, String text) {
    return tokens(analyzer(language), text);
  }

  /// The words of a text as they are written, no stems: for beginnings of words and for readers of
  /// other languages.
  static List<String> asWritten(String text) {
    return tokens(AS_WRITTEN, text);
  }

  /// The languages that a text may be in, by its script; the reader's first.
  static Set<Language> candidates(String text, Language reader) {
    Set<UnicodeScript> scripts = new LinkedHashSet<>();
    text.codePoints().forEach(c -> scripts.add(UnicodeScript.of(c)));
    Set<Language> candidates = new LinkedHashSet<>();
    for (Language language : Language.values()) {
      if (scripts.stream().anyMatch(script -> writes(language, script))) {
        candidates.add(language);
      }
    }
    Set<Language> readerFirst = new LinkedHashSet<>();
    if (candidates.contains(reader)) {
      readerFirst.add(reader);
    }
    readerFirst.addAll(candidates);
    return readerFirst;
  }

  private static boolean writes(Language language, UnicodeScript script) {
    return switch (language) {
      case ES, EN, PT, FR, DE, IT -> script == UnicodeScript.LATIN;
      case JA ->
          script == UnicodeScript.HAN
              || script == UnicodeScript.HIRAGANA
              || script == UnicodeScript.KATAKANA;
      case ZH -> script == UnicodeScript.HAN;
      case AR -> script == UnicodeScript.ARABIC;
      case HI -> script == UnicodeScript.DEVANAGARI;
    };
  }

  /// Made when first needed: the dictionaries of Japanese and Chinese are large.
  private static Analyzer analyzer(Language language) {
    synchronized (ANALYZERS) {
      return ANALYZERS.computeIfAbsent(language, Tokens::make);
    }
  }

  private static Analyzer make(Language language) {
    return switch (language) {
      case ES -> new SpanishAnalyzer();
      case EN -> new EnglishAnalyzer();
      case PT -> new PortugueseAnalyzer();
      case FR -> new FrenchAnalyzer();
      case DE -> new GermanAnalyzer();
      case IT -> new ItalianAnalyzer();
      case JA -> new JapaneseAnalyzer();
      case ZH -> new SmartChineseAnalyzer();
      case AR -> new ArabicAnalyzer();
      case HI -> new HindiAnalyzer();
    };
  }

  private static List<String> tokens(Analyzer analyzer, String text) {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = new ICUFoldingFilter(analyzer.tokenStream("text", text))) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        if (term.length() > 0 && term.length() <= LONGEST) {
          tokens.add(term.toString());
        }
      }
      stream.end();
      return tokens;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
