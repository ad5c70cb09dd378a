package org.coomunity.exchange.ayni;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What Ayni keeps about people: figures that follow from trades.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of(
                  "reciprocity", "ayni.member", "ayni.rating", "ayni.day", "ayni.pair", "ayni.seen")
              .serves(
                  "how giving and receiving balance, and the credit that follows", Basis.CONTRACT)
              .stays("as long as one is here", "oneself; stewards")
              .told(
                  """
                  select day, given as given_minor, received as received_minor, gave, got from ayni.day
                  where community_id = :community and no = :no order by day
                  """)
              .goes(
                  Erasure.DELETED,
                  "delete from ayni.rating where community_id = :community and rated = :no",
                  "delete from ayni.day where community_id = :community and no = :no",
                  """
                  delete from ayni.pair where community_id = :community and (payer = :no or payee = :no)
                  """,
                  "delete from ayni.member where community_id = :community and no = :no"));

  private PersonalStore() {}
}
