-- A demo book's past, by its owner only, maker and clock given. The staged table holds postings with, for each, its entry's place
-- in the history (seq), kind, maker and time; one set of postings, then one link after the other.
CREATE OR REPLACE FUNCTION rb.seed_history(staged regclass) RETURNS bigint
LANGUAGE plpgsql SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
DECLARE before bigint; e record; n bigint;
BEGIN
  IF (SELECT kind FROM book) <> 'demo' THEN PERFORM refuse('not_a_demo', 'only a demo book has a made-up past'); END IF;
  EXECUTE format('SELECT coalesce(max(seq), 0) FROM %s', staged) INTO n;
  before := nextval('rb.entry_id_seq');
  PERFORM setval('rb.entry_id_seq', before + n);
  EXECUTE format('INSERT INTO posting (entry_id, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
    SELECT %s + seq, row_number() OVER (PARTITION BY seq ORDER BY debit_account, credit_account, effective_date, pence), 1, landlord_id, cashbook_id, code_id,
      debit_account, credit_account, pence, effective_date, book_date FROM %s ORDER BY seq', before, staged);
  GET DIAGNOSTICS n = ROW_COUNT;
  FOR e IN EXECUTE format('SELECT seq, min(kind) AS kind, min(maker)::name AS maker, min(at) AS at FROM %s GROUP BY seq ORDER BY seq', staged) LOOP
    PERFORM close_entry(before + e.seq, e.kind, NULL, e.maker, e.at);
  END LOOP;
  RETURN n;
END $$;
