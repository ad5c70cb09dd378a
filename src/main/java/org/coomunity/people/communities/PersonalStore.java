package org.coomunity.people.communities;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What communities keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("memberships", "communities.membership", "communities.belonging")
              .serves("says who belongs where, in which role, invited by whom", Basis.CONTRACT)
              .stays("as long as the community", "members of the community")
              .told(
                  """
                  select no as number, handle, role, state, joined_at, invited_by as invited_by_no,
                    founder, ended_at
                  from communities.membership where community_id = :community and no = :no
                  """)
              .goes(
                  Erasure.DETACHED, "delete from communities.belonging where member_id = :member"),
          DataClass.of("invitations", "communities.invitation")
              .serves("lets somebody bring others in", Basis.CONTRACT)
              .stays("as long as the community; the code until it is used or over", "oneself")
              .told(
                  """
                  select id, role, gift, words, created_at, expires_at, used_by as used_by_no, used_at,
                    closed_at
                  from communities.invitation where community_id = :community and inviter = :no
                  order by id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update communities.invitation set words = '', secret = null
                  where community_id = :community and inviter = :no
                  """),
          DataClass.of("votes", "communities.takeover", "communities.takeover_vote")
              .serves("decides together whether a balance is taken over", Basis.CONTRACT)
              .stays("as long as the community", "the question: members; each vote: its voter")
              .told(
                  """
                  select t.id, t.aim, t.subject as subject_no, t.asked_by as asked_by_no, t.reason,
                    t.state, t.created_at, v.yes as my_vote, v.at as voted_at
                  from communities.takeover t left join communities.takeover_vote v
                    on v.community_id = t.community_id and v.takeover = t.id and v.no = :no
                  where t.community_id = :community
                    and (t.asked_by = :no or t.subject = :no or v.no is not null)
                  order by t.id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update communities.takeover set reason = ''
                  where community_id = :community and (asked_by = :no or subject = :no)
                  """));

  private PersonalStore() {}
}
