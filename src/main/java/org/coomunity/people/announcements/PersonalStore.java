package org.coomunity.people.announcements;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What announcements keep about people. The words belong to the community in whose name they were
/// said; who wrote them has a name that says nobody once they are gone.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("announcements", "announcements.announcement", "announcements.seen")
              .serves(
                  "what stewards tell all members, and up to when somebody has seen it",
                  Basis.CONTRACT)
              .stays("as long as the community; what was seen: while one is here", "members")
              .told(
                  """
                  select id, title, body, language, pinned, until_at, created_at, edited_at,
                    withdrawn_at
                  from announcements.announcement
                  where community_id = :community and author = :no order by id
                  """)
              .goes(Erasure.DETACHED, "delete from announcements.seen where member_id = :member"));

  private PersonalStore() {}
}
