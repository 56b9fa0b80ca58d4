-- Many lines at once from the staging table: only this operator's rows of this load, proved by count, total and digest; all or nothing.
-- doc: load, lines, pence, digest (hex), file (hex, the lines file), add (a further file for the batch)
CREATE OR REPLACE FUNCTION rb.keep_lines(the_key text, the_batch bigint, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; b batch; bad jsonb; got record; the_load uuid := (doc ->> 'load')::uuid; base int;
BEGIN
  done := begin_act('keep_lines', the_key, jsonb_build_object('batch', the_batch, 'doc', doc - 'load'));
  IF done IS NOT NULL THEN RETURN done; END IF;
  b := batch_of_mine(the_batch); PERFORM not_of_a_file(b.id);
  SELECT count(*) AS lines, coalesce(sum(pence), 0) AS pence, encode(sha256(convert_to(coalesce(string_agg(concat_ws(chr(31), line, coalesce(account_id::text, ''), pence, coalesce(effective_date::text, ''),
      coalesce(quoted, ''), coalesce(payer, ''), coalesce(narrative, ''), coalesce(reason, '')), chr(30) ORDER BY line), ''), 'UTF8')), 'hex') AS digest
    INTO got FROM stage_line WHERE load = the_load AND maker = session_user;
  IF (got.lines, got.pence, got.digest) IS DISTINCT FROM ((doc ->> 'lines')::bigint, (doc ->> 'pence')::numeric, doc ->> 'digest') THEN
    PERFORM refuse('stage_differs', 'what arrived is not what was sent: send the lines again'); END IF;
  IF b.lines_digest IS NOT NULL AND NOT coalesce((doc ->> 'add')::boolean, false) THEN
    PERFORM refuse('lines_file_taken', format('batch %s already took a lines file: add another with --add', b.id), to_jsonb(b.id)); END IF;
  SELECT coalesce(max(line), 0) INTO base FROM batch_line WHERE batch_id = b.id;
  IF EXISTS (SELECT FROM stage_line s LEFT JOIN account a ON a.id = s.account_id WHERE s.load = the_load AND s.maker = session_user AND s.account_id IS NOT NULL AND a.id IS NULL) THEN
    PERFORM refuse('unknown_account', 'a line names no account: resolve the references again'); END IF;
  INSERT INTO batch_line (batch_id, line, account_id, pence, effective_date, quoted, payer, narrative, reason, look, auth, last4, drawer, cheque_number, provider_ref, match, score)
    SELECT b.id, base + s.line, s.account_id, s.pence, coalesce(s.effective_date, b.effective_date), coalesce(s.quoted, ''), coalesce(s.payer, ''), coalesce(s.narrative, ''), coalesce(s.reason, ''), coalesce(s.look, ''),
      coalesce(s.auth, ''), coalesce(s.last4, ''), coalesce(s.drawer, ''), coalesce(s.cheque_number, ''), coalesce(s.provider_ref, ''), coalesce(s.match, ''), s.score
    FROM stage_line s WHERE s.load = the_load AND s.maker = session_user ORDER BY s.line;
  bad := line_faults(b.id, base + 1, 1000000);
  IF bad IS NOT NULL THEN
    PERFORM refuse('lines_refused', format('%s of %s lines are refused: nothing was kept', jsonb_array_length(bad), got.lines),
      (SELECT jsonb_agg(jsonb_set(f, '{line}', to_jsonb((f ->> 'line')::int - base))) FROM jsonb_array_elements(bad) f)); END IF;
  DELETE FROM stage_line WHERE load = the_load AND maker = session_user;
  UPDATE batch SET lines_digest = coalesce(decode(doc ->> 'file', 'hex'), lines_digest) WHERE id = b.id;
  RETURN end_act('keep_lines', the_key, line_answer(b, base) || jsonb_build_object('kept', got.lines, 'first_line', base + 1), 'batch ' || b.id);
END $$;
GRANT EXECUTE ON FUNCTION rb.keep_lines(text, bigint, jsonb) TO @assistant@;
