package org.coomunity.people.passkeys;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What passkeys keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("passkeys", "passkeys.passkey", "passkeys.answered")
              .serves("opens the door without a password", Basis.CONTRACT)
              .stays("until one takes it away; a challenge some minutes", "oneself")
              .told(
                  """
                  select name, made_at, used_at from passkeys.passkey where member_id = :member
                  order by made_at, id
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from passkeys.passkey where member_id = :member",
                  "delete from passkeys.answered where member_id = :member"));

  private PersonalStore() {}
}
