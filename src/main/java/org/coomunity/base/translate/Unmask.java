package org.coomunity.base.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messageformat.MessageTree.Piece;
import org.coomunity.base.messageformat.MessageTree.Slot;
import org.coomunity.base.messageformat.MessageTree.Words;

/// Puts back what stood behind the marks.
final class Unmask {
  private static final Pattern MARK = Pattern.compile("⟦([0-9]{1,4})⟧");

  private Unmask() {}

  /// The text of a translation.
  static String text(Masked source, String answer) {
    return MARK.matcher(answer)
        .replaceAll(found -> {
          Mark mark = source.mark(Integer.parseInt(found.group(1)));
          return Matcher.quoteReplacement(mark == null ? found.group() : shown(mark, source.to()));
        });
  }

  /// In a text that runs to the left, what runs to the right is set apart.
  static String shown(Mark mark, Language to) {
    boolean apart = to == Language.AR && mark.target().codePoints().anyMatch(Unmask::runsRight);
    return apart && mark.kind() != Mark.Kind.PLACEHOLDER
        ? "\u2068" + mark.target() + "\u2069"
        : mark.target();
  }

  static boolean runsRight(int letter) {
    return Character.getDirectionality(letter) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
  }

  /// The pattern of a translation: words, and the placeholders as they were.
  static List<Piece> pattern(Masked source, String answer) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    Matcher marks = MARK.matcher(answer);
    int at = 0;
    while (marks.find()) {
      words.append(answer, at, marks.start());
      at = marks.end();
      Mark mark = source.mark(Integer.parseInt(marks.group(1)));
      if (mark == null) {
        words.append(marks.group());
      } else if (slot(mark)) {
        if (!words.isEmpty()) {
          pieces.add(new Words(words.toString()));
          words.setLength(0);
        }
        pieces.add(
            new Slot(
                mark.source(), mark.kind() == Mark.Kind.OPEN, mark.kind() == Mark.Kind.CLOSE, ""));
      } else {
        words.append(shown(mark, source.to()));
      }
    }
    words.append(answer, at, answer.length());
    if (!words.isEmpty()) {
      pieces.add(new Words(words.toString()));
    }
    return pieces;
  }

  private static boolean slot(Mark mark) {
    return switch (mark.kind()) {
      case PLACEHOLDER, OPEN, CLOSE -> true;
      default -> false;
    };
  }
}
