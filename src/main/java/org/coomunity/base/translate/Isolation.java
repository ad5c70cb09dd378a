package org.coomunity.base.translate;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sets apart, in what a person wrote from the right, the kept pieces that run from the left.
final class Isolation {
  private Isolation() {}

  static String of(Masked source, String text) {
    List<String> apart =
        source.marks().stream()
            .filter(mark -> Unmask.shown(mark, source.to()).startsWith("\u2068"))
            .map(Mark::target)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    if (apart.isEmpty()) {
      return text;
    }
    StringBuilder pattern = new StringBuilder();
    apart.forEach(one -> pattern.append(pattern.isEmpty() ? "" : "|").append(Pattern.quote(one)));
    return Pattern.compile(pattern.toString())
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement("\u2068" + found.group() + "\u2069"));
  }
}
