package org.coomunity.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.Charter;

/// How a community decides, as a form: times in days, shares in percent.
final class CharterRules {
  private static final List<String> TIMES =
      List.of(
          "sponsorWithin",
          "discussion",
          "quiet",
          "verification",
          "voting",
          "votingTreasury",
          "votingConstitution",
          "timelock",
          "timelockConstitution",
          "closingSoon",
          "lateQuorum",
          "period",
          "membershipAge");
  private static final List<String> SHARES =
      List.of("quorum", "quorumTreasury", "quorumConstitution");
  private static final List<String> COUNTS = List.of("reviewers", "openPerAuthor");
  private static final List<String> FLAGS = List.of("liveTally", "negativeVotes", "membersOnly");
  private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

  /// All keys of a charter that can be changed.
  static final List<String> KEYS = keys();

  private CharterRules() {}

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(TIMES);
    keys.addAll(SHARES);
    keys.addAll(COUNTS);
    keys.addAll(FLAGS);
    return List.copyOf(keys);
  }

  static List<CharterPage.Rule> of(Charter charter) {
    Map<?, ?> values = Json.read(Json.write(charter), Map.class);
    List<CharterPage.Rule> rules = new ArrayList<>();
    for (String key : KEYS) {
      String value = String.valueOf(values.get(key));
      if (TIMES.contains(key)) {
        rules.add(new CharterPage.Rule(key, "days", days(Duration.parse(value))));
      } else if (SHARES.contains(key)) {
        rules.add(
            new CharterPage.Rule(key, "share", plain(new BigDecimal(value).movePointRight(2))));
      } else {
        String kind = COUNTS.contains(key) ? "count" : "flag";
        rules.add(new CharterPage.Rule(key, kind, value));
      }
    }
    return rules;
  }

  private static String days(Duration time) {
    return plain(BigDecimal.valueOf(time.toSeconds()).divide(DAY, 4, RoundingMode.HALF_UP));
  }

  private static String plain(BigDecimal figure) {
    return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
  }

  /// @throws Refused `policy_value` with the key as field
  static Charter.Change change(Form form) {
    Map<String, Object> said = new LinkedHashMap<>();
    for (String key : TIMES) {
      form.maybe(key)
          .ifPresent(days ->
              said.put(
                  key,
                  Duration.ofSeconds(
                          figure(key, days)
                              .multiply(DAY)
                              .setScale(0, RoundingMode.HALF_UP)
                              .longValueExact())
                      .toString()));
    }
    for (String key : SHARES) {
      form.maybe(key).ifPresent(share -> said.put(key, plain(figure(key, share).movePointLeft(2))));
    }
    for (String key : COUNTS) {
      form.maybe(key).ifPresent(count -> said.put(key, Numbers.whole(count, key)));
    }
    for (String key : FLAGS) {
      said.put(key, form.ticked(key));
    }
    return Json.read(Json.write(said), Charter.Change.class);
  }

  private static BigDecimal figure(String key, String typed) {
    String plain = Numbers.plain(typed);
    if (!plain.matches("[0-9]{1,4}(\\.[0-9]{1,4})?")) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
    return new BigDecimal(plain);
  }
}
