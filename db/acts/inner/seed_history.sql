-- A demo book's past, by its owner only, maker and clock given: one entry from rows staged as (line, part, …) in the table named.
CREATE OR REPLACE FUNCTION rb.seed_history(the_maker name, the_kind text, at timestamptz, staged regclass) RETURNS text
LANGUAGE plpgsql SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE e bigint;
BEGIN
  IF (SELECT kind FROM book) <> 'demo' THEN PERFORM refuse('not_a_demo', 'only a demo book has a made-up past'); END IF;
  e := nextval('rb.entry_id_seq');
  EXECUTE format('INSERT INTO posting (entry_id, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT %s, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date FROM %s', e, staged);
  RETURN close_entry(e, the_kind, NULL, the_maker, at);
END $$;
