package org.coomunity.exchange.lets;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// What a policy may say, its standard, and how it is written.
final class PolicyRules {
  private static final int FUND_LEAST = 10_000;
  private static final int FUND_MOST = 50_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<String> KEYS =
      List.of(
          "openBooks",
          "limitMode",
          "fundRate",
          "fundSide",
          "creditStart",
          "creditCap",
          "creditSlope",
          "listingLife",
          "acceptWithin",
          "completeWithin",
          "giftMode",
          "createProposal",
          "ayniWindow",
          "factorTwoOver");

  private PolicyRules() {}

  /// What holds before a community decides anything: the numbers of the domain, in its unit.
  static Policy standard(Unit unit) {
    long one = unit.one();
    return new Policy(
        1,
        false,
        true,
        20_000,
        "payee",
        3 * one,
        50 * one,
        47 * one,
        Duration.ofDays(30),
        Duration.ofDays(7),
        Duration.ofDays(30),
        false,
        "member",
        Duration.ofDays(90),
        20 * one);
  }

  /// Reads what an operator said about a new community.
  ///
  /// @throws Refused `policy_key` for a key that does not exist, `policy_value`
  static Policy.Change change(Map<String, Object> said) {
    for (String key : said.keySet()) {
      if (!KEYS.contains(key)) {
        throw Refused.field(Refusal.POLICY_KEY, "policy." + key);
      }
    }
    try {
      return Json.read(Json.write(said), Policy.Change.class);
    } catch (Refused wrong) {
      String field = wrong.faults().isEmpty() ? "" : "." + wrong.faults().getFirst().field();
      throw Refused.field(Refusal.POLICY_VALUE, "policy" + field);
    }
  }

  /// The policy that follows.
  ///
  /// @throws Refused `policy_value` with the key as field
  static Policy changed(Policy old, Policy.Change said, Unit unit) {
    long start = amount(said.creditStart(), old.creditStart(), unit, "creditStart");
    long cap = amount(said.creditCap(), old.creditCap(), unit, "creditCap");
    if (start > cap) {
      throw Refused.field(Refusal.POLICY_VALUE, "creditStart");
    }
    return new Policy(
        old.version() + 1,
        said.openBooks() == null ? old.openBooks() : said.openBooks(),
        one(said.limitMode(), old.blocks() ? "block" : "warn", "limitMode", "block", "warn")
            .equals("block"),
        rate(said.fundRate(), old.fundRatePpm()),
        one(said.fundSide(), old.fundSide(), "fundSide", "payee", "payer", "split"),
        start,
        cap,
        amount(said.creditSlope(), old.creditSlope(), unit, "creditSlope"),
        time(said.listingLife(), old.listingLife(), "listingLife", DAY, 366),
        time(said.acceptWithin(), old.acceptWithin(), "acceptWithin", Duration.ofHours(1), 90),
        time(said.completeWithin(), old.completeWithin(), "completeWithin", DAY, 365),
        said.giftMode() == null ? old.giftMode() : said.giftMode(),
        one(said.createProposal(), old.createProposal(), "createProposal", "member", "sponsor"),
        time(said.ayniWindow(), old.ayniWindow(), "ayniWindow", Duration.ofDays(7), 366),
        amount(said.factorTwoOver(), old.factorTwoOver(), unit, "factorTwoOver"));
  }

  private static String one(@Nullable String said, String old, String key, String... allowed) {
    if (said == null) {
      return old;
    }
    if (!List.of(allowed).contains(said)) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
    return said;
  }

  private static long amount(@Nullable String said, long old, Unit unit, String key) {
    if (said == null) {
      return old;
    }
    try {
      return unit.parseOrZero(said, key);
    } catch (Refused wrong) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
  }

  private static int rate(@Nullable String said, int old) {
    if (said == null) {
      return old;
    }
    if (!said.matches("0(\\.[0-9]{1,6})?")) {
      throw Refused.field(Refusal.POLICY_VALUE, "fundRate");
    }
    int ppm = new BigDecimal(said).movePointRight(6).intValueExact();
    if (ppm < FUND_LEAST || ppm > FUND_MOST) {
      throw Refused.field(Refusal.POLICY_VALUE, "fundRate");
    }
    return ppm;
  }

  private static Duration time(
      @Nullable String said, Duration old, String key, Duration least, int mostDays) {
    if (said == null) {
      return old;
    }
    Duration read = duration(said, key);
    if (read.compareTo(least) < 0 || read.compareTo(Duration.ofDays(mostDays)) > 0) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
    return read;
  }

  /// `P30D`, `PT12H`, `P2W`; months and years have no length.
  private static Duration duration(String text, String key) {
    try {
      if (text.matches("P[0-9]{1,4}[WD]")) {
        long number = Long.parseLong(text.substring(1, text.length() - 1));
        return Duration.ofDays(text.endsWith("W") ? 7 * number : number);
      }
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException wrong) {
      throw Refused.field(Refusal.POLICY_VALUE, key);
    }
  }

  /// The policy in the words of the public surface.
  static Policy.View view(Policy policy, Unit unit) {
    return new Policy.View(
        policy.version(),
        policy.openBooks(),
        policy.blocks() ? "block" : "warn",
        share(policy.fundRatePpm()),
        policy.fundSide(),
        unit.format(policy.creditStart()),
        unit.format(policy.creditCap()),
        unit.format(policy.creditSlope()),
        written(policy.listingLife()),
        written(policy.acceptWithin()),
        written(policy.completeWithin()),
        policy.giftMode(),
        policy.createProposal(),
        written(policy.ayniWindow()),
        unit.format(policy.factorTwoOver()));
  }

  /// The same by key.
  static Map<String, Object> map(Policy policy, Unit unit) {
    Policy.View view = view(policy, unit);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", view.version());
    map.put("openBooks", view.openBooks());
    map.put("limitMode", view.limitMode());
    map.put("fundRate", view.fundRate());
    map.put("fundSide", view.fundSide());
    map.put("creditStart", view.creditStart());
    map.put("creditCap", view.creditCap());
    map.put("creditSlope", view.creditSlope());
    map.put("listingLife", view.listingLife());
    map.put("acceptWithin", view.acceptWithin());
    map.put("completeWithin", view.completeWithin());
    map.put("giftMode", view.giftMode());
    map.put("createProposal", view.createProposal());
    map.put("ayniWindow", view.ayniWindow());
    map.put("factorTwoOver", view.factorTwoOver());
    return map;
  }

  /// Parts per million as a decimal string of the whole, without zeros at its end.
  static String share(int ppm) {
    return BigDecimal.valueOf(ppm, 6).stripTrailingZeros().toPlainString();
  }

  private static String written(Duration time) {
    return time.toSeconds() % DAY.toSeconds() == 0 ? "P" + time.toDays() + "D" : time.toString();
  }
}
