package org.coomunity.base.platform.http;

import java.util.regex.Pattern;

/// Words for programs of spreadsheets.
public final class Spreadsheet {
  private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r\\n].*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private Spreadsheet() {}

  /// What would be taken for a formula gets an apostrophe, so that no program runs it (OWASP, CSV
  /// injection); a plain number stays.
  public static String safe(String words) {
    return FORMULA.matcher(words).matches() && !NUMBER.matcher(words).matches()
        ? "'" + words
        : words;
  }
}
