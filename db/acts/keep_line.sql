-- One keyed line on disk. doc: account_id (null: suspense), pence, effective_date, quoted, payer, narrative, reason, look, parts [{account_id, pence}], …
CREATE OR REPLACE FUNCTION rb.keep_line(the_key text, the_batch bigint, n int, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch;
BEGIN
  done := begin_act('keep_line', the_key, jsonb_build_object('batch', the_batch, 'line', n, 'doc', doc));
  IF done IS NULL THEN
    b := batch_of_mine(the_batch); PERFORM not_of_a_file(b.id);
    IF EXISTS (SELECT FROM batch_line WHERE (batch_id, line) = (b.id, n)) THEN
      PERFORM refuse('line_taken', format('line %s of batch %s is kept already: amend it instead', n, b.id), to_jsonb(n)); END IF;
    PERFORM write_line(b, n, doc, NULL);
    done := end_act('keep_line', the_key, line_answer(b, n), NULL);
  END IF;
  RETURN done || jsonb_build_object('account', account_words((doc ->> 'account_id')::bigint));
END $$;
GRANT EXECUTE ON FUNCTION rb.keep_line(text, bigint, int, jsonb) TO @assistant@;
