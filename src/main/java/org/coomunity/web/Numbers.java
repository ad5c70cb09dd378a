package org.coomunity.web;

import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// Figures as people type them.
final class Numbers {
  private Numbers() {}

  /// A whole number from 1 on.
  ///
  /// @throws Refused `field_format`
  static int whole(String typed, String field) {
    if (!typed.strip().matches("[0-9]{1,6}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return Integer.parseInt(typed.strip());
  }

  /// An amount as the platform reads it: `1.234,5` and `1,234.5` are both `1234.5`, `2,50` is
  /// `2.50`. What is no figure stays as it is, to be refused with a sentence.
  static String plain(String typed) {
    String text = typed.strip().replaceAll("[\\s\u00a0\u202f']", "");
    int comma = text.lastIndexOf(',');
    int point = text.lastIndexOf('.');
    if (comma < 0) {
      return text;
    }
    if (point < 0) {
      return text.indexOf(',') == comma ? text.replace(',', '.') : text.replace(",", "");
    }
    return comma > point ? text.replace(".", "").replace(',', '.') : text.replace(",", "");
  }
}
