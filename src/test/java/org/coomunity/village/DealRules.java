package org.coomunity.village;

import java.util.LinkedHashMap;
import java.util.Map;

/// What must hold for trades, listings and the news of them. Each statement finds what breaks the
/// rule; `:since` is a time from which on everything is still kept.
final class DealRules {
  private DealRules() {}

  static Map<String, String> all() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("a trade has exactly its transfers", TRANSFERS);
    rules.put("what is paid is what was agreed", PAID);
    rules.put("every step of a trade happened once", STEPS);
    rules.put("a trade ends once", ENDINGS);
    rules.put("stock is what was there without what is in trades", STOCK);
    rules.put("ratings are of the sides of what is over, numbered without a hole", RATINGS);
    return rules;
  }

  /// Holds once the outbox has been read to its end.
  static Map<String, String> ofNews() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("nothing is parked", PARKED);
    rules.put("every step is told to the other side, once", NOTICES);
    rules.put("every payment is told, once", PAYMENTS_TOLD);
    return rules;
  }

  /// Whether consumers still have something to read.
  static final String BEHIND =
      """
      select count(*) from platform.outbox o
      where exists (select from platform.consumer c where (c.tx, c.position) < (o.tx, o.position))
      """;

  private static final String TRANSFERS =
      """
      select format('trade %s is %s', t.id, t.state)
      from trades.trade t
      join lets.exchange x using (community_id)
      left join ledger.resolution p on p.book = x.book and p.pending = t.pay
      left join ledger.resolution s on s.book = x.book and s.pending = t.share
      where case t.state
        when 'PROPOSED' then t.pay is not null or t.share is not null
        when 'ACCEPTED' then p.pending is not null or s.pending is not null
          or (t.amount is not null) <> (t.pay is not null)
        when 'DISPUTED' then p.pending is not null or s.pending is not null
        when 'COMPLETED' then (t.amount is not null) <> (p.outcome is not distinct from 2)
          or (t.levy > 0) <> (s.outcome is not distinct from 2)
        when 'RESOLVED' then (t.pay is not null and p.pending is null)
          or (t.share is not null and s.pending is null)
          or (t.amount is not null and (t.resolved_amount > 0) <> (p.outcome = 2))
        else (t.pay is not null and p.outcome is distinct from 3)
          or (t.share is not null and s.outcome is distinct from 3) end
      """;

  private static final String PAID =
      """
      select format('trade %s: %s and %s of %s', t.id, p.amount, s.amount, t.amount)
      from trades.trade t
      join lets.exchange x using (community_id)
      join lateral (select case t.state when 'RESOLVED' then t.resolved_amount else t.amount end
        amount) a on true
      join lateral (select (a.amount * t.fund_rate_ppm + 500000) / 1000000 levy) l on true
      left join ledger.resolution p on p.book = x.book and p.pending = t.pay and p.outcome = 2
      left join ledger.resolution s on s.book = x.book and s.pending = t.share and s.outcome = 2
      where t.state in ('COMPLETED', 'RESOLVED') and a.amount is not null
        and (coalesce(s.amount, 0) <> l.levy
          or coalesce(p.amount, 0) <> case t.fund_side when 'PAYEE' then a.amount - l.levy
            when 'PAYER' then a.amount else a.amount - l.levy / 2 end)
      """;

  private static final String STEPS =
      """
      select format('trade %s', t.id)
      from trades.trade t
      left join (select community_id, trade, count(*) n, count(distinct n) places, max(n) most
        from trades.step group by community_id, trade) s
        on s.community_id = t.community_id and s.trade = t.id
      where s.n is distinct from t.state_n + 1 or s.places <> s.n or s.most <> t.state_n
      """;

  private static final String ENDINGS =
      """
      select format('trade %s: %s times %s', trade, count(*), min(action)) from trades.step
      where action in ('decline', 'cancel', 'expire', 'complete', 'resolve')
      group by community_id, trade having count(*) > 1
      union all
      select format('trade %s: %s times %s', trade, count(*), action) from trades.step
      where action in ('propose', 'accept', 'confirm', 'dispute', 'ask_cancel')
      group by community_id, trade, action having count(*) > 1
      """;

  private static final String STOCK =
      """
      with taken as (
        select community_id, listing, sum(quantity) n from trades.trade
        where listing is not null and (state in ('ACCEPTED', 'DISPUTED', 'COMPLETED')
          or (state = 'RESOLVED' and coalesce(resolved_amount, 0) > 0))
        group by community_id, listing)
      select format('listing %s: %s of %s, %s taken', l.id, l.quantity, l.asked, t.n)
      from market.listing l
      left join taken t on t.community_id = l.community_id and t.listing = l.id
      where l.quantity is distinct from
        (l.asked::jsonb ->> 'quantity')::int - coalesce(t.n, 0)
      """;

  private static final String RATINGS =
      """
      select format('trade %s by %s', r.trade, r.rater)
      from trades.rating r
      left join trades.trade t on t.community_id = r.community_id and t.id = r.trade
      group by r.community_id, r.trade, r.rater, t.buyer, t.seller, t.state
      having count(*) <> max(r.n) or t.state is null or t.state not in ('COMPLETED', 'RESOLVED')
        or r.rater not in (t.buyer, t.seller) or bool_or(r.rated = r.rater)
        or bool_or(r.rated not in (t.buyer, t.seller))
      """;

  private static final String PARKED =
      "select format('%s %s: %s', consumer, type, left(fault, 300)) from platform.parked";

  private static final String NOTICES =
      """
      with wanted as (
        select community_id, '/trades/' || trade link, 'trade_' || case action
            when 'propose' then 'proposed' when 'counter' then 'countered'
            when 'accept' then 'accepted' when 'decline' then 'declined'
            when 'cancel' then 'cancelled' when 'ask_cancel' then 'cancel_asked'
            when 'confirm' then 'confirmed' when 'complete' then 'completed'
            when 'dispute' then 'disputed' when 'resolve' then 'resolved'
            else 'expired' end kind,
          sum(case when action in ('resolve', 'expire') or actor = 0 then 2 else 1 end) n
        from trades.step where at > :since group by 1, 2, 3),
      told as (
        select community_id, link, kind, count(distinct id) n from notices.notice
        where at > :since and kind like 'trade\\_%' and kind not in
          ('trade_messaged', 'trade_rated', 'trade_completes_soon')
        group by 1, 2, 3)
      select format('%s %s: %s of %s', link, kind, t.n, w.n)
      from wanted w full join told t using (community_id, link, kind)
      where t.n is distinct from w.n
      """;

  private static final String PAYMENTS_TOLD =
      """
      with paid as (
        select x.community_id, count(*) n from ledger.transfer t
        join lets.exchange x on x.book = t.book
        where t.kind = 1 and t.phase = 0 and t.recorded_at > :since group by 1),
      given as (select community_id, count(*) n from lets.gift where at > :since group by 1),
      told as (select community_id, count(distinct id) n from notices.notice
        where kind in ('paid', 'given') and at > :since group by 1)
      select format('community %s: %s of %s', community_id, coalesce(t.n, 0),
        coalesce(p.n, 0) + coalesce(g.n, 0))
      from paid p full join given g using (community_id) full join told t using (community_id)
      where coalesce(p.n, 0) + coalesce(g.n, 0) <> coalesce(t.n, 0)
      """;
}
