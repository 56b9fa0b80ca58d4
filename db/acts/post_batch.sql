-- The batch becomes postings, once: count, total and hash must prove. Sent again with any key, a posted batch answers its number.
-- The entry it makes is its own line of the audit.
CREATE OR REPLACE FUNCTION rb.post_batch(the_key text, the_batch bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b record; t record; e bigint; to_debit bigint; suspense bigint; number text; at timestamptz;
BEGIN
  done := begin_act('post_batch', the_key, jsonb_build_object('batch', the_batch));
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.*, c.landlord_id, s.debits, s.code_id INTO b FROM batch x JOIN cashbook c ON c.id = x.cashbook_id JOIN stream s ON s.id = x.stream_id
    WHERE x.id = the_batch FOR NO KEY UPDATE OF x;
  IF b.state = 'posted' AND b.holder = session_user THEN RETURN end_act('post_batch', the_key, posted_answer(b.id), NULL); END IF;
  PERFORM batch_of_mine(the_batch);
  SELECT * INTO t FROM tally(b.id);
  PERFORM batch_proves(b.id, t.lines, t.pence, t.hash);
  PERFORM check_book_date(b.landlord_id, b.cashbook_id, b.book_date);
  PERFORM no_interest_in(b.id);
  to_debit := control_account(b.landlord_id, b.debits, b.cashbook_id); suspense := control_account(b.landlord_id, 'suspense', b.cashbook_id);
  e := nextval('rb.entry_id_seq'); at := clock_timestamp();
  INSERT INTO posting (entry_id, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT e, l.line, coalesce(p.part, 1), b.landlord_id, b.cashbook_id, b.code_id, to_debit, coalesce(p.account_id, l.account_id, suspense), coalesce(p.pence, l.pence), l.effective_date, b.book_date
    FROM batch_line l LEFT JOIN line_part p ON l.split AND (p.batch_id, p.line) = (l.batch_id, l.line) WHERE l.batch_id = b.id AND l.state = 'kept' ORDER BY l.line, p.part;
  number := close_entry(e, 'batch', b.id, session_user, at);
  UPDATE batch SET state = 'posted', ended_at = at, entry_id = e WHERE id = b.id;
  RETURN end_act('post_batch', the_key, jsonb_build_object('batch', b.id, 'state', 'posted', 'lines', t.lines, 'total_pence', t.pence, 'posted_at', at, 'number', number), NULL);
END $$;
GRANT EXECUTE ON FUNCTION rb.post_batch(text, bigint) TO @assistant@;
