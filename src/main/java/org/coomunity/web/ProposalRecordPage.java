package org.coomunity.web;

import org.coomunity.decisions.governance.Proposal;
import org.coomunity.decisions.governance.PublicRecord;

/// What the public record says of a proposal, and how to count it again.
public record ProposalRecordPage(Proposal it, PublicRecord record) {
  /// What counts the file again, once it is downloaded.
  public String command() {
    return "./coomunity recount " + it.id() + ".ndjson";
  }
}
