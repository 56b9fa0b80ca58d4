-- What the bank met of clearings (or of charges and transfers), posted: debit bank, credit each; out the other way round. Answers the entry, null where there is nothing to post.
-- sums: [[account, pence, code of its own?], …]; booked: its book date, today's without
CREATE OR REPLACE FUNCTION rb.clear_to_bank(c rb.cashbook, sums jsonb, the_code text, the_day date, booked date DEFAULT NULL, OUT entry_id bigint, OUT number text)
LANGUAGE plpgsql AS $$
DECLARE bank bigint := control_account(c.landlord_id, 'bank', c.id); lacking text; day date := coalesce(booked, today());
BEGIN
  IF jsonb_array_length(sums) = 0 THEN RETURN; END IF;
  PERFORM check_book_date(c.landlord_id, c.id, day);
  SELECT coalesce(x ->> 2, the_code) INTO lacking FROM jsonb_array_elements(sums) x WHERE NOT EXISTS (SELECT FROM txn_code t WHERE t.code = coalesce(x ->> 2, the_code)) LIMIT 1;
  IF FOUND THEN PERFORM refuse('no_code', format('there is no code %s: run setup', lacking), to_jsonb(lacking)); END IF;
  entry_id := nextval('rb.entry_id_seq');
  INSERT INTO posting (entry_id, line, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT clear_to_bank.entry_id, s.n, c.landlord_id, c.id, t.id, CASE WHEN s.pence > 0 THEN bank ELSE s.account END, CASE WHEN s.pence > 0 THEN s.account ELSE bank END, abs(s.pence), the_day, day
    FROM (SELECT (x ->> 0)::bigint AS account, (x ->> 1)::bigint AS pence, coalesce(x ->> 2, the_code) AS code, row_number() OVER (ORDER BY (x ->> 0)::bigint) AS n FROM jsonb_array_elements(sums) x) s JOIN txn_code t ON t.code = s.code ORDER BY s.n;
  number := close_entry(entry_id, 'match');
END $$;
