package org.coomunity.decisions.voting;

/// One of the answers to a question.
///
/// @param cost what a project costs in minor units, where a budget is shared out; else zero
public record Option(String id, String label, long cost) {
  /// An answer that costs nothing by itself.
  public Option(String id, String label) {
    this(id, label, 0);
  }
}
