package org.coomunity.exchange.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// What the rules say about a posting.
sealed interface Verdict {
  /// It is to be written as these rows.
  record Yes(List<Row> rows) implements Verdict {}

  /// It is not to be written.
  ///
  /// @param index the transfer of the posting that it failed on
  /// @param available what could have been moved, where that is the reason
  /// @param limit the limit it met, where there is one
  /// @param field the first differing field of a repeat with another body
  record No(
      Status status,
      int index,
      @Nullable Long available,
      @Nullable Long limit,
      @Nullable String field)
      implements Verdict {

    static No because(Status status, int index) {
      return new No(status, index, null, null, null);
    }

    static No differs(int index, String field) {
      return new No(Status.EXISTS_WITH_DIFFERENT_BODY, index, null, null, field);
    }

    /// The same refusal met again by a retired identifier.
    Outcome.Denied again(int at) {
      return new Outcome.Denied(Status.ID_ALREADY_FAILED, at, refused(true));
    }

    Outcome.Denied denied() {
      return new Outcome.Denied(status, index, refused(false));
    }

    private Refused refused(boolean retired) {
      Map<String, Object> details = new LinkedHashMap<>();
      if (available != null) {
        details.put("available", available);
      }
      if (limit != null) {
        details.put("limit", limit);
      }
      if (field != null) {
        details.put("field", field);
      }
      String state = status.state();
      if (state != null) {
        details.put("state", state);
      }
      if (retired) {
        details.put("retired", true);
        details.put("status", status.name().toLowerCase(Locale.ROOT));
      }
      Refusal refusal = status.refusal();
      return details.isEmpty()
          ? Refused.because(refusal)
          : Refused.because(
              refusal,
              details.entrySet().stream()
                  .flatMap(e -> java.util.stream.Stream.of((Object) e.getKey(), e.getValue()))
                  .toArray());
    }
  }
}
