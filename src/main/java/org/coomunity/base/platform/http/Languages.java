package org.coomunity.base.platform.http;

import java.util.Optional;
import org.coomunity.base.kernel.Language;

/// Reads `Accept-Language`.
final class Languages {
  private static final int MOST = 20;

  private Languages() {}

  /// The language with the highest weight that the platform has; Spanish when there is none.
  static Language preferred(String header) {
    Language best = Language.ES;
    int bestWeight = 0;
    int at = 0;
    for (int i = 0; i < MOST && at < header.length(); i++) {
      int end = header.indexOf(',', at);
      end = end < 0 ? header.length() : end;
      String range = header.substring(at, end);
      int semicolon = range.indexOf(';');
      String tag = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
      int weight = semicolon < 0 ? 1000 : weight(range.substring(semicolon + 1).strip());
      Optional<Language> language = Language.of(tag);
      if (language.isPresent() && weight > bestWeight) {
        best = language.get();
        bestWeight = weight;
      }
      at = end + 1;
    }
    return best;
  }

  /// Thousandths of `q=0.8`; 0 for what cannot be read.
  private static int weight(String parameter) {
    if (!parameter.startsWith("q=") || parameter.length() < 3) {
      return 0;
    }
    if (parameter.charAt(2) == '1') {
      return 1000;
    }
    int weight = 0;
    int unit = 100;
    for (int i = 4; i < parameter.length() && i < 7; i++) {
      int digit = Character.digit(parameter.charAt(i), 10);
      if (digit < 0) {
        return 0;
      }
      weight += digit * unit;
      unit /= 10;
    }
    return weight;
  }
}
