package org.coomunity.people.members;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the platform keeps about people themselves. How a profile goes stands in `Leaving`.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("profile", "members.member", "members.handle", "members.key")
              .serves(
                  "who somebody is: handle, name, words, skills, vocation, languages, e-mail, birth"
                      + " date, rough place",
                  Basis.CONTRACT)
              .stays(
                  "while one is here, and 30 days after",
                  "members of a shared community; e-mail and birth date: oneself")
              .told(
                  """
                  select handle, kind, language, operator, created_at from members.member
                  where member_id = :member
                  """)
              .goes(Erasure.SHREDDED),
          DataClass.of("consents", "members.consent")
              .serves("what somebody agreed to, or no longer does", Basis.LAW)
              .stays("for ever, as proof: append-only", "oneself")
              .told(
                  """
                  select purpose, given, version, at from members.consent
                  where member_id = :member order by entry
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of("settings", "members.setting")
              .serves("how the platform looks for somebody", Basis.CONTRACT)
              .stays("while one is here", "oneself")
              .told("select key, value from members.setting where member_id = :member order by key")
              .goes(Erasure.DELETED, "delete from members.setting where member_id = :member"),
          DataClass.of("blocks", "members.block")
              .serves("keeps two people apart", Basis.INTEREST)
              .stays("until one takes it back", "oneself")
              .told(
                  """
                  select m.handle, b.at from members.block b
                  join members.member m on m.member_id = b.blocked_id
                  where b.member_id = :member order by b.at
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from members.block where member_id = :member or blocked_id = :member"),
          DataClass.of("acting", "members.acting")
              .serves("who acts for which organisation", Basis.CONTRACT)
              .stays("until it ends", "members of the community")
              .told(
                  """
                  select m.handle as organisation, a.since from members.acting a
                  join members.member m on m.member_id = a.organisation_id
                  where a.member_id = :member order by a.since
                  """)
              .goes(Erasure.DELETED, "delete from members.acting where member_id = :member"));

  private PersonalStore() {}
}
