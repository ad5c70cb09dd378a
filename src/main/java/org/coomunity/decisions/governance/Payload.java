package org.coomunity.decisions.governance;

import org.jspecify.annotations.Nullable;

/// What is carried out when a proposal succeeds. Which fields there are follows from the type.
///
/// @param type `text` (no effect), `fundPayment` {to, amount, concept}, `budget` {amount, concept}
///   with a cost and a receiver on each option, `policy` {key, value}, `limit` {member,
///   creditLimit} or `role` {member, role}
/// @param to handle of whoever is paid from the fund
/// @param amount decimal string
/// @param key of the community's policy, or `governance.<key>` for how it decides
/// @param value as text: `true`, `0.02`, `P30D`
/// @param creditLimit decimal string
/// @param role `MEMBER`, `MODERATOR`, `STEWARD` or `ADMIN`
public record Payload(
    String type,
    @Nullable String to,
    @Nullable String amount,
    @Nullable String concept,
    @Nullable String key,
    @Nullable String value,
    @Nullable String member,
    @Nullable String creditLimit,
    @Nullable String role) {
  /// Nothing but the words.
  static final Payload TEXT = new Payload("text", null, null, null, null, null, null, null, null);

  /// Money of the fund: for somebody, or to be shared out.
  public static Payload money(
      String type, @Nullable String to, @Nullable String amount, @Nullable String concept) {
    return new Payload(type, to, amount, concept, null, null, null, null, null);
  }

  /// Another rule.
  public static Payload rule(@Nullable String key, @Nullable String value) {
    return new Payload("policy", null, null, null, key, value, null, null, null);
  }

  /// Something about one member.
  public static Payload about(
      String type, @Nullable String member, @Nullable String creditLimit, @Nullable String role) {
    return new Payload(type, null, null, null, null, null, member, creditLimit, role);
  }

  /// True when it spends from the fund.
  boolean spends() {
    return type.equals("fundPayment") || budget();
  }

  /// True when it shares something out among projects.
  boolean budget() {
    return type.equals("budget");
  }
}
