-- The second (or third) reading of an amount, by somebody who cannot see the first. Written once; it answers nothing of the amount.
CREATE OR REPLACE FUNCTION rb.key_pass(the_key text, the_batch bigint, n int, the_pass int, the_pence bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; standing text;
BEGIN
  done := begin_act('key_pass', the_key, jsonb_build_object('batch', the_batch, 'line', n, 'pass', the_pass, 'pence', the_pence));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := blind_batch(the_batch); PERFORM second_reader(b);
  IF the_pence IS NULL OR the_pence NOT BETWEEN 1 AND 100000000 THEN PERFORM refuse('amount_out_of_range', 'an amount is between 0.01 and 1,000,000.00', to_jsonb(n)); END IF;
  IF NOT EXISTS (SELECT FROM batch_line WHERE (batch_id, line, state) = (b.id, n, 'kept')) THEN
    PERFORM refuse('line_not_kept', format('batch %s has no kept line %s', b.id, n), to_jsonb(n)); END IF;
  IF EXISTS (SELECT FROM batch_line l LEFT JOIN line_part p ON (p.batch_id, p.line) = (l.batch_id, l.line) JOIN account a ON a.id IN (l.account_id, p.account_id)
      JOIN interest i ON i.account_id IN (a.id, a.parent_id) AND i.login = session_user WHERE (l.batch_id, l.line) = (b.id, n)) THEN
    PERFORM refuse('interest_declared', format('line %s is on an account declared yours or a relative''s: another colleague reads it', n), to_jsonb(n)); END IF;
  standing := line_standing(b.id, n);
  IF (the_pass = 2 AND standing = 'waiting' OR the_pass = 3 AND standing = 'read again') IS NOT TRUE THEN
    PERFORM refuse('pass_not_asked', format('line %s does not wait for reading %s: %s', n, the_pass, CASE standing WHEN 'keyed' THEN 'compare it first' WHEN 'equal' THEN 'it agrees'
      WHEN 'waiting' THEN 'its second comes first' WHEN 'read again' THEN 'its third is asked' ELSE 'whoever keyed it corrects it' END), to_jsonb(n)); END IF;
  IF the_pass = 3 AND in_group('supervisor') AND EXISTS (SELECT FROM key_pass p WHERE (p.batch_id, p.line, p.pass) = (b.id, n, 2) AND p.first_pence = p.pence) THEN
    PERFORM refuse('second_person_needed', format('line %s agreed once, so supervisors could read it: an assistant reads it again', n), to_jsonb(n)); END IF;
  INSERT INTO key_pass (batch_id, line, pass, pence, whose) VALUES (b.id, n, the_pass, the_pence, line_whose(b.id, n));
  RETURN end_act('key_pass', the_key, jsonb_build_object('batch', b.id, 'line', n, 'pass', the_pass), NULL);
END $$;
GRANT EXECUTE ON FUNCTION rb.key_pass(text, bigint, int, int, bigint) TO @assistant@;
