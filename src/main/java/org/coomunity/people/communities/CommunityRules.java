package org.coomunity.people.communities;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What a community, an invitation and a change of role must be.
final class CommunityRules {
  static final Duration INVITATION = Duration.ofDays(14);
  private static final Duration INVITATION_LEAST = Duration.ofHours(1);
  private static final Duration INVITATION_MOST = Duration.ofDays(90);
  private static final int SECRET_LETTERS = 20;
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final List<String> COUNTRIES = Arrays.asList(Locale.getISOCountries());

  private CommunityRules() {}

  /// Words that would be addresses of the platform itself.
  static String slug(String slug) {
    if (!slug.matches("[a-z0-9][a-z0-9-]{1,39}")) {
      throw Refused.field(Refusal.SLUG_FORMAT, "slug");
    }
    return slug;
  }

  static String country(@Nullable String country) {
    String code = country == null ? "CO" : country.toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(code)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "country");
    }
    return code;
  }

  static Language language(@Nullable String tag) {
    return tag == null
        ? Language.ES
        : Language.of(tag).orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, "language"));
  }

  static String words(String text, int least, int most, String field) {
    String stripped = text.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < least || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    return stripped;
  }

  /// The secret half of a code: it can be read out on the telephone, none of its letters look
  /// alike.
  static String secret(byte[] random) {
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < SECRET_LETTERS; i++) {
      secret.append(LETTERS.charAt(Byte.toUnsignedInt(random[i]) % LETTERS.length()));
    }
    return secret.toString();
  }

  /// A code: where it is valid, and its secret.
  record Code(String slug, String secret) {
    static Optional<Code> of(String text) {
      int dot = text.strip().lastIndexOf('.');
      return dot < 1
          ? Optional.empty()
          : Optional.of(
              new Code(
                  text.strip().substring(0, dot).toLowerCase(Locale.ROOT),
                  text.strip().substring(dot + 1).toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
      return slug + "." + secret;
    }
  }

  static Instant until(@Nullable Duration life, Instant now) {
    Duration asked = life == null ? INVITATION : life;
    if (asked.compareTo(INVITATION_LEAST) < 0 || asked.compareTo(INVITATION_MOST) > 0) {
      throw Refused.field(Refusal.FIELD_RANGE, "expiresIn");
    }
    return now.plus(asked);
  }

  static Role role(String name) {
    for (Role role : Role.values()) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "role");
  }

  /// A community always keeps an active admin.
  ///
  /// @param admins how many active admins there are
  static void keepsAdmin(Membership who, int admins) {
    if (who.role() == Role.ADMIN && who.active() && admins <= 1) {
      throw Refused.because(Refusal.LAST_ADMIN);
    }
  }

  /// Nobody acts upon somebody above them, and only admins upon admins.
  static void above(Role actor, Membership subject) {
    if (!actor.includes(subject.role())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  /// Why a member may read but not act now; null when they may act.
  static @Nullable Refusal hold(Membership membership, boolean archived) {
    if (archived) {
      return Refusal.COMMUNITY_ARCHIVED;
    }
    return membership.state() == MembershipState.SUSPENDED ? Refusal.SUSPENDED : null;
  }
}
