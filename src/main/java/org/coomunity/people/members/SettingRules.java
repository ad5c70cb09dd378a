package org.coomunity.people.members;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// What each setting may be: how the platform looks, and how somebody hears of what happens.
final class SettingRules {
  private static final String OFF = "off";
  private static final Set<String> SWITCH = Set.of("on", OFF);
  private static final Map<String, Set<String>> ALLOWED = allowed();

  private SettingRules() {}

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> all =
        new HashMap<>(
            Map.of(
                "theme", Set.of("system", "light", "dark"),
                "density", Set.of("comfortable", "compact"),
                "shortcuts", SWITCH,
                "walletView", Set.of("simple", "advanced")));
    for (String group : List.of("trades", "payments", "messages", "community")) {
      all.put("push." + group, SWITCH);
      all.put("mail." + group, Set.of("now", "daily", "weekly", OFF));
    }
    all.put("push.safety", SWITCH); // letters about one's own door always come
    Set<String> hours =
        IntStream.range(0, 24).mapToObj(Integer::toString).collect(Collectors.toSet());
    all.put("quiet.to", hours);
    all.put("quiet.from", and(hours, OFF));
    all.put("quiet.zone", and(ZoneId.getAvailableZoneIds(), "community"));
    return all;
  }

  private static Set<String> and(Set<String> some, String one) {
    Set<String> all = new HashSet<>(some);
    all.add(one);
    return all;
  }

  /// Settings that may be kept.
  ///
  /// @throws Refused about the first that is unknown, or cannot be that
  static Map<String, String> checked(Map<String, String> settings) {
    settings.forEach((key, value) -> {
      Set<String> allowed = ALLOWED.get(key);
      if (allowed == null) {
        throw Refused.field(Refusal.UNKNOWN_FIELD, key);
      }
      if (!allowed.contains(value)) {
        throw Refused.field(Refusal.FIELD_FORMAT, key);
      }
    });
    return settings;
  }
}
