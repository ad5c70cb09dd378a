package org.coomunity.base.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Standing;

/// What the server needs to know from modules above it; `main` fills each with a method reference.
///
/// @param callers who a token belongs to
/// @param standings where a caller stands in a community
/// @param sentences words for people
/// @param faultPage an HTML page for a refusal
/// @param steps asks for a second step
public record Doors(
    Callers callers, Standings standings, Sentences sentences, FaultPage faultPage, Steps steps) {
  /// Where nobody has a second step.
  public Doors(Callers callers, Standings standings, Sentences sentences, FaultPage faultPage) {
    this(callers, standings, sentences, faultPage, caller -> {});
  }

  /// Finds the caller of an access token, empty when it is wrong, over or revoked.
  @FunctionalInterface
  public interface Callers {
    Optional<Caller> of(String token);
  }

  /// Finds where a caller stands in the community `slug`. `onBehalfOf` is the handle of an
  /// organisation that the caller acts for, or empty. Empty when they do not belong or it does not
  /// exist.
  @FunctionalInterface
  public interface Standings {
    Optional<Standing> of(Caller caller, String slug, Optional<String> onBehalfOf);
  }

  /// The sentence of a refusal in a language.
  @FunctionalInterface
  public interface Sentences {
    String of(Refusal refusal, Map<String, Object> details, Language language);
  }

  /// The page shown to a person instead of a problem document.
  @FunctionalInterface
  public interface FaultPage {
    String of(Exchange exchange, int status, String code, String sentence, List<String> fields);
  }

  /// Refuses (`second_factor`) whoever has a second step and did not take it a moment ago.
  @FunctionalInterface
  public interface Steps {
    void demand(Caller caller);
  }
}
