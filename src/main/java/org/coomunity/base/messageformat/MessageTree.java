package org.coomunity.base.messageformat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A message as translators see it: what chooses, and the patterns to choose from, each of words
/// and of what must stay as it is. It prints back to a source with the same meaning.
///
/// @param head the declarations, as source; empty without
/// @param selectors names of the variables that choose; empty for a message with one pattern
public record MessageTree(String head, List<String> selectors, List<Variant> variants) {
  /// A pattern and the keys that choose it; a null key is the catch-all.
  public record Variant(List<@Nullable String> keys, List<Piece> pattern) {}

  /// A part of a pattern.
  public sealed interface Piece permits Words, Slot {}

  /// Text without escapes.
  public record Words(String text) implements Piece {}

  /// A placeholder or a mark, as source.
  ///
  /// @param opening true for a mark that opens, `{#strong}`
  /// @param closing true for one that closes, `{/strong}`
  /// @param name of a mark; of a placeholder empty
  public record Slot(String source, boolean opening, boolean closing, String name)
      implements Piece {}

  /// Reads a source; empty when it is no message, or one that breaks the rules of its model.
  public static Optional<MessageTree> of(String source) {
    Model model;
    try {
      model = Parser.parse(source);
    } catch (Broken notAMessage) {
      return Optional.empty();
    }
    if (!ModelRules.faults(model).isEmpty()) {
      return Optional.empty();
    }
    List<Variant> variants = new ArrayList<>();
    for (Model.Variant variant : model.variants()) {
      variants.add(
          new Variant(variant.keys(), variant.pattern().stream().map(MessageTree::piece).toList()));
    }
    return Optional.of(
        new MessageTree(
            Printer.declarations(model.declarations()), model.selectors(), List.copyOf(variants)));
  }

  private static Piece piece(Model.Part part) {
    return switch (part) {
      case Model.Words words -> new Words(words.text());
      case Model.Expression expression -> new Slot(Printer.part(expression), false, false, "");
      case Model.Markup markup ->
          new Slot(
              Printer.part(markup),
              markup.kind().equals("open"),
              markup.kind().equals("close"),
              markup.name());
    };
  }

  /// The source of this message.
  public String print() {
    return Printer.message(
        head,
        selectors,
        variants.stream()
            .map(variant ->
                new Printer.Form(
                    variant.keys(),
                    variant.pattern().stream()
                        .map(MessageTree::source)
                        .collect(Collectors.joining())))
            .toList());
  }

  private static String source(Piece piece) {
    return switch (piece) {
      case Words words -> Printer.part(new Model.Words(words.text()));
      case Slot slot -> slot.source();
    };
  }
}
