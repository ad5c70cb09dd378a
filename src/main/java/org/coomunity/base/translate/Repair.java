package org.coomunity.base.translate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.concepts.Mention;
import org.coomunity.base.kernel.Language;

/// Mends what has only one way to be meant: other brackets around a mark's number, one mark that
/// was renamed while exactly one is missing, a concept that was spelled out. What could mean two
/// things is left for the rules to refuse.
final class Repair {
  private static final Pattern MARK = Pattern.compile("⟦([^⟦⟧]{0,40})⟧");
  private static final Pattern CHANGED =
      Pattern.compile(
          "(?<!⟦)[\\[{(<［｛（＜〔【〚〖《「『]{1,2}\\s*([0-9０-９]{1,4}|[\\p{L}_$.-]{1,30})\\s*"
              + "[\\]})>］｝）＞〕】〛〗》」』]{1,2}(?!⟧)");

  private final Concepts concepts;

  Repair(Concepts concepts) {
    this.concepts = concepts;
  }

  /// The answer of a provider, mended where there is one way to.
  String mend(Masked source, String answer) {
    String text =
        Masking.DIRECTION
            .matcher(Normalizer.normalize(answer, Normalizer.Form.NFC))
            .replaceAll("")
            .strip();
    text = digits(text);
    text = brackets(source, text);
    text = renamed(source, text);
    text = spelledOut(source, text);
    return apart(source, text);
  }

  /// Numbers inside marks, written with other digits or with blanks.
  private static String digits(String text) {
    return MARK.matcher(text)
        .replaceAll(found -> {
          String inside = Normalizer.normalize(found.group(1), Normalizer.Form.NFKC).strip();
          return Matcher.quoteReplacement("⟦" + inside + "⟧");
        });
  }

  private static Set<Integer> missing(Masked source, String text) {
    Set<Integer> missing = new LinkedHashSet<>();
    for (Mark mark : source.marks()) {
      if (!text.contains(mark.sign())) {
        missing.add(mark.id());
      }
    }
    return missing;
  }

  /// A number in other brackets is a mark when that mark is missing and the number stands so once.
  private static String brackets(Masked source, String text) {
    Set<Integer> missing = missing(source, text);
    if (missing.isEmpty()) {
      return text;
    }
    String mended = text;
    Matcher changed = CHANGED.matcher(text);
    List<String> seen = new ArrayList<>();
    while (changed.find()) {
      String inside = Normalizer.normalize(changed.group(1), Normalizer.Form.NFKC);
      if (inside.matches("[0-9]{1,4}")
          && missing.contains(Integer.parseInt(inside))
          && !seen.contains(inside)
          && text.indexOf(changed.group()) == text.lastIndexOf(changed.group())) {
        seen.add(inside);
        mended = mended.replace(changed.group(), "⟦" + inside + "⟧");
      }
    }
    return mended;
  }

  /// One mark is missing and one stands there that nobody knows: it is that one.
  private static String renamed(Masked source, String text) {
    Set<Integer> missing = missing(source, text);
    if (missing.size() != 1) {
      return text;
    }
    List<String> unknown = new ArrayList<>();
    MARK.matcher(text)
        .results()
        .filter(found ->
            !found.group(1).matches("[0-9]{1,4}")
                || source.mark(Integer.parseInt(found.group(1))) == null)
        .forEach(found -> unknown.add(found.group()));
    if (unknown.isEmpty()) {
      CHANGED.matcher(text).results().forEach(found -> unknown.add(found.group()));
    }
    return unknown.size() == 1
        ? text.replace(unknown.getFirst(), "⟦" + missing.iterator().next() + "⟧")
        : text;
  }

  /// A concept that stands there in words, in whatever spelling, where its mark is missing.
  private String spelledOut(Masked source, String text) {
    String mended = text;
    for (int id : missing(source, text)) {
      Mark mark = source.marks().get(id);
      if (mark.kind() == Mark.Kind.CONCEPT) {
        List<Mention> same =
            concepts.mentions(mended, source.to()).stream()
                .filter(mention -> mention.key().equals(mark.concept()))
                .toList();
        if (same.size() == 1) {
          Mention one = same.getFirst();
          mended = mended.substring(0, one.start()) + mark.sign() + mended.substring(one.end());
        }
      }
    }
    return mended;
  }

  /// A word that was glued to a mark of letters is set apart, where the language sets words apart.
  private static String apart(Masked source, String text) {
    if (source.to() == Language.JA || source.to() == Language.ZH || source.to() == Language.AR) {
      return text;
    }
    String mended = text;
    for (Mark mark : source.marks()) {
      if (mark.kind() == Mark.Kind.CONCEPT) {
        String sign = Pattern.quote(mark.sign());
        mended =
            mended
                .replaceAll("(?<=[\\p{L}])" + sign, " " + mark.sign())
                .replaceAll(sign + "(?=[\\p{L}])", mark.sign() + " ");
      }
    }
    return mended;
  }
}
