package org.coomunity.base.messageformat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an expression came to: the value, how it is shown, and how it chooses among keys.
///
/// @param raw what functions work on
/// @param options what the function was told, handed on to the next one
/// @param source how a fallback names it
/// @param apart true when its direction was asked for, so that it is always isolated
/// @param shown its text; null when it cannot be shown
/// @param chooser the keys it matches, best first; null when it cannot select
record Value(
    String type,
    @Nullable Object raw,
    Map<String, Object> options,
    String source,
    String direction,
    boolean apart,
    @Nullable String id,
    @Nullable Supplier<? extends CharSequence> shown,
    @Nullable Function<Keys, List<String>> chooser) {

  static final String FALLBACK = "fallback";

  static Value of(
      String type,
      @Nullable Object raw,
      Map<String, Object> options,
      String direction,
      @Nullable Supplier<? extends CharSequence> shown,
      @Nullable Function<Keys, List<String>> chooser) {
    return new Value(type, raw, options, "", direction, false, null, shown, chooser);
  }

  static Value fallback(String source) {
    return of(FALLBACK, null, Map.of(), "auto", () -> "{" + source + "}", null).named(source);
  }

  boolean isFallback() {
    return type.equals(FALLBACK);
  }

  Value named(String name) {
    return new Value(type, raw, options, name, direction, apart, id, shown, chooser);
  }

  /// The same without a way to select.
  Value mute() {
    return new Value(type, raw, options, source, direction, apart, id, shown, null);
  }

  Value directed(String way) {
    return new Value(type, raw, options, source, way, true, id, shown, chooser);
  }

  Value identified(String mark) {
    return new Value(type, raw, options, source, direction, apart, mark, shown, chooser);
  }
}
