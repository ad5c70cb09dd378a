package org.coomunity.exchange.trades;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What trades keep about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("trades", "trades.trade", "trades.step")
              .serves("a trade from proposal to rating", Basis.CONTRACT)
              .stays("as long as the community", "both sides; moderators of a dispute")
              .told(
                  """
                  select id, buyer as buyer_no, seller as seller_no, listing, quantity,
                    amount as amount_minor, levy as levy_minor, concept, state, dispute, resolution,
                    created_at, updated_at
                  from trades.trade where community_id = :community and (buyer = :no or seller = :no)
                  order by created_at, id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update trades.trade set asked = '',
                    dispute = case when disputed_by = :no then '' else dispute end
                  where community_id = :community and (buyer = :no or seller = :no)
                  """,
                  """
                  update trades.step set words = '' where community_id = :community and actor = :no
                  """),
          DataClass.of("messages", "trades.message")
              .serves("lets the two sides of a trade talk", Basis.CONTRACT)
              .stays("as long as the trade", "both sides; moderators of a dispute")
              .told(
                  """
                  select m.trade, m.id, m.sender as sender_no, m.words, m.at from trades.message m
                  join trades.trade t on t.community_id = m.community_id and t.id = m.trade
                  where m.community_id = :community and (t.buyer = :no or t.seller = :no)
                  order by m.trade, m.at, m.id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update trades.message set words = '' where community_id = :community and sender = :no
                  """),
          DataClass.of("ratings", "trades.rating")
              .serves("lets partners say how a trade was", Basis.CONTRACT)
              .stays("as long as the community", "members of the community")
              .told(
                  """
                  select trade, rater as rater_no, rated as rated_no, overall, communication, delivery,
                    quality, words, at
                  from trades.rating where community_id = :community and (rater = :no or rated = :no)
                  order by at, trade, n
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update trades.rating set words = ''
                  where community_id = :community and (rater = :no or rated = :no)
                  """));

  private PersonalStore() {}
}
