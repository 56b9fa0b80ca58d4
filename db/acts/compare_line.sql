-- A committed reading against the line: equal, read again or differs, and nothing else. A reading is compared once; what it was compared with is kept.
CREATE OR REPLACE FUNCTION rb.compare_line(the_key text, the_batch bigint, n int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; p key_pass;
BEGIN
  done := begin_act('compare_line', the_key, jsonb_build_object('batch', the_batch, 'line', n));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := blind_batch(the_batch);
  SELECT x.* INTO p FROM key_pass x WHERE x.batch_id = b.id AND x.line = n AND x.pass > 1 ORDER BY x.pass DESC LIMIT 1;
  IF NOT FOUND THEN PERFORM refuse('pass_not_keyed', format('line %s has no second reading yet', n), to_jsonb(n)); END IF;
  IF p.xact = pg_current_xact_id() THEN PERFORM refuse('not_alone', 'a reading is compared after it was committed: send it alone'); END IF;
  IF NOT p.compared THEN
    UPDATE key_pass k SET compared = true, first_pence = l.pence FROM batch_line l
      WHERE (k.batch_id, k.line, k.pass) = (p.batch_id, p.line, p.pass) AND (l.batch_id, l.line) = (b.id, n); END IF;
  RETURN end_act('compare_line', the_key, jsonb_build_object('batch', b.id, 'line', n, 'answer', line_standing(b.id, n)), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.compare_line(text, bigint, int) TO @assistant@;
