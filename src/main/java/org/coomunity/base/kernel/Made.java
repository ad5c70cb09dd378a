package org.coomunity.base.kernel;

import java.util.function.Function;

/// What a use case made under an identifier its caller chose.
///
/// @param value the thing
/// @param replay true when it was there already and this is the first answer again
public record Made<T>(T value, boolean replay) {
  /// A thing made just now.
  public static <T> Made<T> fresh(T value) {
    return new Made<>(value, false);
  }

  /// A thing that was made before.
  public static <T> Made<T> replay(T value) {
    return new Made<>(value, true);
  }

  /// The same, seen differently.
  public <R> Made<R> map(Function<T, R> change) {
    return new Made<>(change.apply(value), replay);
  }
}
