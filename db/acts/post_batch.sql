-- The batch becomes postings, once: count, total and hash must prove. Sent again with any key, a posted batch answers its number.
-- The entry it makes is its own line of the audit. One statement asks whether all is plain, after the lock, so that it sees every line;
-- only where something is not do the rules that have words for it run one by one, in order of precedence.
CREATE OR REPLACE FUNCTION rb.post_batch(the_key text, the_batch bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET enable_seqscan = off AS $$
DECLARE done jsonb; b record; s record; sums record; e bigint; number text; at timestamptz;
BEGIN
  done := begin_act('post_batch', the_key, jsonb_build_object('batch', the_batch));
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.id, x.state, x.holder, x.cashbook_id, x.stream_id, x.book_date, x.control_pence, x.control_count, x.hash_total, x.blind INTO b FROM batch x WHERE x.id = the_batch FOR NO KEY UPDATE;
  IF b.state = 'posted' AND b.holder = session_user THEN RETURN end_act('post_batch', the_key, posted_answer(b.id), NULL); END IF;
  SELECT c.landlord_id, r.code_id, r.debits, t.lines, t.pence, t.hash,
      coalesce((SELECT a.id FROM account a WHERE a.status = 'control' AND a.landlord_id = c.landlord_id AND a.kind = r.debits AND coalesce(a.cashbook_id, 0) IN (c.id, 0) ORDER BY coalesce(a.cashbook_id, 0) DESC LIMIT 1), control_account(c.landlord_id, r.debits, c.id)) AS to_debit,
      coalesce((SELECT a.id FROM account a WHERE a.status = 'control' AND a.landlord_id = c.landlord_id AND a.kind = 'suspense' AND coalesce(a.cashbook_id, 0) IN (c.id, 0) ORDER BY coalesce(a.cashbook_id, 0) DESC LIMIT 1), control_account(c.landlord_id, 'suspense', c.id)) AS suspense, (SELECT y.id FROM payment_file y WHERE y.batch_id = b.id) AS file,
      EXISTS (SELECT FROM bank_receipt y WHERE y.batch_id = b.id) OR EXISTS (SELECT FROM bank_match m JOIN payment_file y ON y.id = m.file_id WHERE y.batch_id = b.id AND m.live) AS banked,
      NOT EXISTS (SELECT FROM operator_landlord o WHERE o.login = session_user) AND NOT EXISTS (SELECT FROM interest i WHERE i.login = session_user)
      AND EXISTS (SELECT FROM period q WHERE q.landlord_id = c.landlord_id AND b.book_date BETWEEN q.first AND q.last AND q.closed_at IS NULL)
      AND (b.book_date <= c.signed_to) IS NOT TRUE AND b.book_date <= today() AS plain
    INTO s FROM cashbook c, stream r, tally(b.id) t WHERE c.id = b.cashbook_id AND r.id = b.stream_id;
  IF (s.plain AND b.state = 'open' AND b.holder = session_user AND NOT b.blind AND s.lines > 0 AND s.lines = b.control_count AND s.pence = b.control_pence AND b.hash_total IS NULL) IS NOT TRUE THEN
    PERFORM batch_of_mine(the_batch);
    PERFORM batch_proves(b.id, s.lines, s.pence, s.hash);
    PERFORM check_book_date(s.landlord_id, b.cashbook_id, b.book_date);
    PERFORM no_interest_in(b.id);
  END IF;
  e := nextval('rb.entry_id_seq'); at := clock_timestamp();
  IF s.debits = 'rent-income' THEN SELECT x.* INTO sums FROM charge_lines(e, b.id) x; ELSE
  WITH made AS (
    INSERT INTO posting AS g (entry_id, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT e, l.line, coalesce(p.part, 1), s.landlord_id, b.cashbook_id, coalesce(l.code_id, s.code_id), CASE WHEN l.debit THEN l.account_id ELSE s.to_debit END,
      CASE WHEN l.debit THEN s.to_debit ELSE coalesce(p.account_id, l.account_id, s.suspense) END, coalesce(p.pence, l.pence), l.effective_date, b.book_date
    FROM batch_line l LEFT JOIN line_part p ON l.split AND (p.batch_id, p.line) = (l.batch_id, l.line) WHERE l.batch_id = b.id AND l.state = 'kept'
    RETURNING g.line, g.part, g.pence, g.credit_account, posting_text(g) AS words)
  SELECT count(DISTINCT m.line)::int AS lines, sum(m.pence)::bigint AS pence, bool_or(m.credit_account = s.suspense) AS to_suspense, string_agg(m.words, E'\n' ORDER BY m.line, m.part) AS words INTO sums FROM made m;
  END IF;
  number := link_entry(e, 'batch', b.id, session_user, at, sums.lines, sums.pence, sums.words);
  IF sums.to_suspense THEN PERFORM suspense_items(e); END IF;
  IF s.file IS NOT NULL THEN PERFORM learn_from(s.file); END IF;
  IF s.banked THEN PERFORM bank_meets(b.id, s.file, e, s.pence); END IF;
  RETURN end_act('post_batch', the_key, jsonb_build_object('batch', b.id, 'state', 'posted', 'lines', sums.lines, 'total_pence', s.pence, 'posted_at', at, 'number', number), NULL);
END $$;
GRANT EXECUTE ON FUNCTION rb.post_batch(text, bigint) TO @assistant@;
