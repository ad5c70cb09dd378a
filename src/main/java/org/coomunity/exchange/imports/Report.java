package org.coomunity.exchange.imports;

import java.util.List;

/// What became of a file.
///
/// @param rows that were read
/// @param booked now
/// @param there already, from an earlier import of the same rows
/// @param rounded rows in the books whose amount had more decimals than the currency
/// @param refused rows that are not in the books because of what stands in them
/// @param refusals the first of these, in order of their lines; at most 1,000
/// @param opened accounts that were not there before
/// @param sum of all balances of the book, in minor units: 0
public record Report(
    long rows,
    long booked,
    long there,
    long rounded,
    long refused,
    List<Refusal> refusals,
    int opened,
    long sum) {
  /// A row that was refused.
  ///
  /// @param line of the file, the header being 1
  public record Refusal(long line, String reason) {}

  /// How far an import is.
  ///
  /// @param share of the file that has been read, 0..1
  public record Progress(long rows, long booked, double share) {}
}
