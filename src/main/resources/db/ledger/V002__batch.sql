-- One batch of the lane: one call, one round trip. Whatever does not stand as the lane believed raises
-- 40001 (a book or an account moved on) or 23505 (an identifier was used before), and nothing is written.
-- Times are microseconds since 1970, identifiers 16 bytes: primitive arrays travel in binary.
create function ledger.write_batch(
  b_book int[], b_old bigint[], b_new bigint[], b_at bigint[],
  t_book int[], t_seq bigint[], t_id bytea[], t_phase smallint[], t_debit int[], t_credit int[],
  t_amount bigint[], t_kind smallint[], t_actor int[], t_pending bytea[], t_reverses bytea[],
  t_expires bigint[], t_valid bigint[], t_recorded bigint[], t_debit_version bigint[],
  t_credit_version bigint[], t_debit_balance bigint[], t_credit_balance bigint[],
  t_debit_hash bytea[], t_credit_hash bytea[], t_below boolean[], t_words text[],
  a_book int[], a_account int[], a_old bigint[], a_new bigint[], a_revision int[],
  a_debits bigint[], a_credits bigint[], a_debits_pending bigint[], a_credits_pending bigint[],
  a_lifted boolean[], a_head bytea[],
  o_book int[], o_account int[], o_version bigint[], o_revision int[],
  r_book int[], r_id bytea[], r_status smallint[], r_available bigint[], r_limit bigint[], r_at bigint[],
  reserves boolean, resolves boolean
) returns void language plpgsql as $$
declare
  touched bigint;
begin
  update ledger.book b
    set last_seq = n.new_seq, last_at = 'epoch'::timestamptz + n.at * interval '1 microsecond'
    from unnest(b_book, b_old, b_new, b_at) as n (book, old_seq, new_seq, at)
    where b.book = n.book and b.last_seq = n.old_seq;
  get diagnostics touched = row_count;
  if touched <> cardinality(b_book) then
    raise exception 'a book moved on' using errcode = '40001';
  end if;

  if cardinality(t_book) > 0 then
    insert into ledger.transfer (book, seq, id, phase, debit, credit, amount, kind, actor, pending,
        reverses, expires_at, valid_at, recorded_at, debit_version, credit_version, debit_balance,
        credit_balance, debit_hash, credit_hash, below_limit, words)
      select n.book, n.seq, encode(n.id, 'hex')::uuid, n.phase, n.debit, n.credit, n.amount, n.kind,
        n.actor, encode(n.pending, 'hex')::uuid, encode(n.reverses, 'hex')::uuid,
        case when n.expires <> 0
          then 'epoch'::timestamptz + n.expires * interval '1 microsecond' end,
        'epoch'::timestamptz + n.valid * interval '1 microsecond',
        'epoch'::timestamptz + n.recorded * interval '1 microsecond',
        n.debit_version, n.credit_version, n.debit_balance, n.credit_balance, n.debit_hash,
        n.credit_hash, n.below, n.words
      from unnest(t_book, t_seq, t_id, t_phase, t_debit, t_credit, t_amount, t_kind, t_actor,
          t_pending, t_reverses, t_expires, t_valid, t_recorded, t_debit_version, t_credit_version,
          t_debit_balance, t_credit_balance, t_debit_hash, t_credit_hash, t_below, t_words)
        as n (book, seq, id, phase, debit, credit, amount, kind, actor, pending, reverses, expires,
          valid, recorded, debit_version, credit_version, debit_balance, credit_balance, debit_hash,
          credit_hash, below, words);
    perform 1 from unnest(t_book, t_id) as n (book, id)
      join ledger.refused_id r on r.book = n.book and r.id = encode(n.id, 'hex')::uuid limit 1;
    if found then
      raise exception 'an identifier is retired' using errcode = '23505';
    end if;

    update ledger.account a
      set debits_posted = n.debits, credits_posted = n.credits, debits_pending = n.debits_pending,
        credits_pending = n.credits_pending, version = n.new_version, head_hash = n.head,
        hard_floor = case when a.hard_floor is null then null
          when n.lifted then least(-a.credit_limit, n.credits - n.debits - n.debits_pending)
          else least(-a.credit_limit,
            greatest(a.hard_floor, n.credits - n.debits - n.debits_pending)) end
      from unnest(a_book, a_account, a_old, a_new, a_revision, a_debits, a_credits,
          a_debits_pending, a_credits_pending, a_lifted, a_head)
        as n (book, account, old_version, new_version, revision, debits, credits, debits_pending,
          credits_pending, lifted, head)
      where a.book = n.book and a.account = n.account and a.version = n.old_version
        and a.revision = n.revision;
    get diagnostics touched = row_count;
    if touched <> cardinality(a_book) then
      raise exception 'an account moved on' using errcode = '40001';
    end if;
  end if;

  if cardinality(o_book) > 0 then
    select count(*) into touched from unnest(o_book, o_account, o_version, o_revision)
        as n (book, account, version, revision)
      join ledger.account a on a.book = n.book and a.account = n.account
        and a.version = n.version and a.revision = n.revision;
    if touched <> cardinality(o_book) then
      raise exception 'an account moved on' using errcode = '40001';
    end if;
  end if;

  if cardinality(r_book) > 0 then
    insert into ledger.refused_id (book, id, status, available, credit_limit, at)
      select n.book, encode(n.id, 'hex')::uuid, n.status, n.available, n.credit_limit,
        'epoch'::timestamptz + n.at * interval '1 microsecond'
      from unnest(r_book, r_id, r_status, r_available, r_limit, r_at)
        as n (book, id, status, available, credit_limit, at);
    perform 1 from unnest(r_book, r_id) as n (book, id)
      join ledger.transfer t on t.book = n.book and t.id = encode(n.id, 'hex')::uuid limit 1;
    if found then
      raise exception 'an identifier was booked' using errcode = '23505';
    end if;
  end if;

  if reserves then
    insert into ledger.due (book, expires_at, pending)
      select n.book, 'epoch'::timestamptz + n.expires * interval '1 microsecond',
        encode(n.id, 'hex')::uuid
      from unnest(t_book, t_id, t_expires) as n (book, id, expires) where n.expires <> 0;
  end if;
  if resolves then
    insert into ledger.resolution (book, pending, transfer, outcome, amount)
      select n.book, encode(n.pending, 'hex')::uuid, encode(n.id, 'hex')::uuid, n.phase, n.amount
      from unnest(t_book, t_id, t_phase, t_pending, t_amount)
        as n (book, id, phase, pending, amount) where n.pending is not null;
    delete from ledger.due d using unnest(t_book, t_pending) as n (book, pending), ledger.transfer t
      where t.book = n.book and t.id = encode(n.pending, 'hex')::uuid
        and d.book = t.book and d.expires_at = t.expires_at and d.pending = t.id;
  end if;
end $$;
