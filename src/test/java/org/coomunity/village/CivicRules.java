package org.coomunity.village;

import java.util.LinkedHashMap;
import java.util.Map;

/// What must hold where a community decides. Each statement finds what breaks the rule. They are
/// written from what was promised, not from the code that keeps it.
final class CivicRules {
  private CivicRules() {}

  static Map<String, String> all() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("only the listed steps lead from state to state", LISTED);
    rules.put("steps follow each other, and the last is where a proposal stands", FOLLOW);
    rules.put("everything that became of a proposal is in the record, once", RECORDED);
    rules.put("each entry of the record holds the hash of the one before", CHAINED);
    rules.put("one ballot of each person counts, the last, on the text that is voted on", SEATS);
    rules.put("no ballot is without its seat", STRAYS);
    rules.put("as many take part as have a ballot that counts", TURNOUT);
    rules.put("a tally that grows is the sum of the ballots", TALLIES);
    rules.put("a vote costs its square, or nothing", COSTS);
    rules.put("what is spent of a voice is what its ballots cost, and within it", VOICES);
    rules.put("the text that was voted on is the last one", TEXTS);
    rules.put("a copied vote is that of somebody who voted", COPIES);
    rules.put("what is sealed is nowhere to be read", SEALED);
    rules.put("the fund has what it gave and what it promised", PURSE);
    rules.put("what was decided to be paid is reserved, paid or freed, once", PAID);
    rules.put("nobody has more than a hundred points on requests, all of them open", POINTS);
    rules.put("a charter that a vote decided has one vote", CHARTERS);
    rules.put("no vote ends and nothing is carried out before its time", EARLY);
    rules.put("whoever may stop a decision stops it", VETOES);
    return rules;
  }

  /// Holds once the outbox has been read to its end.
  static Map<String, String> ofNews() {
    return Map.of("whoever lost a vote to another text was told, each time", VOID_TOLD);
  }

  private static final String LISTED =
      """
      select format('proposal %s: %s to %s', t.proposal_id, t.from_state, t.to_state)
      from governance.transition t
      where (t.from_state, t.to_state) not in (
        ('draft', 'sponsoring'), ('draft', 'withdrawn'),
        ('sponsoring', 'discussion'), ('sponsoring', 'draft'), ('sponsoring', 'withdrawn'),
        ('discussion', 'verification'), ('discussion', 'withdrawn'),
        ('verification', 'voting'), ('verification', 'withdrawn'),
        ('voting', 'succeeded'), ('voting', 'defeated'), ('voting', 'no_quorum'),
        ('voting', 'withdrawn'), ('succeeded', 'queued'), ('succeeded', 'failed'),
        ('queued', 'executed'), ('queued', 'vetoed'), ('queued', 'failed'))
      """;

  private static final String FOLLOW =
      """
      select format('proposal %s, step %s', proposal_id, n) from (
        select t.*, lag(to_state) over (partition by community_id, proposal_id order by n) before,
          row_number() over (partition by community_id, proposal_id order by n) place
        from governance.transition t) s
      where n <> place or from_state <> coalesce(before, 'draft')
      union all
      select format('proposal %s is %s', p.id, p.state) from governance.proposal p
      left join governance.transition t on t.community_id = p.community_id
        and t.proposal_id = p.id and t.n = p.state_n
      where p.state <> coalesce(t.to_state, 'draft') or exists (
        select from governance.transition o where o.community_id = p.community_id
          and o.proposal_id = p.id and o.n > p.state_n)
      """;

  private static final String RECORDED =
      """
      with steps as (
        select community_id, proposal_id, count(*) moved,
          count(*) filter (where from_state = 'voting' and to_state <> 'withdrawn') closed,
          count(*) filter (where to_state = 'executed') executed,
          count(*) filter (where to_state = 'vetoed') vetoed
        from governance.transition group by 1, 2),
      entries as (
        select community_id, proposal_id, count(*) filter (where type = 'proposal.moved') moved,
          count(*) filter (where type = 'proposal.closed') closed,
          count(*) filter (where type = 'proposal.executed') executed,
          count(*) filter (where type = 'proposal.vetoed') vetoed
        from governance.record where proposal_id is not null group by 1, 2
        having bool_or(type = 'proposal.moved'))
      select format('proposal %s: %s and %s', proposal_id, s.moved, e.moved)
      from steps s full join entries e using (community_id, proposal_id)
      where (s.moved, s.closed, s.executed, s.vetoed)
        is distinct from (e.moved, e.closed, e.executed, e.vetoed)
      """;

  private static final String CHAINED =
      """
      select format('entry %s of %s', n, community_id) from (
        select r.*, lag(hash) over (partition by community_id order by n) before,
          row_number() over (partition by community_id order by n) place
        from governance.record r) e
      where n <> place or prev <> coalesce(before, decode(repeat('00', 32), 'hex'))
      union all
      select format('the head of %s', h.community_id) from governance.head h
      left join governance.record r using (community_id, n)
      where h.n > 0 and h.hash is distinct from r.hash
      """;

  private static final String SEATS =
      """
      select format('proposal %s, tracker %s: %s of %s', s.proposal_id, s.tracker, s.n, b.most)
      from governance.seat s
      join governance.proposal p on p.community_id = s.community_id and p.id = s.proposal_id
      cross join lateral (
        select count(*) many, max(o.n) most from governance.ballot o
        where o.community_id = s.community_id and o.proposal_id = s.proposal_id
          and o.tracker = s.tracker) b
      left join governance.ballot last on last.community_id = s.community_id
        and last.proposal_id = s.proposal_id and last.tracker = s.tracker and last.n = s.n
      where b.many <> s.n or b.most is distinct from s.n or last.cost is distinct from s.cost
        or s.cast_now <> (last.choice is not null or last.sealed is not null)
        or (s.cast_now and last.text_hash <> p.text_hash) or (not s.cast_now and s.cost <> 0)
        or (s.cast_now and p.state not in ('voting', 'succeeded', 'defeated', 'no_quorum', 'queued',
          'executed', 'vetoed', 'failed'))
      """;

  private static final String STRAYS =
      """
      select format('proposal %s, tracker %s', b.proposal_id, b.tracker) from governance.ballot b
      left join governance.seat s using (community_id, proposal_id, tracker)
      where s.no is null
      """;

  private static final String TURNOUT =
      """
      select format('proposal %s: %s of %s', p.id, t.voters, s.many)
      from governance.proposal p
      join governance.turnout t on t.community_id = p.community_id and t.proposal_id = p.id
      cross join lateral (
        select count(*) many from governance.seat s where s.community_id = p.community_id
          and s.proposal_id = p.id and s.cast_now and s.source <> 'delegate') s
      where t.voters <> s.many
      """;

  private static final String TALLIES =
      """
      with counted as (
        select s.community_id, s.proposal_id, v.key option_id, sum(v.value::bigint) votes,
          count(*) filter (where v.value::int > 0) heads
        from governance.seat s
        join governance.ballot b on b.community_id = s.community_id
          and b.proposal_id = s.proposal_id and b.tracker = s.tracker and b.n = s.n
        cross join lateral jsonb_each_text(coalesce(b.choice::jsonb -> 'votes', '{}')) v
        where s.cast_now group by 1, 2, 3),
      grown as (select * from governance.tally where votes <> 0 or heads <> 0),
      closed as (
        select r.community_id, r.proposal_id, v.key option_id, (v.value ->> 'votes')::bigint votes,
          (v.value ->> 'heads')::int heads
        from governance.record r
        join governance.proposal p on p.community_id = r.community_id and p.id = r.proposal_id
        cross join lateral jsonb_each(coalesce(r.body::jsonb -> 'tally', '{}')) v
        where r.type = 'proposal.closed' and p.privacy <> 'sealed')
      select format('proposal %s, option %s', proposal_id, option_id)
      from (select * from counted where votes <> 0 or heads <> 0) c
      full join grown g using (community_id, proposal_id, option_id)
      where (c.votes, c.heads) is distinct from (g.votes, g.heads)
      union all
      select format('the end of proposal %s, option %s', proposal_id, option_id)
      from closed e left join grown g using (community_id, proposal_id, option_id)
      where (e.votes, e.heads) is distinct from (coalesce(g.votes, 0), coalesce(g.heads, 0))
      """;

  private static final String COSTS =
      """
      select format('proposal %s, tracker %s: %s', b.proposal_id, b.tracker, b.cost)
      from governance.ballot b
      join governance.proposal p on p.community_id = b.community_id and p.id = b.proposal_id
      where b.sealed is null and b.cost <> case when p.method = 'quadratic' then (
        select coalesce(sum(v.value::int * v.value::int), 0)
        from jsonb_each_text(coalesce(b.choice::jsonb -> 'votes', '{}')) v) else 0 end
      """;

  private static final String VOICES =
      """
      select format('member %s of %s: %s of %s', no, community_id, v.spent, v.budget)
      from governance.voice v full join (
        select s.community_id, p.period_id, s.no, sum(s.cost) spent from governance.seat s
        join governance.proposal p on p.community_id = s.community_id and p.id = s.proposal_id
        group by 1, 2, 3) s using (community_id, period_id, no)
      where v.spent is null or v.spent <> coalesce(s.spent, 0) or v.spent > v.budget
        or v.spent < 0
      """;

  private static final String TEXTS =
      """
      select format('proposal %s: text %s of %s', p.id, p.text_n, v.most)
      from governance.proposal p
      cross join lateral (
        select max(t.n) most, count(*) many, max(t.at) at from governance.text_version t
        where t.community_id = p.community_id and t.proposal_id = p.id) v
      left join governance.text_version l on l.community_id = p.community_id
        and l.proposal_id = p.id and l.n = p.text_n
      left join lateral (
        select r.body::jsonb ->> 'textHash' hash from governance.record r
        where r.community_id = p.community_id and r.proposal_id = p.id
          and r.type = 'proposal.opened' order by r.n desc limit 1) o on true
      where v.most <> p.text_n or v.many <> p.text_n or l.hash <> p.text_hash
        or (p.opens_at is not null and p.state <> 'withdrawn'
          and o.hash is distinct from encode(p.text_hash, 'hex'))
        or (p.closes_at <= v.at and p.outcome is not null)
      """;

  private static final String COPIES =
      """
      select format('proposal %s, member %s', s.proposal_id, s.no)
      from governance.seat s
      join governance.proposal p on p.community_id = s.community_id and p.id = s.proposal_id
      join governance.ballot own on own.community_id = s.community_id
        and own.proposal_id = s.proposal_id and own.tracker = s.tracker and own.n = s.n
      left join governance.seat d on d.community_id = s.community_id
        and d.proposal_id = s.proposal_id and d.no = s.delegate and d.cast_now
        and d.source = 'direct'
      left join governance.ballot theirs on theirs.community_id = d.community_id
        and theirs.proposal_id = d.proposal_id and theirs.tracker = d.tracker and theirs.n = d.n
      where s.cast_now and s.source = 'delegate' and (d.no is null or p.state = 'voting'
        or (p.method <> 'quadratic' and own.choice is distinct from theirs.choice))
      """;

  private static final String SEALED =
      """
      select format('proposal %s', p.id) from governance.proposal p
      where p.privacy = 'sealed' and (exists (
          select from governance.tally t where t.community_id = p.community_id
            and t.proposal_id = p.id)
        or exists (
          select from governance.ballot b where b.community_id = p.community_id
            and b.proposal_id = p.id and (b.choice is not null or b.reason is not null)))
      """;

  private static final String PURSE =
      """
      select format('fund of %s', x.community_id) from lets.exchange x
      join ledger.account a on a.book = x.book and a.account = x.fund
      where a.credits_posted - a.debits_posted - a.debits_pending < 0
      """;

  private static final String PAID =
      """
      with queued as (
        select p.* from governance.proposal p where exists (
          select from governance.transition t where t.community_id = p.community_id
            and t.proposal_id = p.id and t.to_state = 'queued')),
      legs as (
        select community_id, state, payload::jsonb ->> 'amount' amount from queued
        where payload::jsonb ->> 'type' = 'fundPayment'
        union all
        select q.community_id, q.state, o.value ->> 'cost' from queued q
        cross join lateral jsonb_array_elements(q.options::jsonb) o
        where q.payload::jsonb ->> 'type' = 'budget'
          and jsonb_exists(q.outcome::jsonb -> 'winners', o.value ->> 'id')),
      decided as (
        select community_id, case state when 'queued' then 'held' when 'executed' then 'paid'
            else 'freed' end fate, count(*) n, sum(cast(amount as numeric) * 100) amount
        from legs group by 1, 2),
      moved as (
        select x.community_id, case when r.pending is null then 'held' when r.outcome = 2 then 'paid'
            else 'freed' end fate, count(*) n, sum(t.amount) amount
        from lets.exchange x
        join ledger.transfer t on t.book = x.book and t.debit = x.fund and t.phase = 1
        left join ledger.resolution r on r.book = t.book and r.pending = t.id
        group by 1, 2)
      select format('community %s, %s: %s and %s', community_id, fate, d.amount, m.amount)
      from decided d full join moved m using (community_id, fate)
      where (d.n, d.amount) is distinct from (m.n, m.amount)
      """;

  private static final String POINTS =
      """
      select format('member %s of %s: %s and %s', no, community_id, p.placed, s.lie)
      from governance.points p
      full join (select community_id, no, sum(points) lie from governance.stake group by 1, 2) s
        using (community_id, no)
      where coalesce(p.placed, 0) <> coalesce(s.lie, 0) or p.placed > 100
      union all
      select format('proposal %s has points and is %s', p.id, p.state)
      from governance.stake s
      join governance.proposal p on p.community_id = s.community_id and p.id = s.proposal_id
      where p.state <> 'voting' or p.method <> 'conviction'
      """;

  private static final String CHARTERS =
      """
      select format('community %s: %s charters of %s votes', community_id, c.n, p.n)
      from (select community_id, count(*) n from governance.charter where decided_by = 0
        group by 1) c
      full join (select community_id, count(*) n from governance.proposal
        where state = 'executed' and payload::jsonb ->> 'key' like 'governance.%' group by 1) p
        using (community_id)
      where c.n is distinct from p.n
      """;

  private static final String EARLY =
      """
      select format('proposal %s: %s at %s', p.id, t.to_state, t.at)
      from governance.transition t
      join governance.proposal p on p.community_id = t.community_id and p.id = t.proposal_id
      left join governance.transition q on q.community_id = t.community_id
        and q.proposal_id = t.proposal_id and q.to_state = 'queued'
      left join governance.charter c on c.community_id = p.community_id
        and c.version = p.charter_version
      where (t.from_state = 'voting' and t.to_state <> 'withdrawn' and t.at < p.closes_at)
        or (t.to_state = 'executed' and t.at < q.at + case
          when p.class = 'constitution'
            then coalesce(c.body::jsonb ->> 'timelockConstitution', 'P7D')::interval
          else coalesce(c.body::jsonb ->> 'timelock', 'P2D')::interval end)
      """;

  private static final String VETOES =
      """
      select format('proposal %s is %s', p.id, p.state) from governance.proposal p
      cross join lateral (
        select count(*) many, count(*) filter (where steward) stewards from governance.objection o
        where o.community_id = p.community_id and o.proposal_id = p.id) o
      where p.state in ('queued', 'executed', 'vetoed') and (p.state = 'vetoed')
        <> (o.many > 0 and (o.stewards >= 3 or o.many * 5 >= greatest(1, coalesce(p.active, 1))))
      """;

  private static final String VOID_TOLD =
      """
      with lost as (
        select s.community_id, s.proposal_id, s.no, count(*) n from governance.ballot b
        join governance.seat s using (community_id, proposal_id, tracker)
        join governance.proposal p on p.community_id = b.community_id and p.id = b.proposal_id
        where b.source = 'void' and p.state <> 'withdrawn' and p.created_at > :since
        group by 1, 2, 3),
      told as (
        select m.community_id, n.link, m.no, count(*) n from notices.notice n
        join communities.membership m on m.community_id = n.community_id
          and m.member_id = n.member_id
        where n.kind = 'proposal_votes_void' group by 1, 2, 3)
      select format('proposal %s, member %s: %s of %s', l.proposal_id, l.no, t.n, l.n)
      from lost l left join told t on t.community_id = l.community_id and t.no = l.no
        and t.link = '/proposals/' || l.proposal_id
      where t.n is distinct from l.n
      """;
}
