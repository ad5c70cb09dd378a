package org.coomunity.base.messageformat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.coomunity.base.messageformat.Model.Variant;

/// The keys one selector chooses among, looked through once for each message.
///
/// @param all every key but the catch-all
/// @param foreign those that are neither a number nor a plural category
record Keys(Set<String> all, List<String> foreign) {

  static List<Keys> of(Model model) {
    List<Keys> columns = new ArrayList<>(model.selectors().size());
    for (int i = 0; i < model.selectors().size(); i++) {
      columns.add(column(model, i));
    }
    return List.copyOf(columns);
  }

  private static Keys column(Model model, int place) {
    Set<String> all = new LinkedHashSet<>();
    for (Variant variant : model.variants()) {
      String key = place < variant.keys().size() ? variant.keys().get(place) : null;
      if (key != null) {
        all.add(key);
      }
    }
    return new Keys(all, all.stream().filter(key -> !Numbers.isKey(key)).toList());
  }
}
