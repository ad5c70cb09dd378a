package org.coomunity.people.communities;

import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.jspecify.annotations.Nullable;

/// A community.
///
/// @param slug its name in addresses
/// @param country ISO 3166-1, two letters
/// @param language the language it mostly speaks
/// @param archived true when it is only to be read any more
public record Community(
    CommunityId id,
    String slug,
    String name,
    String country,
    Language language,
    String words,
    boolean archived) {
  /// The money that a new community wants.
  ///
  /// @param code four letters or digits
  /// @param name for people, for example `Lüka`
  /// @param symbol at most 4 characters
  /// @param decimals 0..8
  public record CurrencyWish(String code, String name, String symbol, int decimals) {}

  /// The money of a community and what it decided about it.
  ///
  /// @param policy by key, in the words of the public surface
  public record Money(CurrencyWish currency, Map<String, Object> policy) {}

  /// A community that an operator wants to open.
  ///
  /// @param slug 2..40 of a-z, 0-9 and `-`
  /// @param name 1..80 characters
  /// @param country ISO 3166-1, two letters
  /// @param language BCP 47; Spanish when absent
  /// @param text at most 2,000 characters about it
  /// @param policy by key, see the policy of a community; what is absent is standard
  public record Draft(
      String slug,
      String name,
      @Nullable String country,
      @Nullable String language,
      @Nullable String text,
      CurrencyWish currency,
      @Nullable Map<String, Object> policy) {}

  /// A community as others read it.
  ///
  /// @param role what the one who asks is there; absent for strangers
  /// @param state how the one who asks belongs to it; absent for strangers
  public record View(
      String slug,
      String name,
      String country,
      String language,
      String text,
      boolean archived,
      CurrencyWish currency,
      Map<String, Object> policy,
      @Nullable String role,
      @Nullable String state) {}
}
