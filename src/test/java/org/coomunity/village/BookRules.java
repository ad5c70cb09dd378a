package org.coomunity.village;

import java.util.LinkedHashMap;
import java.util.Map;

/// What must hold in the books and between the books and communities. Each statement finds what
/// breaks the rule.
final class BookRules {
  private BookRules() {}

  static Map<String, String> all() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("the sums of a book are zero", SUMS);
    rules.put("the totals of an account follow from its transfers", FOLD);
    rules.put("an account has one entry for each version", VERSIONS);
    rules.put("the places in a book are dense", PLACES);
    rules.put("only open trades hold something", HELD);
    rules.put("nobody is below a hard limit by a worsening transfer", FLOOR);
    rules.put("limits are hard or soft as the community decided", SOFT);
    rules.put("the escrow holds the gifts of open invitations", ESCROW);
    rules.put("a gift is held exactly while its invitation is open", GIFTS);
    rules.put("the fund received exactly the levies", FUND);
    rules.put("whoever went left nothing behind", GONE);
    rules.put("a community keeps an admin", ADMINS);
    rules.put("a request is paid exactly when it is accepted", REQUESTS);
    rules.put("no reversal takes back more than was paid", REVERSALS);
    return rules;
  }

  private static final String SUMS =
      """
      select format('book %s', book) from ledger.account group by book
      having sum(credits_posted - debits_posted) <> 0 or sum(credits_pending - debits_pending) <> 0
      """;

  private static final String FOLD =
      """
      with moved as (
        select book, debit account, amount debits, 0 credits, 0 outward, 0 inward from ledger.transfer
          where phase in (0, 2)
        union all select book, credit, 0, amount, 0, 0 from ledger.transfer where phase in (0, 2)
        union all select book, debit, 0, 0, amount, 0 from ledger.transfer t where phase = 1
          and not exists (select from ledger.resolution r where r.book = t.book and r.pending = t.id)
        union all select book, credit, 0, 0, 0, amount from ledger.transfer t where phase = 1
          and not exists (select from ledger.resolution r where r.book = t.book and r.pending = t.id)),
      folded as (select book, account, sum(debits) debits, sum(credits) credits, sum(outward) outward,
          sum(inward) inward from moved group by book, account)
      select format('account %s of book %s', a.account, a.book)
      from ledger.account a left join folded f using (book, account)
      where (a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending)
        is distinct from (coalesce(f.debits, 0), coalesce(f.credits, 0), coalesce(f.outward, 0),
          coalesce(f.inward, 0))
      """;

  private static final String VERSIONS =
      """
      with entries as (
        select book, debit account, debit_version n from ledger.transfer
        union all select book, credit, credit_version from ledger.transfer),
      counted as (select book, account, count(distinct n) n, max(n) most from entries group by 1, 2)
      select format('account %s of book %s', a.account, a.book)
      from ledger.account a left join counted c using (book, account)
      where a.version <> coalesce(c.n, 0) or a.version <> coalesce(c.most, 0)
      """;

  private static final String PLACES =
      """
      select format('book %s', b.book) from ledger.book b
      left join (select book, count(*) n, max(seq) most from ledger.transfer group by book) t
        using (book)
      where b.last_seq <> coalesce(t.n, 0) or b.last_seq <> coalesce(t.most, 0)
      """;

  private static final String HELD =
      """
      with held as (
        select x.community_id, t.id from ledger.transfer t join lets.exchange x on x.book = t.book
          where t.phase = 1 and t.debit <> x.fund and not exists (
            select from ledger.resolution r where r.book = t.book and r.pending = t.id)),
      wanted as (
        select community_id, unnest(array[pay, share]) id from trades.trade
          where state in ('ACCEPTED', 'DISPUTED'))
      select format('transfer %s', id) from held full join
        (select * from wanted where id is not null) w using (community_id, id)
      where held.id is null or w.id is null
      """;

  private static final String FLOOR =
      """
      select format('account %s of book %s', account, book) from ledger.account
      where credit_limit is not null and not soft
        and (hard_floor is null or hard_floor > 0
          or credits_posted - debits_posted - debits_pending < hard_floor)
      """;

  private static final String SOFT =
      """
      select format('member %s of %s', l.no, c.slug)
      from lets.account l
      join lets.exchange x using (community_id)
      join communities.community c on c.community_id = l.community_id
      join ledger.account a on a.book = x.book and a.account = l.account
      join lateral (select body from lets.policy p where p.community_id = l.community_id
        order by version desc limit 1) p on true
      where a.soft <> (p.body ->> 'limitMode' = 'warn')
      """;

  private static final String ESCROW =
      """
      select format('community %s', x.community_id)
      from lets.exchange x
      join ledger.account a on a.book = x.book and a.account = x.escrow
      left join (select community_id, sum(amount) held from lets.escrow where state = 'HELD'
        group by community_id) e using (community_id)
      where a.credits_posted - a.debits_posted <> coalesce(e.held, 0)
      """;

  private static final String GIFTS =
      """
      select format('invitation %s is %s', e.invitation, e.state)
      from lets.escrow e
      join communities.invitation i on i.community_id = e.community_id and i.id = e.invitation
      where e.state <> case when i.used_at is not null then 'TAKEN'
        when i.closed_at is not null then 'RETURNED' else 'HELD' end
      """;

  private static final String FUND =
      """
      with levied as (
        select t.community_id, sum(r.amount) levies from trades.trade t
        join lets.exchange x using (community_id)
        join ledger.resolution r on r.book = x.book and r.pending = t.share and r.outcome = 2
        group by t.community_id),
      received as (
        select x.community_id, sum(t.amount) levies from lets.exchange x
        join ledger.transfer t on t.book = x.book and t.credit = x.fund
        where t.phase in (0, 2) and t.kind = 3 group by x.community_id)
      select format('community %s: %s of %s', community_id, r.levies, l.levies)
      from levied l full join received r using (community_id)
      where l.levies is distinct from r.levies
      union all
      select format('fund of %s', x.community_id) from lets.exchange x
      join ledger.account a on a.book = x.book and a.account = x.fund
      where a.credits_posted - a.debits_posted <> (
        select coalesce(sum(case when credit = x.fund then amount else -amount end), 0)
        from ledger.transfer t where t.book = x.book and x.fund in (credit, debit)
          and t.phase in (0, 2) and t.kind in (3, 6, 8))
      """;

  private static final String GONE =
      """
      select format('%s of %s: %s, %s, reserved %s and %s, status %s', m.handle, c.slug, m.state,
        a.credits_posted - a.debits_posted, a.debits_pending, a.credits_pending, a.status)
      from communities.membership m
      join communities.community c on c.community_id = m.community_id
      join lets.exchange x on x.community_id = m.community_id
      join lets.account l on l.community_id = m.community_id and l.no = m.no
      join ledger.account a on a.book = x.book and a.account = l.account
      where case when m.state in ('LEFT', 'REMOVED')
        then a.status = 0 or a.credits_posted <> a.debits_posted
          or a.credits_pending <> 0 or a.debits_pending <> 0
        else a.status <> 0 end
      """;

  private static final String ADMINS =
      """
      select slug from communities.community c
      where archived_at is null and last_no > 0 and not exists (
        select from communities.membership m
        where m.community_id = c.community_id and m.role = 'ADMIN' and m.state = 'ACTIVE')
      """;

  private static final String REQUESTS =
      """
      select format('request %s: %s', r.id, r.state)
      from lets.request r
      join lets.exchange x using (community_id)
      join lets.account f on f.community_id = r.community_id and f.no = r.payer
      join lets.account o on o.community_id = r.community_id and o.no = r.payee
      left join ledger.transfer t on t.book = x.book and t.id = r.payment
      where (r.state = 'ACCEPTED') is distinct from (t.id is not null and t.amount = r.amount
        and t.debit = f.account and t.credit = o.account)
      """;

  private static final String REVERSALS =
      """
      select format('transfer %s', o.id)
      from ledger.transfer o
      join (select book, reverses id, sum(amount) back from ledger.transfer
        where reverses is not null group by book, reverses) r using (book, id)
      where r.back > o.amount
      """;
}
