package org.coomunity.decisions.governance;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What governance keeps about people. What was said and voted belongs to the decision; who it was
/// has a name that says nobody once they are gone, and which ballot was theirs is forgotten.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of(
                  "proposals",
                  "governance.proposal",
                  "governance.text_version",
                  "governance.amendment",
                  "governance.transition")
              .serves("what somebody proposed or suggested", Basis.CONTRACT)
              .stays("as long as the community", "members")
              .told(
                  """
                  select t.proposal_id, t.n, t.title, t.body, t.summary, t.at
                  from governance.text_version t
                  where t.community_id = :community and t.author = :no order by t.at
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of("arguments", "governance.argument", "governance.review")
              .serves("what somebody said about proposals", Basis.CONTRACT)
              .stays("as long as the community", "members")
              .told(
                  """
                  select proposal_id, id, side, body, at from governance.argument
                  where community_id = :community and author = :no order by at
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update governance.argument set body = '-'
                  where community_id = :community and author = :no
                  """),
          DataClass.of("ballots", "governance.seat", "governance.voice", "governance.ballot")
              .serves("which ballot is whose, so that it can be changed", Basis.CONTRACT)
              .stays("as long as the community; ballots say nobody", "oneself")
              .told(
                  """
                  select s.proposal_id, s.tracker, s.n, s.cost, s.at from governance.seat s
                  where s.community_id = :community and s.no = :no order by s.at
                  """)
              .goes(
                  Erasure.DETACHED,
                  "delete from governance.seat where community_id = :community and no = :no",
                  "delete from governance.voice where community_id = :community and no = :no"),
          DataClass.of("points", "governance.stake", "governance.points")
              .serves("which requests to the fund somebody leaves points on", Basis.CONTRACT)
              .stays("until the request is decided", "oneself")
              .told(
                  """
                  select proposal_id, points, at from governance.stake
                  where community_id = :community and no = :no order by at
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from governance.stake where community_id = :community and no = :no",
                  "delete from governance.points where community_id = :community and no = :no"),
          DataClass.of(
                  "support", "governance.sponsor", "governance.objection", "governance.delegation")
              .serves("what somebody stood behind, or against, and whom they trust", Basis.CONTRACT)
              .stays("as long as the community", "oneself; members read objections")
              .told(
                  """
                  select proposal_id, text_n, at from governance.sponsor
                  where community_id = :community and no = :no order by at
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from governance.sponsor where community_id = :community and no = :no",
                  """
                  delete from governance.delegation
                  where community_id = :community and (no = :no or delegate = :no)
                  """));

  private PersonalStore() {}
}
