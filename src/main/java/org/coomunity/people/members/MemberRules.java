package org.coomunity.people.members;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// What a handle, a profile, a consent and a setting must be.
final class MemberRules {
  static final int ADULT_YEARS = 18;
  static final int BLOCKS_MOST = 1_000;
  static final int SKILLS_MOST = 20;
  static final int TAG_MOST = 40;
  static final int HANDLE_MOST = 30;
  static final int NAME_MOST = 80;
  static final int WORDS_MOST = 2_000;
  static final int VOCATION_MOST = 200;

  /// Names that would look like the platform itself.
  private static final Set<String> RESERVED =
      Set.of(
          "operator",
          "admin",
          "administrator",
          "root",
          "system",
          "support",
          "help",
          "coomunity",
          "fund",
          "fondo",
          "escrow",
          "me",
          "api",
          "null",
          "undefined",
          "anonymous");

  private MemberRules() {}

  /// A handle that may be taken.
  ///
  /// @throws Refused `handle_format`, `handle_taken` for names of the platform
  static String handle(String handle) {
    if (!handle.matches("[a-z0-9][a-z0-9_-]{1,29}")) {
      throw Refused.field(Refusal.HANDLE_FORMAT, "handle");
    }
    if (RESERVED.contains(handle)) {
      throw Refused.field(Refusal.HANDLE_TAKEN, "handle");
    }
    return handle;
  }

  /// What somebody typed as their handle, no longer than one can be.
  static String named(String typed) {
    String stripped = typed.strip();
    return stripped.substring(0, Math.min(HANDLE_MOST + 1, stripped.length()));
  }

  /// Words of a length, without control characters, stripped.
  static String words(String text, int least, int most, String field) {
    String stripped = text.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < least || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (stripped.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return stripped;
  }

  static List<String> tags(List<String> tags, String field) {
    if (tags.size() > SKILLS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    return tags.stream().map(tag -> words(tag, 1, TAG_MOST, field)).distinct().toList();
  }

  static List<String> languages(List<String> tags) {
    for (String tag : tags) {
      if (Locale.forLanguageTag(tag).getLanguage().isEmpty()) {
        throw Refused.field(Refusal.LANGUAGE_UNKNOWN, "languages");
      }
    }
    return tags(tags, "languages");
  }

  static Language language(String tag) {
    return Language.of(tag).orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, "language"));
  }

  /// An e-mail address that can be written to: one `@`, a dot behind it, no white space.
  static @Nullable String email(@Nullable String email) {
    if (email == null || email.isBlank()) {
      return null;
    }
    String stripped = email.strip();
    if (stripped.length() > 254
        || !stripped.matches("[^\\s@<>\"]{1,64}@[^\\s@<>\"]+\\.[^\\s@<>\".]{2,}")) {
      throw Refused.field(Refusal.EMAIL_FORMAT, "email");
    }
    return stripped;
  }

  /// Whoever joins is an adult and a living one.
  static LocalDate born(LocalDate birthDate, Instant today) {
    LocalDate now = LocalDate.ofInstant(today, ZoneOffset.UTC);
    if (birthDate.isAfter(now.minusYears(ADULT_YEARS))) {
      throw Refused.field(Refusal.TOO_YOUNG, "birthDate");
    }
    if (birthDate.isBefore(now.minusYears(130))) {
      throw Refused.field(Refusal.FIELD_RANGE, "birthDate");
    }
    return birthDate;
  }

  /// Known purposes, the terms among those agreed to.
  static Map<String, Boolean> joining(Map<String, Boolean> consents) {
    purposes(consents);
    if (!Boolean.TRUE.equals(consents.get("terms"))) {
      throw Refused.field(Refusal.CONSENT_MISSING, "consents.terms");
    }
    return consents;
  }

  static Map<String, Boolean> purposes(Map<String, Boolean> consents) {
    for (String purpose : consents.keySet()) {
      if (Purpose.of(purpose).isEmpty()) {
        throw Refused.field(Refusal.UNKNOWN_FIELD, "consents." + purpose);
      }
    }
    return consents;
  }

  /// Known purposes; what makes somebody a member is not taken back while they are one.
  static Map<String, Boolean> changing(Map<String, Boolean> consents) {
    purposes(consents);
    for (Purpose purpose : Purpose.values()) {
      if (!purpose.free() && Boolean.FALSE.equals(consents.get(purpose.key()))) {
        throw Refused.field(Refusal.CONSENT_MISSING, "consents." + purpose.key());
      }
    }
    return consents;
  }
}
