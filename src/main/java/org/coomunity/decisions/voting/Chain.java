package org.coomunity.decisions.voting;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The public record of a community: entries, each with the hash of the one before in its own.
public final class Chain {
  /// What stands before the first entry.
  public static final String BEGINNING = "0".repeat(2 * Sha256.BYTES);

  private Chain() {}

  /// One entry. Its body holds texts, truths, whole numbers, lists and objects; `CanonicalJson`
  /// says which numbers.
  ///
  /// @param n its number in the community, from 1
  /// @param type for example `proposal.opened`
  /// @param prev the hash of the entry before, in hexadecimal
  public record Entry(
      long n, Instant at, String type, Map<String, @Nullable Object> body, String prev) {
    public Entry {
      body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
      Sha256.unhex(prev);
      whole(body);
    }

    /// SHA-256(prev || canonical JSON of at, body, n and type), in hexadecimal.
    public String hash() {
      Map<String, Object> hashed = Map.of("at", at.toString(), "body", body, "n", n, "type", type);
      return Sha256.hex(Sha256.of(Sha256.unhex(prev), CanonicalJson.bytes(hashed)));
    }

    /// The entry as a line of the exported record, without its end of line.
    public String line() {
      return CanonicalJson.write(
          Map.of(
              "at",
              at.toString(),
              "body",
              body,
              "hash",
              hash(),
              "kind",
              "entry",
              "n",
              n,
              "prev",
              prev,
              "type",
              type));
    }
  }

  /// Fractions are written differently by different languages: none belongs into the record.
  private static void whole(@Nullable Object value) {
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(Chain::whole);
      case List<?> list -> list.forEach(Chain::whole);
      case Double fraction -> throw new IllegalArgumentException("a fraction: " + fraction);
      case null, default -> {}
    }
  }

  /// The hash of any value, for texts and payloads: SHA-256 of its canonical JSON, in hexadecimal.
  public static String digest(@Nullable Object value) {
    return Sha256.hex(Sha256.of(CanonicalJson.bytes(value)));
  }
}
