-- A schedule tied to its bank credit, whichever came first: debit bank, credit the payer's clearing, to the penny of the file's batch. A lump that waits already is not posted twice.
-- Of a file whose batch is open the credit waits in the clearing; posting the batch completes the tie.
-- doc: file, lines [id], why
CREATE OR REPLACE FUNCTION rb.tie_file(the_key text, doc jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE done jsonb; f record; c cashbook; lines bigint[]; n bigint; came bigint; lumps bigint[]; m bank_match;
BEGIN
  done := begin_act('tie_file', the_key, doc);
  IF done IS NOT NULL THEN RETURN done; END IF;
  SELECT x.id, x.live, x.cashbook_id, b.id AS batch, b.state, b.entry_id, b.control_pence, s.debits, s.code INTO f
    FROM payment_file x JOIN batch b ON b.id = x.batch_id JOIN stream s ON s.id = b.stream_id JOIN cashbook k ON k.id = x.cashbook_id WHERE x.id = (doc ->> 'file')::bigint AND k.landlord_id = ANY (my_landlords()) FOR NO KEY UPDATE OF b;
  IF NOT FOUND THEN PERFORM refuse('unknown_file', format('there is no file %s: the Files screen lists them', doc ->> 'file'), doc -> 'file'); END IF;
  IF NOT f.live THEN PERFORM refuse('reversed_already', format('file %s is reversed or abandoned: tie the one that stands', f.id), to_jsonb(f.id)); END IF;
  IF f.debits = 'bank' THEN PERFORM refuse('no_clearing', format('file %s is the bank''s own: its lines are on the bank account at once', f.id), to_jsonb(f.code)); END IF;
  SELECT * INTO STRICT c FROM cashbook WHERE id = f.cashbook_id;
  PERFORM lock_bank(ARRAY[c.id]);
  IF EXISTS (SELECT FROM bank_match x WHERE x.file_id = f.id AND x.live) OR EXISTS (SELECT FROM bank_match_entry x WHERE x.entry_id = f.entry_id AND x.live) THEN
    PERFORM refuse('tied_already', format('file %s is tied to its credit already', f.id), to_jsonb(f.id)); END IF;
  lines := ARRAY(SELECT x::bigint FROM jsonb_array_elements_text(doc -> 'lines') x ORDER BY 1);
  IF cardinality(lines) = 0 THEN PERFORM refuse('nothing_to_match', 'name the bank credits of the file'); END IF;
  FOREACH n IN ARRAY lines LOOP PERFORM open_bank_line(c, n, true); END LOOP;
  SELECT sum(pence) INTO came FROM bank_line WHERE id = ANY (lines);
  IF came <> f.control_pence THEN PERFORM refuse('match_differs', format('the bank has %s, file %s comes to %s: %s apart, name every credit of it', in_pounds(came), f.id, in_pounds(f.control_pence), in_pounds(abs(came - f.control_pence))), to_jsonb(came - f.control_pence)); END IF;
  SELECT array_agg(DISTINCT y.match_id) INTO lumps FROM bank_match_line y WHERE y.live AND y.line_id = ANY (lines);
  IF lumps IS NULL THEN
    IF f.state = 'posted' THEN done := make_match(c, lines, jsonb_build_array(jsonb_build_array(f.entry_id, 0)), 'file', f.id, doc ->> 'why');
    ELSE done := make_lump(c, lines, control_account(c.landlord_id, f.debits, c.id), f.id, doc ->> 'why'); END IF;
  ELSE
    SELECT * INTO STRICT m FROM bank_match x WHERE x.id = lumps[1];
    IF cardinality(lumps) > 1 OR m.file_id IS NOT NULL OR m.clearing_id <> control_account(c.landlord_id, f.debits, c.id) OR lines <> ARRAY(SELECT y.line_id FROM bank_match_line y WHERE y.match_id = m.id AND y.live ORDER BY 1) THEN
      PERFORM refuse('lump_elsewhere', format('match %s holds these credits otherwise: undo it, then tie them', m.id), to_jsonb(m.id)); END IF;
    IF f.state = 'posted' THEN
      UPDATE bank_match SET kind = 'clearing', how = 'file', file_id = f.id WHERE id = m.id;
      PERFORM fill_match(m.id, '{}', jsonb_build_array(jsonb_build_array(f.entry_id, 0, f.control_pence)));
    ELSE UPDATE bank_match SET file_id = f.id WHERE id = m.id; END IF;
    done := jsonb_build_object('match', m.id, 'posting', NULL, 'pence', came);
  END IF;
  RETURN end_act('tie_file', the_key, done || jsonb_build_object('file', f.id), 'file ' || f.id, nullif(doc ->> 'why', ''));
END $$;
GRANT EXECUTE ON FUNCTION rb.tie_file(text, jsonb) TO @assistant@;
