-- An open batch given up with a reason: nothing of it is posted, its lines stay to be read.
CREATE OR REPLACE FUNCTION rb.abandon_batch(the_key text, the_batch bigint, why text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch;
BEGIN
  done := begin_act('abandon_batch', the_key, jsonb_build_object('batch', the_batch, 'why', why));
  IF done IS NOT NULL THEN RETURN done; END IF;
  IF length(btrim(coalesce(why, ''))) < 3 THEN PERFORM refuse('reason_needed', 'say why it is abandoned, in three letters or more'); END IF;
  b := batch_of_mine(the_batch);
  PERFORM file_ends(b.id);
  UPDATE batch SET state = 'abandoned', ended_at = clock_timestamp() WHERE id = b.id;
  RETURN end_act('abandon_batch', the_key, jsonb_build_object('batch', b.id, 'state', 'abandoned'), 'batch ' || b.id, why);
END $$;
GRANT EXECUTE ON FUNCTION rb.abandon_batch(text, bigint, text) TO @assistant@;
