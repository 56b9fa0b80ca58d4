-- A line struck out stays, visible as struck; it counts for nothing.
CREATE OR REPLACE FUNCTION rb.strike_line(the_key text, the_batch bigint, n int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch;
BEGIN
  done := begin_act('strike_line', the_key, jsonb_build_object('batch', the_batch, 'line', n));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine(the_batch); PERFORM not_of_a_file(b.id);
  UPDATE batch_line SET state = 'struck', makers = CASE WHEN session_user = ANY (makers) THEN makers ELSE makers || session_user::name END WHERE (batch_id, line) = (b.id, n) AND state = 'kept';
  IF NOT FOUND THEN PERFORM refuse('line_not_kept', format('batch %s has no kept line %s', b.id, n), to_jsonb(n)); END IF;
  PERFORM as_the_bank_says(b.id, n);
  RETURN end_act('strike_line', the_key, line_answer(b, n), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.strike_line(text, bigint, int) TO @assistant@;
