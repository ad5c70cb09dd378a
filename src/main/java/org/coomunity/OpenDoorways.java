package org.coomunity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coomunity.analytics.findings.OpenBook;
import org.coomunity.analytics.findings.OpenDoors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.decisions.governance.Charter;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.ayni.CommunityAyni;
import org.coomunity.exchange.ayni.Indicators;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.commons.Fund;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.people.communities.Communities;

/// What everybody may read of a community, from the modules that know it.
record OpenDoorways(
    Communities communities, Lets lets, Commons commons, Ayni ayni, Governance governance) {
  private static final Duration YEAR = Duration.ofDays(365);

  OpenDoors doors() {
    return new OpenDoors(
        this::place,
        this::fund,
        (community, since) ->
            commons.months(community, since).stream()
                .map(month ->
                    new OpenDoors.Flow(
                        month.month(), month.kind(), month.income(), month.payouts()))
                .toList(),
        (community, most) ->
            commons.missions(community, most).stream()
                .map(one ->
                    new OpenBook.Goal(
                        one.id(),
                        one.title(),
                        one.measure(),
                        one.target(),
                        one.done(),
                        one.share(),
                        one.state(),
                        one.closesAt(),
                        (long) one.people()))
                .toList(),
        this::traded,
        communities::size,
        this::decided,
        this::rules);
  }

  private Optional<OpenDoors.Place> place(String slug) {
    return communities
        .community(slug)
        .map(one ->
            new OpenDoors.Place(
                one.id(),
                one.slug(),
                one.name(),
                one.country(),
                one.language().tag(),
                one.words(),
                one.archived(),
                governance.charter(one.id()).membersOnly(),
                lets.exchange(one.id()).unit()));
  }

  private OpenBook.Fund fund(CommunityId community) {
    Fund fund = commons.fund(community);
    return new OpenBook.Fund(fund.balance(), fund.reserved(), fund.income(), fund.payouts());
  }

  private OpenDoors.Traded traded(CommunityId community, Instant now) {
    Indicators year = ayni.indicators(community, Optional.of(now.minus(YEAR)), Optional.of(now));
    CommunityAyni balance = ayni.community(community);
    return new OpenDoors.Traded(
        year.active(), year.trades(), year.volume(), balance.active(), balance.reciprocity());
  }

  private OpenDoors.Decided decided(CommunityId community, int most) {
    List<OpenBook.Decision> decisions =
        governance.decided(community, most).stream()
            .map(one ->
                new OpenBook.Decision(
                    one.id(),
                    one.title(),
                    one.kind(),
                    one.state(),
                    one.since(),
                    one.textHash(),
                    one.voters() == null ? null : Long.valueOf(one.voters())))
            .toList();
    return new OpenDoors.Decided(decisions, governance.head(community));
  }

  private OpenBook.Rules rules(CommunityId community) {
    Policy.View policy = lets.policy(community);
    Charter charter = governance.charter(community);
    return new OpenBook.Rules(
        policy.fundRate(),
        policy.fundSide(),
        policy.openBooks(),
        policy.giftMode(),
        policy.creditStart(),
        policy.creditCap(),
        charter.discussion().toString(),
        charter.voting().toString(),
        charter.quorum(),
        charter.version());
  }
}
