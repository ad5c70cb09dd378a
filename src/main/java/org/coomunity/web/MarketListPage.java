package org.coomunity.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.market.Listing;
import org.jspecify.annotations.Nullable;

/// Offers and wants, with the filters that stand in the address.
///
/// @param q words that are looked for
/// @param side `offer`, `want` or empty for both
/// @param category a shelf or empty for all
/// @param radius kilometres from where one is; empty for any
/// @param sort `newest`, `near`, `price` or empty for the usual
/// @param placed true when the one who looks has said about where they are
/// @param only `mine`, `kept` or empty for everybody's
/// @param next the cursor of the next page; null on the last
public record MarketListPage(
    List<Listing> items,
    Unit unit,
    String q,
    String side,
    String category,
    String radius,
    String sort,
    String only,
    String by,
    boolean placed,
    List<String> categories,
    @Nullable String next) {
  /// The query of this page with one filter changed.
  public String with(String name, String value) {
    StringBuilder query = new StringBuilder();
    add(query, "q", name.equals("q") ? value : q);
    add(query, "side", name.equals("side") ? value : side);
    add(query, "category", name.equals("category") ? value : category);
    add(query, "radius", name.equals("radius") ? value : radius);
    add(query, "sort", name.equals("sort") ? value : sort);
    add(query, "only", name.equals("only") ? value : only);
    add(query, "by", name.equals("only") ? "" : by);
    if (name.equals("cursor")) {
      add(query, "cursor", value);
    }
    return query.toString();
  }

  private static void add(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /// True when something narrows the list.
  public boolean narrowed() {
    return !q.isEmpty() || filtered() || !only.isEmpty() || !by.isEmpty();
  }

  /// True when a filter beside the words is set.
  public boolean filtered() {
    return !side.isEmpty() || !category.isEmpty() || !radius.isEmpty() || !sort.isEmpty();
  }
}
