package org.coomunity.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.people.directory.Card;
import org.jspecify.annotations.Nullable;

/// Members of a community who let themselves be found.
///
/// @param asked what was asked for, by name; nothing that is empty
/// @param placed true when the one who looks says where they live
/// @param hidden true when the one who looks hides themselves
/// @param languages tags that can be asked for
/// @param next the cursor of the next page; null on the last
public record DirectoryPage(
    List<Card> cards,
    Map<String, String> asked,
    boolean placed,
    boolean hidden,
    List<String> languages,
    @Nullable String next) {
  /// What was asked for under a name; empty without.
  public String of(String name) {
    return asked.getOrDefault(name, "");
  }

  /// True when it narrows the list.
  public boolean narrowed() {
    return asked.keySet().stream().anyMatch(name -> !name.equals("sort"));
  }

  /// True when a filter beside the words is set.
  public boolean filtered() {
    return asked.keySet().stream().anyMatch(name -> !name.equals("q"));
  }

  /// The query of this page with one value changed.
  public String with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(asked);
    all.put(name, value);
    StringBuilder query = new StringBuilder();
    all.forEach((key, said) -> {
      if (!said.isEmpty()) {
        query.append(query.isEmpty() ? '?' : '&').append(key).append('=').append(encoded(said));
      }
    });
    return query.toString();
  }

  /// The query that asks for one skill.
  public static String skilled(String skill) {
    return "?skill=" + encoded(skill);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
