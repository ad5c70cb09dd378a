package org.coomunity.base.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A rule's no. It is not a failure of the program: nothing was written, and the caller is told
/// which rule it was. Mapped once to a problem document and to a sentence in each language.
public final class Refused extends RuntimeException {
  /// One field of a body that is wrong.
  public record FieldFault(String field, Refusal code) {}

  private final Refusal refusal;
  private final transient Map<String, Object> details;
  private final transient List<FieldFault> faults;

  private Refused(Refusal refusal, Map<String, Object> details, List<FieldFault> faults) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
    this.details = details;
    this.faults = faults;
  }

  /// A refusal without more to say.
  public static Refused because(Refusal refusal) {
    return new Refused(refusal, Map.of(), List.of());
  }

  /// A refusal with details that become members of the problem document, as name, value, name,
  /// value.
  public static Refused because(Refusal refusal, Object... namesAndValues) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      details.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Refused(refusal, details, List.of());
  }

  /// A refusal of one field of the body.
  public static Refused field(Refusal refusal, String field) {
    return new Refused(refusal, Map.of(), List.of(new FieldFault(field, refusal)));
  }

  /// A refusal of several fields; the first one names the problem.
  public static Refused fields(List<FieldFault> faults) {
    return new Refused(faults.getFirst().code(), Map.of(), List.copyOf(faults));
  }

  public Refusal refusal() {
    return refusal;
  }

  /// The HTTP status of the answer. A consent that is missing is a field of a form where it is
  /// asked for, and a closed door where somebody else has not given it.
  public int status() {
    return refusal == Refusal.CONSENT_MISSING && faults.isEmpty() ? 403 : refusal.status();
  }

  public Map<String, Object> details() {
    return details;
  }

  public List<FieldFault> faults() {
    return faults;
  }
}
