package org.coomunity.people.push;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What calling browsers keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("devices", "push.device", "push.message")
              .serves(
                  "calls the browsers that somebody let be called; a message goes over the push"
                      + " service of the browser's maker, encrypted for the browser alone",
                  Basis.CONSENT)
              .stays(
                  "as long as the log-in on that device; a message until it is carried, at most a"
                      + " few days",
                  "oneself")
              .told(
                  """
                  select made_at, endpoint, failed from push.device where member_id = :member
                  order by made_at, id
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from push.message where member_id = :member",
                  "delete from push.device where member_id = :member"));

  private PersonalStore() {}
}
