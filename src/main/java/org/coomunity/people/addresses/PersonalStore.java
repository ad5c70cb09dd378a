package org.coomunity.people.addresses;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What is kept about addresses for letters.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("addresses", "addresses.address", "addresses.ticket")
              .serves("writes to somebody and finds them when a password is lost", Basis.CONTRACT)
              .stays("until it is changed; a link half an hour to two days", "oneself")
              .told("select email, verified_at from addresses.address where member_id = :member")
              .goes(
                  Erasure.DELETED,
                  "delete from addresses.address where member_id = :member",
                  "delete from addresses.ticket where member_id = :member"));

  private PersonalStore() {}
}
