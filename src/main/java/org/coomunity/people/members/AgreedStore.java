package org.coomunity.people.members;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;

/// What many members agreed to, in the database.
final class AgreedStore {
  private AgreedStore() {}

  /// Those of several whose last word about a purpose was yes.
  static List<UUID> consenting(Tx tx, Collection<MemberId> ids, String purpose) {
    return tx.query(
            """
            select member_id from (select distinct on (member_id) member_id, given
              from members.consent where member_id = any(:ids) and purpose = :purpose
              order by member_id, entry desc) said
            where given
            """)
        .bind("ids", ids.stream().map(MemberId::value).toArray(UUID[]::new))
        .bind("purpose", purpose)
        .mapTo(UUID.class)
        .list();
  }
}
