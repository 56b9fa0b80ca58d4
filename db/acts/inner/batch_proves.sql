-- Whether what is keyed agrees with the batch's control; the first fault in order of precedence refuses it.
CREATE OR REPLACE FUNCTION rb.batch_proves(the_batch bigint, lines int, pence bigint, hash bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE b batch;
BEGIN
  SELECT * INTO b FROM batch WHERE id = the_batch;
  IF b.blind THEN PERFORM blind_proves(b.id); END IF;
  IF b.control_pence IS NULL THEN PERFORM refuse('control_missing', format('batch %s has no control yet: enter the terminal or till total with its source (batch control)', b.id), to_jsonb(b.id)); END IF;
  IF lines = 0 THEN PERFORM refuse('batch_empty', format('batch %s has no kept line: key one, or abandon it', b.id), to_jsonb(b.id)); END IF;
  IF lines <> b.control_count THEN PERFORM refuse('control_count', format('%s lines keyed, control says %s: batch %s does not prove', lines, b.control_count, b.id),
    jsonb_build_object('batch', b.id, 'difference_pence', pence - b.control_pence, 'difference_lines', lines - b.control_count)); END IF;
  IF pence <> b.control_pence THEN PERFORM refuse('control_total', format('batch %s is %s by %s: it does not prove', b.id, CASE WHEN pence > b.control_pence THEN 'over' ELSE 'short' END,
      to_char(abs(pence - b.control_pence) / 100.0, 'FM999,999,990.00')), jsonb_build_object('batch', b.id, 'difference_pence', pence - b.control_pence, 'difference_lines', 0)); END IF;
  IF hash <> b.hash_total THEN PERFORM refuse('hash_total', format('hash total keyed %s, control says %s: a line stands on a wrong account', hash, b.hash_total),
    jsonb_build_object('batch', b.id, 'difference', hash - b.hash_total)); END IF;
END $$;
