package org.coomunity.web;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the pages keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("notices", "web.notice")
              .serves("tells somebody what happened to what is theirs", Basis.CONTRACT)
              .stays("90 days", "oneself")
              .told(
                  """
                  select community_id, kind, args, link, at, seen_at from web.notice
                  where member_id = :member order by id
                  """)
              .goes(Erasure.DELETED, "delete from web.notice where member_id = :member"));

  private PersonalStore() {}
}
