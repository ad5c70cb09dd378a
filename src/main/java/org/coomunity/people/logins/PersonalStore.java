package org.coomunity.people.logins;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What log-ins keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("credentials", "logins.password", "logins.recovery")
              .serves("knows somebody again by their password", Basis.CONTRACT)
              .stays(
                  "until it is changed; a recovery code 1 day",
                  "nobody: only hashes are kept (Argon2id, SHA-256)")
              .told("select changed_at from logins.password where member_id = :member")
              .goes(
                  Erasure.DELETED,
                  "delete from logins.password where member_id = :member",
                  "delete from logins.recovery where member_id = :member")
              .lapses(
                  1,
                  """
                  delete from logins.recovery where member_id in (
                    select member_id from logins.recovery where expires_at < :before limit :most)
                  """),
          DataClass.of("sessions", "logins.session")
              .serves("keeps somebody logged in on their devices", Basis.CONTRACT)
              .stays("7 days after a log-in is over", "oneself")
              .told(
                  """
                  select started_at, refreshed_at, ended_at, ended_by, device from logins.session
                  where member_id = :member order by started_at, id
                  """)
              .goes(Erasure.DELETED, "delete from logins.session where member_id = :member"));

  private PersonalStore() {}
}
