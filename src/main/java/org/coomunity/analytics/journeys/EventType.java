package org.coomunity.analytics.journeys;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/// Everything that is counted, and with which properties. A kind that is not here is not kept.
public enum EventType {
  /// Somebody joined the community.
  JOINED(1, false, true),
  /// Somebody offers or looks for something.
  OFFER_PUBLISHED(2, false, true),
  /// Somebody proposed a trade.
  TRADE_PROPOSED(3, false, true),
  /// A trade was completed; it counts for both sides.
  TRADE_COMPLETED(4, false, true),
  /// A contribution to the Bien Común was confirmed.
  CONTRIBUTION_CONFIRMED(5, false, false),
  /// Somebody was awarded Méritos or Öndas.
  AWARD_EARNED(6, false, false, "kind"),
  /// Somebody reached a stage of the journey.
  STAGE_REACHED(7, false, false, "stage"),
  /// Somebody is in a circle now.
  CIRCLE_JOINED(8, false, true),
  /// Somebody answered a question of learning.
  QUESTION_ANSWERED(9, false, true, "kind"),
  /// A page was looked at; that alone is not an act.
  PAGE_VIEWED(32, true, false, "page", "language"),
  /// Something was searched for; what, is not kept.
  SEARCH_MADE(33, true, true, "found"),
  /// A listing was looked at.
  LISTING_VIEWED(34, true, false),
  /// Somebody began to write a listing.
  OFFER_STARTED(35, true, true),
  /// Somebody voted; how, is not kept.
  VOTE_CAST(36, true, true),
  /// Somebody entered a world.
  WORLD_VISITED(37, true, true),
  /// A translation was read.
  TRANSLATION_USED(38, true, true, "language"),
  /// The form to begin a community was opened.
  COMMUNITY_STARTED(39, true, true);

  /// All numbers are below it.
  static final int NUMBERS = 64;

  private static final boolean[] ACTS = new boolean[NUMBERS];
  private static final Map<String, EventType> BY_WORD = new HashMap<>();

  static {
    for (EventType type : values()) {
      BY_WORD.put(type.word, type);
      ACTS[type.no] = type.act;
    }
  }

  private final int no;
  private final String word;
  private final boolean screen;
  private final boolean act;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<String> properties;

  EventType(int no, boolean screen, boolean act, String... properties) {
    this.no = no;
    this.word = name().toLowerCase(Locale.ROOT);
    this.screen = screen;
    this.act = act;
    this.properties = Set.of(properties);
  }

  /// The word of the public surface.
  public String word() {
    return word;
  }

  /// Its number in the log.
  int no() {
    return no;
  }

  /// True when screens tell of it; the others the platform knows itself.
  boolean screen() {
    return screen;
  }

  /// True when who does it counts as active.
  public boolean act() {
    return act;
  }

  /// All that may be said with any.
  static Set<String> anyProperties() {
    Set<String> all = new TreeSet<>();
    for (EventType type : values()) {
      all.addAll(type.properties);
    }
    return all;
  }

  /// What may be said with it.
  Set<String> properties() {
    return properties;
  }

  /// True when who does what has this number counts as active.
  static boolean act(int no) {
    return ACTS[no];
  }

  /// A number for each kind, by its number in the log.
  static long[] each(ToLongFunction<String> number) {
    long[] numbers = new long[NUMBERS];
    for (EventType type : values()) {
      numbers[type.no] = number.applyAsLong(type.word());
    }
    return numbers;
  }

  static Optional<EventType> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  static EventType of(int no) {
    return Arrays.stream(values())
        .filter(type -> type.no == no)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no kind of event has the number " + no));
  }

  /// The words of all.
  static List<String> words() {
    return Arrays.stream(values()).map(EventType::word).toList();
  }
}
