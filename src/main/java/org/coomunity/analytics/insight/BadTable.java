package org.coomunity.analytics.insight;

/// A table that cannot be measured; the words name the file, and the line where there is one.
public final class BadTable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadTable(String words) {
    super(words, null, false, false);
  }
}
