package org.coomunity.decisions.voting;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A ballot that counts, as the record shows it: nobody's name, no time.
///
/// @param n which ballot of this tracker it is, from 1; earlier ones do not count
/// @param textHash what was voted on, in hexadecimal
/// @param cost what it took from the voice
public record BallotLine(
    UUID proposal, String tracker, int n, String textHash, Choice choice, int cost, Source source) {
  /// How a ballot came.
  public enum Source {
    /// Cast by the person.
    DIRECT,
    /// A copy of what their delegate chose.
    DELEGATE,
    /// Entered by two witnesses for somebody who voted on paper.
    ASSISTED;

    /// The word of the record.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public BallotLine {
    Sha256.unhex(textHash);
  }

  private Map<String, Object> members() {
    return Map.of(
        "proposal",
        proposal.toString(),
        "tracker",
        tracker,
        "n",
        n,
        "textHash",
        textHash,
        "choice",
        choice.body(),
        "cost",
        cost,
        "source",
        source.code());
  }

  /// The data of its leaf: the canonical JSON of all its members.
  public byte[] leafData() {
    return CanonicalJson.write(members()).getBytes(StandardCharsets.UTF_8);
  }

  /// The hash of its leaf, in hexadecimal.
  public String leaf() {
    return Merkle.leaf(leafData());
  }

  /// The ballot as a line of the exported record, without its end of line.
  public String line() {
    Map<String, Object> all = new TreeMap<>(members());
    all.put("kind", "ballot");
    all.put("leaf", leaf());
    return CanonicalJson.write(all);
  }
}
