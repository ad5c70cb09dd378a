package org.coomunity.exchange.lets;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the exchange keeps about people.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of("exchange", "lets.account", "lets.payment_listing")
              .serves("whose account is whose, and what is paid without asking", Basis.CONTRACT)
              .stays("as long as the community", "oneself")
              .told(
                  """
                  select account, auto_accept, auto_accept_days from lets.account
                  where community_id = :community and no = :no
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of("gifts", "lets.gift", "lets.escrow")
              .serves("exchanges without amounts, and Lükas inside invitations", Basis.CONTRACT)
              .stays("as long as the community", "both sides; stewards")
              .told(
                  """
                  select id, payer as from_no, payee as to_no, actor as actor_no, words, at,
                    null as invitation, null as amount_minor
                  from lets.gift where community_id = :community and (payer = :no or payee = :no)
                  union all
                  select null, inviter, null, inviter, null, null, invitation, amount
                  from lets.escrow where community_id = :community and inviter = :no
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update lets.gift set words = '' where community_id = :community and payer = :no
                  """),
          DataClass.of("requests", "lets.request")
              .serves("asks somebody for a payment", Basis.CONTRACT)
              .stays("as long as the community", "both sides")
              .told(
                  """
                  select id, payee as to_no, payer as from_no, amount as amount_minor, words, state,
                    created_at, answered_at, payment, reason
                  from lets.request where community_id = :community and (payee = :no or payer = :no)
                  order by id
                  """)
              .goes(
                  Erasure.EMPTIED,
                  """
                  update lets.request set words = '' where community_id = :community and payee = :no
                  """,
                  """
                  update lets.request set reason = '' where community_id = :community and payer = :no
                  """),
          DataClass.of("farewells", "lets.farewell")
              .serves("what became of the balance of somebody who went", Basis.CONTRACT)
              .stays("for ever: append-only, as the books", "members of the community")
              .told(
                  """
                  select id, amount as amount_minor, farewell, actor as actor_no, at from lets.farewell
                  where community_id = :community and no = :no order by id
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of("policies", "lets.policy")
              .serves("who decided what holds in the exchange", Basis.INTEREST)
              .stays("for ever: append-only", "members of the community")
              .told(
                  """
                  select version, body::text as policy, at from lets.policy
                  where community_id = :community and actor = :no order by version
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of("outside", "lets.outside")
              .serves("names of accounts in histories that were imported", Basis.INTEREST)
              .stays("as long as the community", "stewards; members where books are open")
              .goes(Erasure.DETACHED));

  private PersonalStore() {}
}
