package org.coomunity.base.messageformat;

import com.ibm.icu.util.ULocale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The classes of characters of the grammar, and which way a language runs.
final class Letters {
  private static final int KEPT = 512;
  private static final Map<ULocale, String> DIRECTIONS = new ConcurrentHashMap<>();

  private Letters() {}

  /// `rtl` or `ltr`; ICU asks its tables each time, so the answer is kept.
  static String direction(ULocale locale) {
    String known = DIRECTIONS.get(locale);
    if (known == null) {
      if (DIRECTIONS.size() >= KEPT) {
        DIRECTIONS.clear();
      }
      known = locale.isRightToLeft() ? "rtl" : "ltr";
      DIRECTIONS.put(locale, known);
    }
    return known;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u3000';
  }

  static boolean isBidi(char c) {
    return c == '\u061C' || c == '\u200E' || c == '\u200F' || (c >= '\u2066' && c <= '\u2069');
  }

  static boolean inName(int c) {
    return startsName(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
  }

  static boolean startsName(int c) {
    if (c < 0xA1) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '_';
    }
    return !(c == 0x61C
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202F)
        || c == 0x205F
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x3000
        || (c >= 0xD800 && c <= 0xDFFF)
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c & 0xFFFE) == 0xFFFE);
  }
}
