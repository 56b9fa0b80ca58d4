-- An account's bank details in full, latest first: those that stood, and those its requests named; only after a committed look.
CREATE OR REPLACE FUNCTION rb.revealed_bank(the_account bigint) RETURNS TABLE (payee text, sort_code text, account_number text, roll text, since timestamptz, until timestamptz, request bigint, bad text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = rb, pg_temp SET timezone = 'Europe/London' AS $$
BEGIN
  PERFORM need_group('operator');
  PERFORM bank_looked(the_account, NULL);
  RETURN QUERY SELECT d.payee::text, d.sort_code, d.account_number, d.roll::text, d.since, d.until, d.request_id, d.bad_why::text FROM bank_detail d WHERE d.account_id = the_account
    UNION ALL SELECT r.payee::text, r.sort_code, r.account_number, coalesce(r.roll, '')::text, r.at, r.ended_at, r.id, r.state FROM request r WHERE r.account_id = the_account AND r.sort_code IS NOT NULL AND r.kind <> 'bank-details' ORDER BY 7 DESC;
END $$;
GRANT EXECUTE ON FUNCTION rb.revealed_bank(bigint) TO @operator@;
