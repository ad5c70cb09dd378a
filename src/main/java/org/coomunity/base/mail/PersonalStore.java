package org.coomunity.base.mail;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What letters keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("letters", "mail.letter")
              .serves(
                  "carries letters about one's own log-in and about what happened", Basis.CONTRACT)
              .stays("until it is carried, at most about a day", "oneself")
              .told(
                  """
                  select made_at, subject, tries from mail.letter where member_id = :member
                  order by made_at, id
                  """)
              .goes(Erasure.DELETED, "delete from mail.letter where member_id = :member"));

  private PersonalStore() {}
}
