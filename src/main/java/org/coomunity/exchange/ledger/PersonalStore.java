package org.coomunity.exchange.ledger;

import java.util.List;
import org.coomunity.base.registry.Basis;
import org.coomunity.base.registry.DataClass;
import org.coomunity.base.registry.Erasure;

/// What the books keep of somebody: transfers of their account. They know a number, not a person.
final class PersonalStore {
  static final List<DataClass> DATA =
      List.of(
          DataClass.of(
                  "payments",
                  "ledger.transfer",
                  "ledger.resolution",
                  "ledger.due",
                  "ledger.refused_id")
              .serves("the books: what was paid, by whom, to whom, when", Basis.CONTRACT)
              .stays("for ever: books are append-only and add up to zero", "both sides; stewards")
              .told(
                  """
                  select t.id, t.seq, t.recorded_at as at, t.debit as from_account,
                    t.credit as to_account, t.amount as amount_minor,
                    case when t.debit = :account then t.debit_balance else t.credit_balance end
                      as balance_after_minor,
                    t.phase, t.kind, t.words, t.reverses
                  from ledger.transfer t
                  where t.book = :book and (t.debit = :account or t.credit = :account)
                  order by t.seq
                  """)
              .goes(Erasure.DETACHED),
          DataClass.of("accounts", "ledger.account", "ledger.limit_change")
              .serves("the balance of somebody and how far it may go", Basis.CONTRACT)
              .stays("for ever, as the books", "oneself; stewards; members where books are open")
              .told(
                  """
                  select a.account, a.credits_posted - a.debits_posted as balance_minor,
                    a.debits_pending as reserved_out_minor, a.credits_pending as reserved_in_minor,
                    a.credit_limit as credit_limit_minor, a.max_balance as most_minor
                  from ledger.account a where a.book = :book and a.account = :account
                  """)
              .goes(Erasure.DETACHED));

  private PersonalStore() {}
}
