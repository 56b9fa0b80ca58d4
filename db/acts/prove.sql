-- Every fault of the book with its place, from one snapshot: balances, controls, lines, files, suspense, the bank, requests, pay runs, chains, seals, periods, sheets, ledger controls, keys, orphans, reversals, references, guards.
CREATE OR REPLACE FUNCTION rb.prove() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' SET work_mem = '64MB' AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('repeatable read', 'serializable') THEN
    PERFORM refuse('not_one_snapshot', 'a proof is of one moment: begin repeatable read, read only'); END IF;
  IF EXISTS (SELECT FROM operator WHERE login = session_user) THEN PERFORM need_group('operator'); END IF;
  RETURN QUERY SELECT * FROM proof_balances();
  RETURN QUERY SELECT * FROM proof_batches();
  RETURN QUERY SELECT * FROM proof_files();
  RETURN QUERY SELECT * FROM proof_suspense();
  RETURN QUERY SELECT * FROM proof_bank();
  RETURN QUERY SELECT * FROM proof_requests();
  RETURN QUERY SELECT * FROM proof_payments();
  RETURN QUERY SELECT * FROM proof_chain();
  RETURN QUERY SELECT * FROM proof_seals();
  RETURN QUERY SELECT * FROM proof_days();
  RETURN QUERY SELECT * FROM proof_sheets();
  RETURN QUERY SELECT * FROM proof_sheet_words();
  RETURN QUERY SELECT * FROM proof_carried();
  RETURN QUERY SELECT * FROM proof_control();
  RETURN QUERY SELECT * FROM proof_keys();
  RETURN QUERY SELECT * FROM proof_links();
  RETURN QUERY SELECT * FROM proof_references();
  RETURN QUERY SELECT * FROM proof_guards();
END $$;
GRANT EXECUTE ON FUNCTION rb.prove() TO @operator@;
