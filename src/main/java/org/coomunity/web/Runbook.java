package org.coomunity.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to do when something is not as it should be: the pages of `docs/runbooks`, which travel
/// with the program. They are ours and in English; of their marks only those they use are known.
///
/// @param title its first line
/// @param blocks in order
public record Runbook(String title, List<Block> blocks) {
  /// A title (`h`), a paragraph (`p`), a list (`ul`, `ol`) or what is typed (`pre`).
  public record Block(String kind, List<List<Piece>> lines) {
    public Block {
      lines = List.copyOf(lines);
    }
  }

  /// Words (`text`), words of weight (`strong`), what is typed (`code`), or another runbook
  /// (`link`).
  ///
  /// @param to the name of that runbook
  public record Piece(String kind, String words, String to) {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z-]{0,60}");
  private static final Pattern MARKS =
      Pattern.compile("\\*\\*([^*]+)\\*\\*|`([^`]+)`|\\*([^*]+)\\*|\\[([^\\]]+)\\]\\(([^)]+)\\)");
  private static final Pattern ITEM = Pattern.compile("(?:[0-9]+\\.|-) +(.*)");

  public Runbook {
    blocks = List.copyOf(blocks);
  }

  /// The runbook of a name; empty when there is none.
  static Optional<Runbook> of(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in = Runbook.class.getResourceAsStream("/runbooks/" + name + ".md")) {
      return in == null
          ? Optional.empty()
          : Optional.of(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Runbook read(String text) {
    String title = "";
    List<Block> blocks = new ArrayList<>();
    for (String part : text.strip().split("\n\\s*\n", -1)) {
      String words = part.strip();
      if (words.startsWith("# ")) {
        title = words.substring(2).lines().findFirst().orElse("");
      } else if (words.startsWith("#")) {
        blocks.add(new Block("h", List.of(pieces(words.replaceFirst("#+ *", "")))));
      } else if (words.startsWith("```")) {
        String typed = words.replaceAll("(?m)^```.*$", "").strip();
        blocks.add(new Block("pre", List.of(List.of(new Piece("text", typed, "")))));
      } else if (!words.isEmpty()) {
        blocks.add(block(words));
      }
    }
    return new Runbook(title, blocks);
  }

  private static Block block(String words) {
    boolean numbered = words.startsWith("1.");
    if (!numbered && !words.startsWith("- ")) {
      return new Block("p", List.of(pieces(words.replace('\n', ' '))));
    }
    List<String> items = new ArrayList<>();
    for (String line : words.lines().toList()) {
      Matcher item = ITEM.matcher(line.strip());
      if (item.matches()) {
        items.add(item.group(1));
      } else if (!items.isEmpty()) {
        items.set(items.size() - 1, items.getLast() + " " + line.strip());
      }
    }
    return new Block(numbered ? "ol" : "ul", items.stream().map(Runbook::pieces).toList());
  }

  private static List<Piece> pieces(String words) {
    List<Piece> pieces = new ArrayList<>();
    Matcher mark = MARKS.matcher(words);
    int from = 0;
    while (mark.find()) {
      text(pieces, words.substring(from, mark.start()));
      from = mark.end();
      pieces.add(piece(mark));
    }
    text(pieces, words.substring(from));
    return pieces;
  }

  private static void text(List<Piece> pieces, String words) {
    if (!words.isEmpty()) {
      pieces.add(new Piece("text", words, ""));
    }
  }

  private static Piece piece(Matcher mark) {
    if (mark.group(1) != null) {
      return new Piece("strong", mark.group(1), "");
    }
    if (mark.group(2) != null) {
      return new Piece("code", mark.group(2), "");
    }
    if (mark.group(3) != null) {
      return new Piece("strong", mark.group(3), "");
    }
    String to = mark.group(5).replaceFirst("\\.md$", "");
    return NAME.matcher(to).matches()
        ? new Piece("link", mark.group(4), to)
        : new Piece("text", mark.group(4), "");
  }
}
