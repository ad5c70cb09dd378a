package org.coomunity.exchange.commons;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.jspecify.annotations.Nullable;

/// What contributions and missions must be, and what counts for a mission.
final class CommonsRules {
  /// How many others confirm a contribution.
  static final int CONFIRMATIONS = 2;

  static final int OPEN_MOST = 5;
  static final int PHOTOS_MOST = 4;
  static final int STEPS_MOST = 12;
  private static final int TIMES_MOST = 1_000;
  static final int BENEFICIARIES_MOST = 20;
  static final int WITNESSES_MOST = 5;
  static final int DAY_MOST = 20;
  static final Duration DAY = Duration.ofDays(1);

  private static final int TITLE_LEAST = 3;
  private static final int TITLE_MOST = 120;
  private static final int STORY_MOST = 4_000;
  private static final int BENEFIT_MOST = 400;
  private static final int EVIDENCE_MOST = 2_000;
  private static final int THANKS_MOST = 2_000;
  private static final int LINK_MOST = 500;
  private static final int HOURS_E2_MOST = 100_000;
  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(2 * 365);
  private static final long COUNT_MOST = 1_000_000_000L;

  /// Hours are counted in hundredths.
  static final Unit HOURS = new Unit("HOUR", "hours", "h", 2);

  /// Things are counted one by one.
  static final Unit COUNT = new Unit("COUNT", "things", "", 0);

  private CommonsRules() {}

  static String title(String title) {
    String words = words(title, "title", TITLE_LEAST, TITLE_MOST);
    if (words.indexOf('\n') >= 0) {
      throw Refused.field(Refusal.FIELD_FORMAT, "title");
    }
    return words;
  }

  static String story(String story) {
    return words(story, "story", 1, STORY_MOST);
  }

  static String benefit(@Nullable String benefit) {
    return words(benefit, "benefit", 0, BENEFIT_MOST);
  }

  static String evidence(@Nullable String evidence) {
    return words(evidence, "evidence", 0, EVIDENCE_MOST);
  }

  static String thanks(String thanks) {
    return words(thanks, "thanks", 1, THANKS_MOST);
  }

  private static String words(@Nullable String text, String field, int least, int most) {
    String clean = text == null ? "" : text.replace("\r\n", "\n").strip();
    int length = clean.codePointCount(0, clean.length());
    if (length < least || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return clean;
  }

  /// An `https` address of a named host, or nothing.
  static String link(@Nullable String link) {
    String clean = link == null ? "" : link.strip();
    if (clean.isEmpty()) {
      return clean;
    }
    if (clean.length() > LINK_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "link");
    }
    try {
      URI uri = new URI(clean);
      if ("https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null) {
        return clean;
      }
      throw Refused.field(Refusal.FIELD_FORMAT, "link");
    } catch (URISyntaxException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, "link");
    }
  }

  static @Nullable Integer hours(@Nullable String hours) {
    if (hours == null || hours.isBlank()) {
      return null;
    }
    long minor = HOURS.parse(hours.strip(), "hours");
    if (minor > HOURS_E2_MOST) {
      throw Refused.field(Refusal.AMOUNT_RANGE, "hours");
    }
    return (int) minor;
  }

  static List<String> handles(@Nullable List<String> handles, String field, int most) {
    List<String> named =
        handles == null
            ? List.of()
            : handles.stream().map(String::strip).filter(h -> !h.isEmpty()).distinct().toList();
    if (named.size() > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    return named;
  }

  /// The steps of a mission: its own where its bar is made of them, none elsewhere.
  static List<Mission.Wanted> steps(Measure measure, @Nullable List<Mission.Wanted> said) {
    List<Mission.Wanted> steps = said == null ? List.of() : said;
    boolean wanted = measure == Measure.STEPS;
    if (steps.isEmpty() == wanted || steps.size() > STEPS_MOST) {
      throw Refused.field(wanted ? Refusal.FIELD_LENGTH : Refusal.FIELD_FORMAT, "steps");
    }
    for (Mission.Wanted step : steps) {
      words(step.title(), "steps", TITLE_LEAST, TITLE_MOST);
      if (step.times() < 1 || step.times() > TIMES_MOST) {
        throw Refused.field(Refusal.FIELD_RANGE, "steps");
      }
    }
    return steps;
  }

  /// What a target says in the smallest unit of its measure; the steps say it where there are any.
  static long target(
      Measure measure, @Nullable String target, List<Mission.Wanted> steps, Unit unit) {
    if (measure == Measure.STEPS) {
      return steps.stream().mapToLong(Mission.Wanted::times).sum();
    }
    if (target == null || target.isBlank()) {
      throw Refused.field(Refusal.FIELD_MISSING, "target");
    }
    long minor = unitOf(measure, unit).parse(target.strip(), "target");
    if (measure != Measure.GIFTS && minor > COUNT_MOST) {
      throw Refused.field(Refusal.AMOUNT_RANGE, "target");
    }
    return minor;
  }

  static Unit unitOf(Measure measure, Unit unit) {
    return switch (measure) {
      case TRADES, CONTRIBUTIONS, STEPS -> COUNT;
      case HOURS -> HOURS;
      case GIFTS -> unit;
    };
  }

  /// How much of the target is done, as a decimal string with two digits, never rounded up to full.
  static String share(long done, long target) {
    return BigDecimal.valueOf(Math.max(0, done))
        .divide(BigDecimal.valueOf(target), 2, RoundingMode.DOWN)
        .toPlainString();
  }

  static Instant closes(Instant closes, Instant now) {
    if (closes.isBefore(now.plus(SHORTEST))) {
      throw Refused.field(Refusal.EXPIRY_PAST, "closesAt");
    }
    if (closes.isAfter(now.plus(LONGEST))) {
      throw Refused.field(Refusal.FIELD_RANGE, "closesAt");
    }
    return closes;
  }

  /// Whether something counts for a mission: by its own time, whenever it is heard, so that the
  /// order in which facts arrive changes nothing.
  ///
  /// @param happened when it was done; for what is taken back when that had been done
  /// @param at when this was said
  static boolean counts(Instant opens, Instant closes, Instant happened, Instant at) {
    return !happened.isBefore(opens) && happened.isBefore(closes) && at.isBefore(closes);
  }

  /// Whether a person may confirm: not what is theirs, nor what somebody had whom they invited.
  static boolean mayConfirm(ContributionState state, boolean barred) {
    return state != ContributionState.WITHDRAWN && !barred;
  }
}
