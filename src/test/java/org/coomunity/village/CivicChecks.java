package org.coomunity.village;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coomunity.recount.Recount;

/// Reads the public record as anybody may, counts it again with the program that shares nothing
/// with the platform, and looks whether it only ever grows.
final class CivicChecks {
  private static final String TRACKERS =
      """
      select tracker from governance.seat where community_id = (
        select community_id from communities.community where slug = :slug)
      """;

  private final Ground ground;
  private final Surface surface;
  private final Chronicle chronicle;
  private final Map<String, String> read = new HashMap<>();

  CivicChecks(Ground ground, Surface surface, Chronicle chronicle) {
    this.ground = ground;
    this.surface = surface;
    this.chronicle = chronicle;
  }

  /// @param inside who belongs to the community
  void all(Town town, List<Villager> inside) {
    receipts(town);
    if (inside.isEmpty()) {
      return;
    }
    try {
      String record = record(town, inside.getFirst());
      String before = read.getOrDefault(town.slug(), "");
      if (!record.startsWith(before)) {
        chronicle.violation("the record of " + town.slug() + " is not what it was");
      }
      read.put(town.slug(), record);
      recount(town, record);
    } catch (IOException silent) {
      chronicle.violation("no record of " + town.slug() + ": " + silent);
    }
  }

  private String record(Town town, Villager who) throws IOException {
    String path = "/communities/" + town.slug() + "/record";
    try {
      return surface.lines(path, who.token());
    } catch (IOException over) { // a log-in ends some day
      who.enter(surface);
      return surface.lines(path, who.token());
    }
  }

  private void recount(Town town, String record) throws IOException {
    if (record.isEmpty()) {
      return;
    }
    Path file = Files.createTempFile("record", ".ndjson");
    try {
      Files.writeString(file, record);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int agrees = Recount.run(file, new PrintStream(said, true, StandardCharsets.UTF_8));
      if (agrees != 0) {
        chronicle.violation(
            "recount of " + town.slug() + ": " + said.toString(StandardCharsets.UTF_8));
      }
    } finally {
      Files.delete(file);
    }
  }

  /// Whoever was told that their vote is in has a seat under that tracker.
  private void receipts(Town town) {
    Set<String> there =
        ground
            .database()
            .read(tx ->
                tx.query(TRACKERS).bind("slug", town.slug()).mapTo(String.class).stream()
                    .collect(Collectors.toSet()));
    chronicle.receipts(town.slug()).stream()
        .filter(tracker -> !there.contains(tracker))
        .forEach(lost ->
            chronicle.violation("acknowledged and not there: vote " + lost + " in " + town.slug()));
  }
}
