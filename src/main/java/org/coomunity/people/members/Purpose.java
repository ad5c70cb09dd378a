package org.coomunity.people.members;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What somebody may agree to. Each has a text, `consent.<key>`, whose version is kept with every
/// yes and no; a text that changes its meaning gets a new one, and then one is asked anew.
public enum Purpose {
  /// The rules of living together; without it nobody is a member.
  TERMS("2026-11", false),
  /// That data is kept as the page about privacy says (the authorization of Ley 1581, Article 9).
  PRIVACY("2026-11", false),
  /// Journeys through the platform count in figures over all.
  ANALYTICS("2026-11", true),
  /// That somebody was there counts, and no way of theirs can be told from it.
  COUNTS("2026-11", true),
  /// Those who look after one's community notice when one may need a hand.
  CARE("2026-11", true),
  /// Suggestions from what one does.
  PERSONALISATION("2026-11", true),
  /// Digests by e-mail.
  MAILS("2026-11", true),
  /// Texts go to services of others that translate them.
  TRANSLATION("2026-11", true);

  private final String version;
  private final boolean free;

  Purpose(String version, boolean free) {
    this.version = version;
    this.free = free;
  }

  /// The word of the public surface.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The version of its text.
  public String version() {
    return version;
  }

  /// True when one can take it back and stay.
  public boolean free() {
    return free;
  }

  /// Those that one can take back and stay.
  public static List<Purpose> choices() {
    return Arrays.stream(values()).filter(Purpose::free).toList();
  }

  static Optional<Purpose> of(String key) {
    return Arrays.stream(values()).filter(purpose -> purpose.key().equals(key)).findFirst();
  }
}
