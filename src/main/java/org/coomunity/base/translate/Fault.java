package org.coomunity.base.translate;

/// Why a translation is not shown.
///
/// @param code of the rule, `V1` to `V9`
/// @param detail which part of the rule
/// @param expected what should stand there
/// @param found what stands there
public record Fault(String code, String detail, String expected, String found) {
  private static final int MOST = 200;

  public Fault {
    expected = cut(expected);
    found = cut(found);
  }

  /// True when a concept stands there in a form that changes its meaning.
  boolean misleads() {
    return code.equals("V3") && (detail.equals("form") || detail.equals("forbidden"));
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }
}
