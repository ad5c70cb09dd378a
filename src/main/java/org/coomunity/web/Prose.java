package org.coomunity.web;

import java.util.ArrayList;
import java.util.List;
import org.coomunity.web.AnnouncementPage.Piece;

/// Text of members in simple marks: paragraphs apart by an empty line, `# ` before a title, `- `
/// before the points of a list. Whatever else they write stays words; only whole web addresses
/// become links.
///
/// @param blocks in order
public record Prose(List<Block> blocks) {
  public Prose {
    blocks = List.copyOf(blocks);
  }

  /// A title (`h`), a paragraph (`p`) or a list (`ul`) with its lines.
  public record Block(String kind, List<List<Piece>> lines) {
    public Block {
      lines = List.copyOf(lines);
    }
  }

  private static final int BLOCKS_MOST = 1_000;

  /// A text in blocks.
  public static Prose of(String text) {
    List<Block> blocks = new ArrayList<>();
    for (String part : text.strip().split("\n\\s*\n", BLOCKS_MOST)) {
      String words = part.strip();
      if (words.startsWith("# ")) {
        String[] rest = words.split("\n", 2);
        blocks.add(new Block("h", List.of(Links.of(rest[0].substring(2).strip()))));
        words = rest.length > 1 ? rest[1].strip() : "";
      }
      if (!words.isEmpty()) {
        blocks.add(block(words));
      }
    }
    return new Prose(blocks);
  }

  private static Block block(String words) {
    List<String> lines = words.lines().toList();
    if (lines.stream().allMatch(line -> line.startsWith("- "))) {
      return new Block(
          "ul", lines.stream().map(line -> Links.of(line.substring(2).strip())).toList());
    }
    return new Block("p", lines.stream().map(Links::of).toList());
  }
}
