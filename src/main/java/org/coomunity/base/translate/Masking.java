package org.coomunity.base.translate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.concepts.Mention;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageTree.Piece;
import org.coomunity.base.messageformat.MessageTree.Slot;
import org.coomunity.base.messageformat.MessageTree.Words;

/// Puts marks in the place of what must stay: concepts, placeholders, links, addresses, names,
/// numbers, markup. What is masked never leaves the house.
final class Masking {
  /// Marks of direction: a person may have typed them, ours are added by ourselves.
  static final Pattern DIRECTION =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private static final Pattern KEPT =
      Pattern.compile(
          "(?<tag></?[A-Za-z!][^<>\\n]{0,200}>?)"
              + "|(?<link>(?i:\\b(?:https?|ftp|mailto|javascript|data|tel):|\\bwww\\.)"
              + "[^\\s<>\"⟦⟧。、，！？（）「」\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+"
              + "(?<![.,;:!?)\\]]))"
              + "|(?<email>[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4})"
              + "|(?<handle>@[A-Za-z0-9._-]{0,40}[A-Za-z0-9])"
              + "|(?<phone>\\+\\p{Nd}[\\p{Nd} ()/-]{6,20}\\p{Nd})"
              + "|(?<number>\\p{Nd}+(?:[.,:/'’]\\p{Nd}+)*)"
              + "|(?<sign>[⟦⟧{}|\\\\<>`\\[\\]｛｝]+)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private record Span(int start, int end, Mark.Kind kind, String concept) {}

  private final Concepts concepts;

  Masking(Concepts concepts) {
    this.concepts = concepts;
  }

  /// Masks what a person wrote.
  Masked mask(String text, Language from, Language to, List<String> names) {
    return mask(List.of(new Words(text)), from, to, names);
  }

  /// Masks a pattern of a message.
  Masked mask(List<Piece> pieces, Language from, Language to, List<String> names) {
    StringBuilder out = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    List<Mark> marks = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Words words -> {
          String clean = clean(words.text());
          plain.append(clean);
          words(clean, from, to, names, out, marks);
        }
        case Slot slot -> {
          Mark.Kind kind = kind(slot);
          plain.append(slot.source());
          out.append(added(marks, kind, slot.source(), slot.source(), "").sign());
        }
      }
    }
    return new Masked(from, to, out.toString(), List.copyOf(marks), plain.toString(), names);
  }

  static String clean(String text) {
    return DIRECTION.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
  }

  static Mark.Kind kind(Slot slot) {
    if (slot.opening()) {
      return Mark.Kind.OPEN;
    }
    return slot.closing() ? Mark.Kind.CLOSE : Mark.Kind.PLACEHOLDER;
  }

  private static Mark added(
      List<Mark> marks, Mark.Kind kind, String source, String target, String concept) {
    Mark mark = new Mark(marks.size(), kind, source, target, concept);
    marks.add(mark);
    return mark;
  }

  private void words(
      String text,
      Language from,
      Language to,
      List<String> names,
      StringBuilder out,
      List<Mark> marks) {
    int at = 0;
    for (Span span : spans(text, from, names)) {
      out.append(text, at, span.start());
      String source = text.substring(span.start(), span.end());
      String target =
          span.concept().isEmpty() ? source : inTarget(span.concept(), source, from, to);
      out.append(added(marks, span.kind(), source, target, span.concept()).sign());
      at = span.end();
    }
    out.append(text, at, text.length());
  }

  /// The form of a concept in the other language; the same form of several where there are: the
  /// plural of one language is the plural of the other when both list them alike.
  private String inTarget(String key, String source, Language from, Language to) {
    List<String> ours = concepts.allowed(key, from);
    List<String> theirs = concepts.allowed(key, to);
    int place = ours.indexOf(source);
    boolean parallel = place > 0 && ours.size() == theirs.size();
    return theirs.get(parallel ? place : 0);
  }

  /// What is kept in a text, in order; nothing overlaps.
  private List<Span> spans(String text, Language language, List<String> names) {
    List<Span> spans = new ArrayList<>();
    Matcher matcher = KEPT.matcher(text);
    while (matcher.find()) {
      spans.add(new Span(matcher.start(), matcher.end(), kind(matcher), ""));
    }
    for (String name : names) {
      if (name.length() > 1) {
        Matcher named = Pattern.compile(Pattern.quote(name)).matcher(text);
        while (named.find()) {
          add(spans, new Span(named.start(), named.end(), Mark.Kind.NAME, ""));
        }
      }
    }
    for (Mention mention : concepts.mentions(text, language)) {
      add(spans, new Span(mention.start(), mention.end(), Mark.Kind.CONCEPT, mention.key()));
    }
    spans.sort(Comparator.comparingInt(Span::start));
    return spans;
  }

  private static void add(List<Span> spans, Span span) {
    if (spans.stream()
        .allMatch(other -> other.end() <= span.start() || span.end() <= other.start())) {
      spans.add(span);
    }
  }

  private static Mark.Kind kind(Matcher matcher) {
    if (matcher.group("tag") != null) {
      return Mark.Kind.TAG;
    }
    if (matcher.group("link") != null) {
      return Mark.Kind.LINK;
    }
    if (matcher.group("email") != null) {
      return Mark.Kind.EMAIL;
    }
    if (matcher.group("handle") != null) {
      return Mark.Kind.HANDLE;
    }
    return matcher.group("sign") != null ? Mark.Kind.SIGN : Mark.Kind.NUMBER;
  }
}
