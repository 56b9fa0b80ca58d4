-- What the bank met of clearings (or of charges and transfers), posted: debit bank, credit each; out the other way round. Answers the entry, null where there is nothing to post.
-- sums: [[account, pence], …]
CREATE OR REPLACE FUNCTION rb.clear_to_bank(c rb.cashbook, sums jsonb, the_code text, the_day date, OUT entry_id bigint, OUT number text)
LANGUAGE plpgsql AS $$
DECLARE bank bigint := control_account(c.landlord_id, 'bank', c.id); code smallint;
BEGIN
  IF jsonb_array_length(sums) = 0 THEN RETURN; END IF;
  PERFORM check_book_date(c.landlord_id, c.id, today());
  SELECT id INTO code FROM txn_code x WHERE x.code = the_code;
  IF NOT FOUND THEN PERFORM refuse('no_code', format('there is no code %s: run setup', the_code), to_jsonb(the_code)); END IF;
  entry_id := nextval('rb.entry_id_seq');
  INSERT INTO posting (entry_id, line, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT clear_to_bank.entry_id, s.n, c.landlord_id, c.id, code, CASE WHEN s.pence > 0 THEN bank ELSE s.account END, CASE WHEN s.pence > 0 THEN s.account ELSE bank END, abs(s.pence), the_day, today()
    FROM (SELECT (x ->> 0)::bigint AS account, (x ->> 1)::bigint AS pence, row_number() OVER (ORDER BY (x ->> 0)::bigint) AS n FROM jsonb_array_elements(sums) x) s ORDER BY s.n;
  number := close_entry(entry_id, 'match');
END $$;
