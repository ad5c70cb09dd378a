package org.coomunity.exchange.lets;

import java.util.Map;

/// An account of somebody outside the community, as imported histories know them. No member owns
/// it; it is read like any other.
///
/// @param handle `~` and its name: how its account and statement are asked for
/// @param name what it is called where it came from
/// @param kind `issuer` for those that give out units, else `account`
/// @param balance decimal string in the unit of the community
public record Outside(String handle, String name, String kind, String balance) {
  /// Accounts by name.
  ///
  /// @param opened how many were not there before
  public record Found(Map<String, Integer> accounts, int opened) {}
}
