package org.coomunity.people.notices;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What notices keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("notices", "notices.notice")
              .serves("tells somebody what happened to what is theirs", Basis.CONTRACT)
              .stays("90 days", "oneself")
              .told(
                  """
                  select community_id, kind, args, link, at, seen_at, mail_at from notices.notice
                  where member_id = :member order by id
                  """)
              .goes(Erasure.DELETED, "delete from notices.notice where member_id = :member"));

  private PersonalStore() {}
}
