package org.coomunity.exchange.lets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.ledger.Outcome;

/// What the ledger says no to, in the words of those who asked: amounts in their unit, fields by
/// the names they sent.
final class Refusals {
  private static final Map<String, String> FIELDS =
      Map.of("debit", "from", "credit", "to", "actor", "from", "words", "concept");

  private Refusals() {}

  /// The same refusal as people read it.
  static Refused said(Refused refused, Unit unit) {
    List<Object> details = new ArrayList<>();
    refused
        .details()
        .forEach((name, value) -> {
          details.add(name);
          details.add(
              switch (value) {
                case Long minor -> unit.format(minor);
                case String field when name.equals("field") -> field(field);
                default -> value;
              });
        });
    return details.isEmpty() ? refused : Refused.because(refused.refusal(), details.toArray());
  }

  /// What belongs to the identifier alone (it names another kind of transfer) is a conflict of it.
  private static String field(String field) {
    return field.equals("amount") ? field : FIELDS.getOrDefault(field, "id");
  }

  /// What was booked.
  ///
  /// @throws Refused as people read it
  static Outcome.Booked booked(Outcome outcome, Unit unit) {
    return switch (outcome) {
      case Outcome.Booked booked -> booked;
      case Outcome.Denied denied -> throw said(denied.refusal(), unit);
    };
  }

  /// The first field of a repeat that differs from what was asked first, as a refusal.
  static Refused differs(String field) {
    return Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", field);
  }
}
