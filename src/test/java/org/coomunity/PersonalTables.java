package org.coomunity;

import java.util.Map;
import java.util.TreeMap;

/// Tables in which nothing is about a person, each with its reason. Any other belongs to a class of
/// data that a module declares.
final class PersonalTables {
  static final Map<String, String> NOTHING =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("platform.outbox", "events of 7 days, by identifiers and numbers"),
              Map.entry("platform.parked", "the same, those that failed"),
              Map.entry("platform.consumer", "how far each kind of reader is"),
              Map.entry("platform.job", "when each regular task runs"),
              Map.entry("audit.head", "the end of each chain"),
              Map.entry("members.master", "the fingerprint of the platform's key"),
              Map.entry("communities.address", "names of communities"),
              Map.entry("communities.community", "communities"),
              Map.entry("ledger.book", "one row for each currency"),
              Map.entry("ledger.terms", "words of machines about their transfers"),
              Map.entry("ledger.opened", "accounts that machines opened"),
              Map.entry("translate.spend", "how many characters went out on a day"),
              Map.entry("governance.charter", "how each community decides"),
              Map.entry("governance.area", "what proposals are about"),
              Map.entry("governance.period", "when voices begin and end"),
              Map.entry("governance.tally", "sums of votes"),
              Map.entry("governance.turnout", "how many took part"),
              Map.entry("governance.conviction", "how far each request is"),
              Map.entry("governance.held", "sums of points by the hour"),
              Map.entry("governance.record", "the public record, by pseudonyms"),
              Map.entry("governance.head", "the end of each record"),
              Map.entry("lets.exchange", "one row for each community"),
              Map.entry("commons.step", "the small things of which missions are made"),
              Map.entry("commons.payout", "which decision each payout of the fund follows"),
              Map.entry("ayni.community", "when each community is counted next"),
              Map.entry("ayni.community_day", "sums of a day over all members"),
              Map.entry("ayni.pulse", "sums of a minute over all members"),
              Map.entry("pulse.day", "how many were there on a day"),
              Map.entry("pulse.tally", "sums of an hour"),
              Map.entry("pulse.sample", "figures of a minute, an hour, a day"),
              Map.entry("journeys.head", "how long the log of a community is"),
              Map.entry("insight.health", "how each community is as a whole"),
              Map.entry("insight.model", "weights of models, of which nobody can be told"),
              Map.entry("journeys.funnel", "ways of several steps, as they were described")));

  private PersonalTables() {}
}
