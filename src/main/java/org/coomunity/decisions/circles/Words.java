package org.coomunity.decisions.circles;

import java.util.Locale;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// The states and kinds of circles, by their words.
final class Words {
  /// Who comes in how.
  enum Admission {
    OPEN,
    REQUEST,
    INVITATION
  }

  /// What a circle is for.
  enum Kind {
    CIRCLE,
    COP
  }

  /// What somebody is to a circle.
  enum Tie {
    IN,
    ASKED,
    INVITED,
    OUT
  }

  /// What somebody does in a circle; each includes the ones before it but the elder, who is
  /// honoured and decides nothing.
  enum CircleRole {
    MEMBER,
    ELDER,
    FACILITATOR
  }

  /// Where a session stands.
  enum SessionState {
    PLANNED,
    CANCELLED,
    OVER
  }

  /// Where a place in a session stands.
  enum SeatState {
    WAITING,
    SEATED,
    LEFT,
    CONFIRMED,
    RETURNED
  }

  private Words() {}

  static String key(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E read(Class<E> type, String key, String field) {
    for (E word : type.getEnumConstants()) {
      if (key(word).equals(key)) {
        return word;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, field);
  }
}
