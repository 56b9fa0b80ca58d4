-- An expected payment that did not come is passed over; or taken up again.
CREATE OR REPLACE FUNCTION rb.pass_over(the_key text, the_batch bigint, n int, passed boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch;
BEGIN
  done := begin_act('pass_over', the_key, jsonb_build_object('batch', the_batch, 'item', n, 'passed', passed));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine(the_batch);
  UPDATE walk_item SET skipped = coalesce(passed, true) WHERE (batch_id, item) = (b.id, n);
  IF NOT FOUND THEN PERFORM refuse('unknown_item', format('batch %s expects no payment %s', b.id, n), to_jsonb(n)); END IF;
  RETURN end_act('pass_over', the_key, jsonb_build_object('batch', b.id, 'item', n, 'passed', coalesce(passed, true)), NULL);
END $$;
GRANT EXECUTE ON FUNCTION rb.pass_over(text, bigint, int, boolean) TO @assistant@;
