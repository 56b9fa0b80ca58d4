-- The linked reversal of an entry's line (0: all of it), as a new entry; what had gone on from suspense is brought back first, what is cleared from it comes back to its item.
CREATE OR REPLACE FUNCTION rb.reverse_entry(e rb.entry, the_line int, why text, entry_named text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE o bigint; gone bigint; k record;
BEGIN
  PERFORM FROM request WHERE entry_id = e.id FOR NO KEY UPDATE;            -- a pay run that takes it up meanwhile is seen
  SELECT i.id INTO gone FROM suspense_item i WHERE i.entry_id = e.id AND (the_line = 0 OR i.line = the_line) AND i.cleared_pence > 0 LIMIT 1;
  IF FOUND THEN PERFORM refuse('cleared_already', format('money of it was cleared from suspense (item %s): reverse that clearing first', gone), to_jsonb(gone)); END IF;
  o := nextval('rb.entry_id_seq');
  INSERT INTO posting SELECT o, p.line, p.part, p.landlord_id, p.cashbook_id, p.code_id, p.credit_account, p.debit_account, p.pence, p.effective_date, today()
    FROM posting p WHERE p.entry_id = e.id AND (the_line = 0 OR p.line = the_line) ORDER BY p.line, p.part;
  BEGIN
    INSERT INTO reversal SELECT e.id, p.line, p.part, o, p.line, p.part, why FROM posting p WHERE p.entry_id = o;
  EXCEPTION WHEN unique_violation THEN
    PERFORM refuse('reversed_already', format('%s is reversed already: the account shows by which posting', entry_named), to_jsonb(entry_named));
  END;
  UPDATE suspense_item SET ended = 'reversed' WHERE entry_id = e.id AND (the_line = 0 OR line = the_line) AND ended IS NULL;
  UPDATE suspense_clearing SET undone = true WHERE entry_id = e.id RETURNING item_id, pence INTO k;
  IF FOUND THEN UPDATE suspense_item SET cleared_pence = cleared_pence - k.pence, ended = NULL WHERE id = k.item_id; END IF;
  UPDATE request SET state = 'reversed' WHERE entry_id = e.id AND state IN ('approved', 'posted');
  RETURN close_entry(o, 'reversal');
END $$;
