package org.coomunity.base.translate;

import java.util.List;
import org.coomunity.base.messageformat.MessageTree.Piece;

/// What became of one text.
///
/// @param pattern the translation; empty when no answer held to the rules
/// @param faults what was wrong with the last answer; empty for a translation
/// @param repaired true when the first answer was mended or asked for again
/// @param seen every rule that an answer broke, the mended ones too
record Outcome(List<Piece> pattern, List<Fault> faults, boolean repaired, List<String> seen) {
  boolean proved() {
    return faults.isEmpty();
  }
}
