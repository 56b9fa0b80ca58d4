-- A batch just posted meets the bank: a file's waiting credit completes its tie; bank lines that became its receipts are matched to them.
CREATE OR REPLACE FUNCTION rb.bank_meets(the_batch bigint, the_file bigint, the_entry bigint, the_pence bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE m bigint; c smallint := (SELECT cashbook_id FROM batch WHERE id = the_batch); r record;
BEGIN
  UPDATE bank_match SET kind = 'clearing' WHERE file_id = the_file AND kind = 'lump' AND live RETURNING id INTO m;
  IF FOUND THEN PERFORM fill_match(m, '{}', jsonb_build_array(jsonb_build_array(the_entry, 0, the_pence))); END IF;
  IF the_file IS NOT NULL THEN
    INSERT INTO bank_match (cashbook_id, kind, how, file_id, pence) SELECT c, 'receipts', 'file', the_file, sum(l.pence) FROM bank_receipt x JOIN bank_line l ON l.id = x.line_id WHERE x.batch_id = the_batch AND x.live HAVING count(*) > 0 RETURNING id INTO m;
    IF FOUND THEN
      PERFORM fill_match(m, ARRAY(SELECT x.line_id FROM bank_receipt x WHERE x.batch_id = the_batch AND x.live), jsonb_build_array(jsonb_build_array(the_entry, 0, the_pence)));
    END IF;
  ELSE
    FOR r IN SELECT x.line, x.line_id, l.pence FROM bank_receipt x JOIN bank_line l ON l.id = x.line_id JOIN batch_line b ON (b.batch_id, b.line) = (x.batch_id, x.line) AND b.state = 'kept' WHERE x.batch_id = the_batch AND x.live ORDER BY x.line LOOP
      INSERT INTO bank_match (cashbook_id, kind, pence) VALUES (c, 'receipts', r.pence) RETURNING id INTO m;
      PERFORM fill_match(m, ARRAY[r.line_id], jsonb_build_array(jsonb_build_array(the_entry, r.line, r.pence)));
    END LOOP;
  END IF;
  UPDATE bank_words w SET account_id = b.account_id FROM bank_receipt x JOIN batch_line b ON (b.batch_id, b.line) = (x.batch_id, x.line) AND b.account_id IS NOT NULL WHERE x.batch_id = the_batch AND x.live AND w.line_id = x.line_id;
END $$;
