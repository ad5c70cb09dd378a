package org.coomunity.exchange.market;

import java.util.Locale;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// The thirteen shelves of the market; their names for people are the messages `category.<key>`.
public enum Category {
  FOOD,
  CRAFTS,
  CARE,
  EDUCATION,
  LEISURE,
  HOME,
  HEALTH,
  PROFESSIONAL,
  TECHNOLOGY,
  TRANSPORT,
  KNOWLEDGE,
  EXPERIENCES,
  OTHER;

  /// The key of the public surface, for example `food`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Category of(String key) {
    for (Category category : values()) {
      if (category.key().equals(key)) {
        return category;
      }
    }
    throw Refused.field(Refusal.CATEGORY_UNKNOWN, "category");
  }
}
