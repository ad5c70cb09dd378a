package org.coomunity.web;

import java.util.List;

/// Which law gives which right, how to use each here, who is responsible, and where the data lives.
///
/// @param contact who is responsible; empty when the operator has not said
/// @param residence where the data lives; empty when the operator has not said
/// @param rights by name; `right.<name>` and `right.<name>.how` are their texts
public record LawPage(String contact, String residence, List<Right> rights) {
  /// A right.
  ///
  /// @param laws the articles that give it
  public record Right(String name, String laws) {}

  static final List<Right> RIGHTS =
      List.of(
          new Right(
              "know", "GDPR 13–15 · LGPD 9, 18 I–II · Ley 1581 8 a, c · CCPA 1798.100, 1798.110"),
          new Right("export", "GDPR 20 · LGPD 18 V · CCPA 1798.130"),
          new Right("correct", "GDPR 16 · LGPD 18 III · Ley 1581 8 a · CCPA 1798.106"),
          new Right("erase", "GDPR 17 · LGPD 18 VI · Ley 1581 8 e · CCPA 1798.105"),
          new Right("withdraw", "GDPR 7(3), 21 · LGPD 8 § 5, 18 IX · Ley 1581 8 e · CCPA 1798.120"),
          new Right("proof", "GDPR 7(1) · LGPD 8 § 2 · Ley 1581 8 b"),
          new Right("human", "GDPR 22 · LGPD 20"),
          new Right("equal", "LGPD 6 IX · CCPA 1798.125"),
          new Right("complain", "GDPR 77 · LGPD 18 § 1 · Ley 1581 8 d · CCPA 1798.199.45"));
}
