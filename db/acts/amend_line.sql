-- A kept line corrected before posting: what doc names changes, the rest stays; it remembers everybody who touched it.
CREATE OR REPLACE FUNCTION rb.amend_line(the_key text, the_batch bigint, n int, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; was batch_line;
BEGIN
  done := begin_act('amend_line', the_key, jsonb_build_object('batch', the_batch, 'line', n, 'doc', doc));
  IF done IS NULL THEN
    b := batch_of_mine(the_batch); PERFORM not_of_a_file(b.id);
    SELECT * INTO was FROM batch_line WHERE (batch_id, line) = (b.id, n);
    IF NOT FOUND THEN PERFORM refuse('line_not_kept', format('batch %s has no line %s', b.id, n), to_jsonb(n)); END IF;
    PERFORM write_line(b, n, doc, was);
    PERFORM as_the_bank_says(b.id, n);
    INSERT INTO audit (act, subject, detail) VALUES ('amend_line', 'batch ' || b.id,
      jsonb_build_object('line', n, 'was_account', was.account_id, 'was_pence', was.pence, 'was_date', was.effective_date, 'was_state', was.state));
    done := end_act('amend_line', the_key, line_answer(b, n), NULL);
  END IF;
  RETURN done || jsonb_build_object('account', account_words((SELECT account_id FROM batch_line WHERE (batch_id, line) = (the_batch, n))));
END $$;
GRANT EXECUTE ON FUNCTION rb.amend_line(text, bigint, int, jsonb) TO @assistant@;
