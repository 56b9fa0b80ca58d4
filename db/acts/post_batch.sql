-- The batch becomes postings, once: count, total and hash must prove. Sent again with any key, a posted batch answers its number.
CREATE OR REPLACE FUNCTION rb.post_batch(the_key text, the_batch bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; t record; c cashbook; s stream; e bigint; debit bigint; suspense bigint; number text; at timestamptz; part_wrong int;
BEGIN
  done := begin_act('post_batch', the_key, jsonb_build_object('batch', the_batch));
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.* INTO b FROM batch x WHERE x.id = the_batch FOR NO KEY UPDATE;
  IF b.state = 'posted' AND b.holder = session_user THEN
    RETURN end_act('post_batch', the_key, posted_answer(b.id), NULL); END IF;
  b := batch_of_mine(the_batch);
  SELECT * INTO c FROM cashbook WHERE id = b.cashbook_id;
  SELECT * INTO s FROM stream WHERE id = b.stream_id;
  SELECT * INTO t FROM tally(b.id);
  IF b.blind THEN PERFORM refuse('blind_not_compared', 'a blind batch posts only after its second keying agrees', to_jsonb(b.id)); END IF;
  IF b.control_pence IS NULL THEN PERFORM refuse('control_missing', format('batch %s has no control yet: enter the terminal or till total with its source (batch control)', b.id), to_jsonb(b.id)); END IF;
  IF t.lines = 0 THEN PERFORM refuse('batch_empty', format('batch %s has no kept line: key one, or abandon it', b.id), to_jsonb(b.id)); END IF;
  IF t.lines <> b.control_count THEN PERFORM refuse('control_count', format('%s lines keyed, control says %s: batch %s does not prove', t.lines, b.control_count, b.id),
    jsonb_build_object('batch', b.id, 'difference_pence', t.pence - b.control_pence, 'difference_lines', t.lines - b.control_count)); END IF;
  IF t.pence <> b.control_pence THEN PERFORM refuse('control_total', format('batch %s is %s by %s: it does not prove', b.id, CASE WHEN t.pence > b.control_pence THEN 'over' ELSE 'short' END,
      to_char(abs(t.pence - b.control_pence) / 100.0, 'FM999,999,990.00')), jsonb_build_object('batch', b.id, 'difference_pence', t.pence - b.control_pence, 'difference_lines', 0)); END IF;
  IF t.hash <> b.hash_total THEN PERFORM refuse('hash_total', format('hash total keyed %s, control says %s: a line stands on a wrong account', t.hash, b.hash_total),
    jsonb_build_object('batch', b.id, 'difference', t.hash - b.hash_total)); END IF;
  PERFORM check_book_date(c.landlord_id, c.id, b.book_date);
  SELECT l.line INTO part_wrong FROM batch_line l LEFT JOIN line_part p ON (p.batch_id, p.line) = (l.batch_id, l.line)
    JOIN account a ON a.id IN (l.account_id, p.account_id) JOIN interest i ON i.account_id IN (a.id, a.parent_id) AND i.login = session_user WHERE l.batch_id = b.id AND l.state = 'kept' LIMIT 1;
  IF FOUND THEN PERFORM refuse('interest_declared', format('line %s is on an account declared yours or a relative''s: a colleague must take the batch', part_wrong), to_jsonb(part_wrong)); END IF;
  debit := control_account(c.landlord_id, s.debits, c.id); suspense := control_account(c.landlord_id, 'suspense', c.id);
  e := nextval(pg_get_serial_sequence('rb.entry', 'id')); at := clock_timestamp();
  INSERT INTO posting (entry_id, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT e, l.line, coalesce(p.part, 1), c.landlord_id, c.id, s.code_id, debit, coalesce(p.account_id, l.account_id, suspense), coalesce(p.pence, l.pence), l.effective_date, b.book_date
    FROM batch_line l LEFT JOIN line_part p ON l.split AND (p.batch_id, p.line) = (l.batch_id, l.line) WHERE l.batch_id = b.id AND l.state = 'kept' ORDER BY l.line, p.part;
  number := close_entry(e, 'batch', b.id, session_user, at);
  UPDATE batch SET state = 'posted', ended_at = at, entry_id = e WHERE id = b.id;
  RETURN end_act('post_batch', the_key, posted_answer(b.id), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.post_batch(text, bigint) TO @assistant@;
