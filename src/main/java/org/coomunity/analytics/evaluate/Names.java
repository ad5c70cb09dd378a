package org.coomunity.analytics.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives words small numbers, in the order in which they come.
final class Names {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  int number(String word) {
    Integer known = numbers.get(word);
    if (known != null) {
      return known;
    }
    numbers.put(word, words.size());
    words.add(word);
    return words.size() - 1;
  }

  /// The number of a word, or -1.
  int find(String word) {
    return numbers.getOrDefault(word, -1);
  }

  String word(int number) {
    return words.get(number);
  }

  int size() {
    return words.size();
  }
}
