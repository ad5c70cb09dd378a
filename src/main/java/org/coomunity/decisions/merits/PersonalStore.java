package org.coomunity.decisions.merits;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What reputation keeps about people. Numbers stay where they are once somebody is gone: what
/// others earned with them stays theirs, and sums stay what they were.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("merits", "merits.award", "merits.member", "merits.day", "merits.deal")
              .serves("what somebody earned by what they did, and why", Basis.CONTRACT)
              .stays("as long as the community", "members of the community")
              .told(
                  """
                  select n, rule, rule_version, kind, amount, counterparty_no, cause, at, recorded_at
                  from merits.award where community_id = :community and member_no = :no order by n
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of(
                  "journey",
                  "merits.stage",
                  "merits.validation",
                  "merits.badge",
                  "merits.active_day")
              .serves("the way of somebody in a community, and who said yes to it", Basis.CONTRACT)
              .stays("as long as the community", "members of the community")
              .told(
                  """
                  select s.stage, s.reached_at, v.validator_no, v.at as validated_at
                  from merits.stage s left join merits.validation v
                    on v.community_id = s.community_id and v.member_no = s.member_no
                      and v.stage = s.stage
                  where s.community_id = :community and s.member_no = :no
                  order by s.stage, v.at
                  """)
              .goes(
                  Erasure.DETACHED,
                  """
                  delete from merits.active_day where community_id = :community and member_no = :no
                  """),
          DataClass.of("trust", "merits.trust_vote")
              .serves("lets members vouch for each other", Basis.CONTRACT)
              .stays("as long as the community", "members of the community")
              .told(
                  """
                  select voter_no, member_no, words, at, revoked_at from merits.trust_vote
                  where community_id = :community and (voter_no = :no or member_no = :no)
                  order by at, voter_no, member_no
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update merits.trust_vote set words = ''
                  where community_id = :community and (voter_no = :no or member_no = :no)
                  """));

  private PersonalStore() {}
}
