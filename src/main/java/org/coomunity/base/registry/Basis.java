package org.coomunity.base.registry;

/// Why the law lets something be kept: GDPR Article 6(1), LGPD Article 7, Ley 1581 Articles 6 and
/// 10.
public enum Basis {
  /// Somebody said yes, and can say no again.
  CONSENT("consent", "6(1)(a)"),
  /// What somebody joined for cannot be done without it.
  CONTRACT("contract", "6(1)(b)"),
  /// A law asks for it.
  LAW("legal obligation", "6(1)(c)"),
  /// Others need it, and it does not weigh on the person.
  INTEREST("legitimate interest", "6(1)(f)");

  private final String words;
  private final String article;

  Basis(String words, String article) {
    this.words = words;
    this.article = article;
  }

  /// For the records of processing.
  public String words() {
    return words + " (GDPR " + article + ")";
  }
}
