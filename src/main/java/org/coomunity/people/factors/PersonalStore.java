package org.coomunity.people.factors;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the second step keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of(
                  "second_step",
                  "factors.totp",
                  "factors.recovery_code",
                  "factors.ticket",
                  "factors.proof")
              .serves("asks for a second step at the door", Basis.CONTRACT)
              .stays(
                  "until it is turned off; a ticket some minutes, a proof some days",
                  "nobody: the secret is sealed and codes are kept as hashes")
              .told("select begun_at, confirmed_at from factors.totp where member_id = :member")
              .goes(
                  Erasure.DELETED,
                  "delete from factors.totp where member_id = :member",
                  "delete from factors.recovery_code where member_id = :member",
                  "delete from factors.ticket where member_id = :member",
                  "delete from factors.proof where member_id = :member"));

  private PersonalStore() {}
}
