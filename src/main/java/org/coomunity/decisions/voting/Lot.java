package org.coomunity.decisions.voting;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A draw that anybody can repeat: candidates in the order of SHA-256(head || about || candidate),
/// the lowest first. Nobody can choose the head of the record, and everybody knows it.
///
/// @param head the hash, in hexadecimal, of the record's last entry before the draw
/// @param about what is drawn for, usually the identifier of the proposal
public record Lot(String head, String about) implements Comparator<String> {
  public Lot {
    Sha256.unhex(head);
  }

  private byte[] number(String candidate) {
    return Sha256.of(Sha256.unhex(head), Sha256.utf8(about), Sha256.utf8(candidate));
  }

  /// Who is drawn first comes first.
  @Override
  public int compare(String one, String other) {
    int numbers = Arrays.compareUnsigned(number(one), number(other));
    return numbers != 0 ? numbers : one.compareTo(other);
  }

  /// All candidates in the order of the draw.
  public List<String> order(Collection<String> candidates) {
    return candidates.stream().distinct().sorted(this).toList();
  }
}
