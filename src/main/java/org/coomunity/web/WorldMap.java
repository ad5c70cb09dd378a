package org.coomunity.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coomunity.base.messages.Messages;

/// The countries of the world as tiles of one size, each about where it lies: small ones are seen
/// as well as large ones.
///
/// @param rest all other countries, as the path of a drawing in which a tile is ten wide
/// @param tiles countries with members
/// @param wide how many tiles the map is wide
/// @param high how many it is high
/// @param elsewhere true when there are members in countries with fewer than ten
/// @param sheet countries with their members, the most first
public record WorldMap(
    String rest, List<Tile> tiles, int wide, int high, boolean elsewhere, Sheet sheet) {
  /// A country.
  ///
  /// @param code two letters, ISO 3166-1
  /// @param level from 1 to 4, the most
  public record Tile(String code, int x, int y, int level) {}

  private record Place(String code, int x, int y) {}

  private static final List<Place> WORLD = world();
  private static final int WIDE = WORLD.stream().mapToInt(Place::x).max().orElse(0) + 1;
  private static final int HIGH = WORLD.stream().mapToInt(Place::y).max().orElse(0) + 1;
  private static final int LEVELS = 4;
  private static final int TILE = 10;

  public WorldMap {
    tiles = List.copyOf(tiles);
  }

  /// @param counts members by country; none is below ten
  static WorldMap of(Visit visit, Map<String, Long> counts, boolean elsewhere) {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    List<Tile> tiles =
        WORLD.stream()
            .filter(place -> counts.containsKey(place.code()))
            .map(place ->
                new Tile(
                    place.code(),
                    place.x(),
                    place.y(),
                    level(counts.getOrDefault(place.code(), 0L), most)))
            .toList();
    String rest =
        WORLD.stream()
            .filter(place -> !counts.containsKey(place.code()))
            .map(place -> "M" + place.x() * TILE + " " + place.y() * TILE + "h9v9h-9z")
            .collect(Collectors.joining());
    Messages messages = visit.messages();
    List<List<Sheet.Cell>> rows =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(one ->
                List.of(
                    Sheet.Cell.of(messages.country(visit.language(), one.getKey())),
                    new Sheet.Cell(
                        messages.number(visit.language(), one.getValue(), 0),
                        Long.toString(one.getValue()),
                        true)))
            .toList();
    Sheet sheet =
        new Sheet("countries", List.of(visit.t("seeing.country"), visit.t("seeing.members")), rows);
    return new WorldMap(rest, tiles, WIDE, HIGH, elsewhere, sheet);
  }

  /// By the logarithm: ten and ten thousand are both to be seen.
  private static int level(long members, long most) {
    double share = Math.log(1 + (double) members) / Math.log(1 + (double) Math.max(most, 1));
    return Math.clamp((int) Math.ceil(share * LEVELS), 1, LEVELS);
  }

  private static List<Place> world() {
    try (InputStream in = WorldMap.class.getResourceAsStream("/seeing/tiles.txt")) {
      if (in == null) {
        throw new IllegalStateException("there is no map");
      }
      List<Place> places = new ArrayList<>();
      int y = 0;
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] cells = line.strip().split(" ", -1);
        for (int x = 0; x < cells.length; x++) {
          if (!cells[x].equals("..")) {
            places.add(new Place(cells[x], x, y));
          }
        }
        y++;
      }
      return List.copyOf(places);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
