package org.coomunity.base.audit;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the audit keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("audit", "audit.entry", "audit.words")
              .serves(
                  "shows what was done that others may not do, by whom and to whom", Basis.INTEREST)
              .stays(
                  "acts for ever, the words of reasons 2 years",
                  "admins of the community; operators; oneself")
              .told(
                  """
                  select e.community_id, e.at, e.act, e.subject, e.actor = :member as by_me, w.words
                  from audit.entry e left join audit.words w
                    on w.community_id = e.community_id and w.id = e.id
                  where e.community_id = :community
                    and (e.actor = :member or strpos(e.subject, 'member:' || :member::text) > 0)
                  order by e.id
                  """)
              .goes(Erasure.DETACHED));

  private PersonalStore() {}
}
