-- A bank line becomes a receipt of an open batch, once: its amount and day are the bank's, the account (null: suspense, with a reason) is the operator's word.
-- doc: line_id, account_id, reason
CREATE OR REPLACE FUNCTION rb.take_bank_line(the_key text, the_batch bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; c cashbook; l bank_line; w bank_words; n int;
BEGIN
  done := begin_act('take_bank_line', the_key, jsonb_build_object('batch', the_batch, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine(the_batch); PERFORM not_of_a_file(b.id);
  SELECT * INTO STRICT c FROM cashbook WHERE id = b.cashbook_id;
  IF (SELECT debits FROM stream WHERE id = b.stream_id) <> 'bank' THEN PERFORM refuse('stream_not_bank', 'money that is on the bank account belongs into a batch of a stream that debits it: open one of stream bank', to_jsonb(b.id)); END IF;
  PERFORM lock_bank(ARRAY[c.id]);
  l := open_bank_line(c, (doc ->> 'line_id')::bigint);
  IF l.pence < 0 THEN PERFORM refuse('goes_out', 'the line goes out: it is no receipt', to_jsonb(l.id)); END IF;
  SELECT * INTO w FROM bank_words WHERE line_id = l.id;
  SELECT coalesce(max(line), 0) + 1 INTO n FROM batch_line WHERE batch_id = b.id;
  PERFORM write_line(b, n, jsonb_build_object('account_id', doc -> 'account_id', 'pence', l.pence, 'effective_date', l.day, 'payer', coalesce(nullif(w.name, ''), w.narrative), 'narrative', w.narrative,
    'quoted', w.reference, 'reason', coalesce(doc ->> 'reason', ''), 'match', 'bank'), NULL);
  INSERT INTO bank_receipt (batch_id, line, line_id) VALUES (b.id, n, l.id);
  UPDATE bank_explained SET live = false WHERE line_id = l.id AND live;
  RETURN end_act('take_bank_line', the_key, line_answer(b, n), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.take_bank_line(text, bigint, jsonb) TO @assistant@;
