package org.coomunity.decisions.merits;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongToIntFunction;

/// Every rule by which something is earned, in one table: what it gives for a measure, of which
/// kind, from which source. A change gives a rule the next version; what was awarded by an earlier
/// one stays as it is, for it stands in the rows.
public enum Rule {
  /// A completed trade, to both sides.
  TRADE(1, 1, Kind.MERITO, Source.INTERACTION, measure -> 3),
  /// The same trade, when both rated it five: 5 in all.
  TRADE_PRAISED(2, 1, Kind.MERITO, Source.INTERACTION, measure -> 2),
  /// A voto de confianza, to whom it is given.
  TRUST_VOTE(3, 1, Kind.MERITO, Source.INTERACTION, measure -> 2),
  /// A mentoring session that both confirmed.
  MENTORING(4, 1, Kind.MERITO, Source.PARTICIPATION, measure -> 10),
  /// Something done for the community and confirmed by two; the measure is minutes.
  CONTRIBUTION(5, 1, Kind.MERITO, Source.CONTRIBUTION, Rule::contribution),
  /// A knowledge session, to who taught it; the measure is made by `session`.
  KNOWLEDGE_SESSION(6, 1, Kind.MERITO, Source.CREATION, Rule::knowledge),
  /// A question that shows attention; the measure is what its author gave it.
  ATTENTION(7, 1, Kind.ONDA, Source.PARTICIPATION, measure -> between(measure, 1, 3)),
  /// A question about oneself; the measure is what its author gave it.
  PROFILING(8, 1, Kind.ONDA, Source.PARTICIPATION, measure -> between(measure, 3, 5)),
  /// What was learned, in one's own words.
  SUMMARY(9, 1, Kind.ONDA, Source.CREATION, measure -> 7),
  /// Something found; the measure is what its author gave it.
  DISCOVERY(10, 1, Kind.ONDA, Source.CHALLENGE, measure -> between(measure, 5, 10)),
  /// A comment that others found useful.
  COMMENT(11, 1, Kind.ONDA, Source.PARTICIPATION, measure -> 5),
  /// What a stage of the journey gives; the measure is how much.
  STAGE_MERITOS(12, 1, Kind.MERITO, Source.CHALLENGE, measure -> between(measure, 0, 1_000)),
  /// The same in Öndas.
  STAGE_ONDAS(13, 1, Kind.ONDA, Source.CHALLENGE, measure -> between(measure, 0, 1_000)),
  /// Keeps up what stands behind a stage; the measure is not used.
  HELD_MERITOS(14, 1, Kind.MERITO, Source.CHALLENGE, measure -> 0),
  /// The same in Öndas.
  HELD_ONDAS(15, 1, Kind.ONDA, Source.CHALLENGE, measure -> 0);

  private static final long RATING_SPAN = 1_000;

  private final int code;
  private final int version;
  private final Kind kind;
  private final Source source;

  @SuppressWarnings("ImmutableEnumChecker") // each is a function without a state
  private final LongToIntFunction gives;

  Rule(int code, int version, Kind kind, Source source, LongToIntFunction gives) {
    this.code = code;
    this.version = version;
    this.kind = kind;
    this.source = source;
    this.gives = gives;
  }

  /// The measure of a knowledge session.
  ///
  /// @param minutes how long it was
  /// @param rating the mean of its ratings in hundredths, 0..500
  public static long session(long minutes, int rating) {
    return Math.clamp(minutes, 0, 1_440) * RATING_SPAN + Math.clamp(rating, 0, 500);
  }

  /// 15 for the first hour, 5 for each one more, 50 at most.
  private static int contribution(long minutes) {
    return between(10 + 5 * Math.max(1, Math.clamp(minutes, 0, 1_440) / 60), 15, 50);
  }

  /// `floor(10 * hours) * rating / 5`.
  private static int knowledge(long measure) {
    long tenths = Math.max(0, measure / RATING_SPAN) * 10 / 60;
    return (int) (tenths * Math.floorMod(measure, RATING_SPAN) / 500);
  }

  private static int between(long value, int least, int most) {
    return (int) Math.clamp(value, least, (long) most);
  }

  int code() {
    return code;
  }

  static Rule of(int code) {
    return Arrays.stream(values())
        .filter(rule -> rule.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule " + code));
  }

  /// For texts, for example `trade`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int version() {
    return version;
  }

  public Kind kind() {
    return kind;
  }

  public Source source() {
    return source;
  }

  /// What it gives for a measure, before repeats and the day are looked at.
  public int gives(long measure) {
    return gives.applyAsInt(measure);
  }

  /// A voto is given once: it is no repeat of what two did together.
  boolean apart() {
    return this == TRUST_VOTE;
  }

  /// What the journey gives is given once, and no day is too short for it.
  boolean capped() {
    return code < STAGE_MERITOS.code;
  }
}
