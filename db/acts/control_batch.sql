-- The control of a live batch, or a corrected one: with its source and reference, and reported as late once lines are kept.
CREATE OR REPLACE FUNCTION rb.control_batch(the_key text, the_batch bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch;
BEGIN
  done := begin_act('control_batch', the_key, jsonb_build_object('batch', the_batch, 'doc', doc));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine(the_batch); PERFORM not_of_a_file(b.id);
  IF coalesce((doc ->> 'control_pence')::bigint, -1) < 0 OR coalesce((doc ->> 'control_count')::int, -1) < 0 THEN
    PERFORM refuse('control_missing', 'a control is a total and a count, neither below nil'); END IF;
  IF btrim(coalesce(doc ->> 'source', '')) = '' OR btrim(coalesce(doc ->> 'ref', '')) = '' THEN
    PERFORM refuse('control_source', 'say where the control comes from and its reference: terminal, till or slip, and its number'); END IF;
  UPDATE batch SET control_pence = (doc ->> 'control_pence')::bigint, control_count = (doc ->> 'control_count')::int, hash_total = coalesce((doc ->> 'hash_total')::bigint, hash_total),
      control_source = doc ->> 'source', control_ref = doc ->> 'ref', control_late = EXISTS (SELECT FROM batch_line WHERE batch_id = b.id)
    WHERE id = b.id;
  IF NOT b.blind AND (doc ->> 'control_pence')::bigint >= (SELECT blind_above_pence FROM stream WHERE id = b.stream_id) THEN  -- and never back again
    UPDATE batch SET blind = true, blind_late = EXISTS (SELECT FROM batch_line WHERE batch_id = b.id) WHERE id = b.id; END IF;
  RETURN end_act('control_batch', the_key, jsonb_build_object('batch', b.id, 'was_pence', b.control_pence, 'was_count', b.control_count, 'control_pence', doc -> 'control_pence', 'control_count', doc -> 'control_count'), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.control_batch(text, bigint, jsonb) TO @assistant@;
