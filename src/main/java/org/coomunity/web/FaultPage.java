package org.coomunity.web;

/// Why something did not work, for a person, and what they can do.
///
/// @param traceId under which the request can be found
/// @param community the address of the community they were in, after the language; empty for
///   strangers
public record FaultPage(
    int status, String code, String sentence, String traceId, String community) {
  static final FaultPage NONE = new FaultPage(0, "", "", "", "");

  /// The key of a sentence about what to do; empty where the reason says it all.
  public String advice() {
    if (status == 404) {
      return "fault.do.lost";
    }
    if (code.equals("not_allowed")) {
      return "fault.do.barred";
    }
    return status >= 500 ? "fault.do.ours" : "";
  }
}
