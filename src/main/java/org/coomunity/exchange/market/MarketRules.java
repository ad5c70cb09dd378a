package org.coomunity.exchange.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.jspecify.annotations.Nullable;

/// The rules of the market: what a listing must be like and what its owner may do with it.
final class MarketRules {
  static final int LISTINGS_MOST = 100;
  static final int PHOTOS_MOST = 8;
  static final int TITLE_MOST = 120;
  static final int TEXT_MOST = 4_000;
  static final int WORDS_MOST = 2_000;
  static final int QUESTIONS_MOST = 500;
  static final Duration WARNING = Duration.ofDays(3);
  private static final int TAGS_MOST = 10;
  private static final int TAG_MOST = 40;
  private static final int QUANTITY_MOST = 1_000_000;

  private MarketRules() {}

  /// A text that people wrote, without blanks around it.
  ///
  /// @throws Refused `field_length` or, for control characters, `field_format`
  static String words(@Nullable String text, String field, int least, int most) {
    String stripped = text == null ? "" : text.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < least || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (stripped.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return stripped;
  }

  static String title(String title) {
    String words = words(title, "title", 1, TITLE_MOST);
    if (words.indexOf('\n') >= 0 || words.indexOf('\r') >= 0) {
      throw Refused.field(Refusal.FIELD_FORMAT, "title");
    }
    return words;
  }

  /// A price in minor units; null when absent or zero: a gift.
  static @Nullable Long price(Unit unit, @Nullable String price) {
    if (price == null) {
      return null;
    }
    long minor = unit.parseOrZero(price, "price");
    return minor == 0 ? null : Long.valueOf(minor);
  }

  /// Refuses to take from a listing what it must have.
  static void droppable(@Nullable List<String> without) {
    if (without != null && !Set.of("place", "quantity").containsAll(without)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "without");
    }
  }

  static @Nullable Integer quantity(@Nullable Integer quantity, int least) {
    if (quantity != null && (quantity < least || quantity > QUANTITY_MOST)) {
      throw Refused.field(Refusal.FIELD_RANGE, "quantity");
    }
    return quantity;
  }

  /// Tags in lower case, each once, in the order given.
  static List<String> tags(@Nullable List<String> tags) {
    if (tags == null) {
      return List.of();
    }
    if (tags.size() > TAGS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "tags");
    }
    Set<String> once = new LinkedHashSet<>();
    for (String tag : tags) {
      String words = words(tag, "tags", 1, TAG_MOST);
      if (words.indexOf('\n') >= 0 || words.indexOf('\r') >= 0) {
        throw Refused.field(Refusal.FIELD_FORMAT, "tags");
      }
      once.add(words.toLowerCase(Locale.ROOT));
    }
    return List.copyOf(once);
  }

  static Language language(@Nullable String tag, Language otherwise) {
    return tag == null
        ? otherwise
        : Language.of(tag).orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, "language"));
  }

  /// When a listing ends: as asked, but at most after the life that the community gives.
  static Instant expiry(@Nullable Instant asked, Instant now, Duration life) {
    if (asked == null) {
      return now.plus(life);
    }
    if (!asked.isAfter(now)) {
      throw Refused.field(Refusal.EXPIRY_PAST, "expiresAt");
    }
    if (asked.isAfter(now.plus(life))) {
      throw Refused.field(Refusal.FIELD_RANGE, "expiresAt");
    }
    return asked;
  }

  /// The first field in which a repeat differs from what was asked first; null when it is the same.
  static @Nullable String difference(ListingDraft first, ListingDraft again) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("side", first.side(), again.side()));
    fields.add(new Field("kind", first.kind(), again.kind()));
    fields.add(new Field("category", first.category(), again.category()));
    fields.add(new Field("title", first.title(), again.title()));
    fields.add(new Field("text", first.text(), again.text()));
    fields.add(new Field("price", first.price(), again.price()));
    fields.add(new Field("quantity", first.quantity(), again.quantity()));
    fields.add(new Field("place", first.place(), again.place()));
    fields.add(new Field("tags", first.tags(), again.tags()));
    fields.add(new Field("language", first.language(), again.language()));
    fields.add(new Field("expiresAt", first.expiresAt(), again.expiresAt()));
    for (Field field : fields) {
      if (!Objects.equals(field.first(), field.again())) {
        return field.name();
      }
    }
    return null;
  }

  private record Field(String name, @Nullable Object first, @Nullable Object again) {}

  /// Where a listing stands after its owner's word.
  ///
  /// @param state from then on
  /// @param renewed true when it gets a full life from now
  record Verdict(ListingState state, boolean renewed) {}

  /// What becomes of a listing that its owner pauses, closes, shows again or renews. Showing one
  /// whose time is over renews it.
  static Verdict verdict(ListingState state, boolean over, @Nullable String wanted, boolean renew) {
    if (renew) {
      return new Verdict(ListingState.ACTIVE, true);
    }
    if (wanted == null) {
      return new Verdict(state, false);
    }
    ListingState chosen = ListingState.chosen(wanted);
    if (chosen == ListingState.ACTIVE) {
      return new Verdict(ListingState.ACTIVE, over || state == ListingState.EXPIRED);
    }
    if (chosen == ListingState.PAUSED && state != ListingState.ACTIVE && state != chosen) {
      throw Refused.because(Refusal.WRONG_STATE, "state", state.key());
    }
    return new Verdict(chosen, false);
  }

  /// Whether a listing in this state counts against the most that a member may have.
  static boolean counts(ListingState state) {
    return state == ListingState.ACTIVE || state == ListingState.PAUSED;
  }
}
