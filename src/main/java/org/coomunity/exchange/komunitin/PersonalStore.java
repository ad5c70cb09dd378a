package org.coomunity.exchange.komunitin;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the contract of others keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("drafts", "komunitin.draft")
              .serves("transfers written down by other programs and not sent", Basis.CONTRACT)
              .stays("400 days after the last change", "both sides")
              .told(
                  """
                  select id, payer as from_account, payee as to_account, amount as amount_minor, words,
                    state, created_at, updated_at
                  from komunitin.draft where community_id = :community and author = :no order by id
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from komunitin.draft where community_id = :community and author = :no")
              .lapses(
                  400,
                  """
                  delete from komunitin.draft where (community_id, id) in (
                    select community_id, id from komunitin.draft where updated_at < :before limit :most)
                  """));

  private PersonalStore() {}
}
