-- A receipt reversed (line 0: its whole entry): bank lines that had become it are open again, a file's credit waits for the corrected schedule, and entry and reversal cancel each other.
-- What a signed sheet rests on stays as it is.
CREATE OR REPLACE FUNCTION rb.bank_frees(the_batch bigint, the_entry bigint, the_line int, why text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE m bank_match; undo bigint; freed boolean := false; n bigint;
BEGIN
  SELECT r.entry_id INTO undo FROM reversal r WHERE r.original_entry = the_entry AND the_line IN (0, r.original_line) LIMIT 1;
  FOR m IN SELECT x.* FROM bank_match x JOIN bank_match_entry y ON y.match_id = x.id AND y.live WHERE y.entry_id = the_entry AND y.line = the_line AND x.sheet IS NULL AND (x.kind = 'receipts' OR x.kind = 'clearing' AND x.file_id IS NOT NULL) FOR NO KEY UPDATE OF x LOOP
    IF m.kind = 'receipts' THEN PERFORM end_match(m, why);
    ELSE
      UPDATE bank_match_entry SET live = false WHERE match_id = m.id;
      UPDATE bank_match SET kind = 'lump', file_id = NULL, clearing_id = (SELECT e.account_id FROM cash_effect(m.cashbook_id, the_entry, 0) e LIMIT 1) WHERE id = m.id;
    END IF;
    INSERT INTO bank_match (cashbook_id, kind, how, pence, why) VALUES (m.cashbook_id, 'contra', 'exact', 0, left(coalesce(why, ''), 200)) RETURNING id INTO n;
    PERFORM fill_match(n, '{}', jsonb_build_array(jsonb_build_array(the_entry, the_line, (SELECT sum(e.pence) FROM cash_effect(m.cashbook_id, the_entry, the_line) e)), jsonb_build_array(undo, the_line, (SELECT sum(e.pence) FROM cash_effect(m.cashbook_id, undo, the_line) e))));
  END LOOP;
  UPDATE bank_receipt SET live = false WHERE batch_id = the_batch AND live AND the_line IN (0, line);
END $$;
