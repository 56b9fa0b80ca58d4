-- What an entry's line (0: the entry whole) did to one cashbook's bank and clearings, account by account; in above nil. A line is found by its number, however long its entry is.
CREATE OR REPLACE FUNCTION rb.cash_effect(c smallint, the_entry bigint, the_line int) RETURNS TABLE (account_id bigint, pence bigint)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
DECLARE ids bigint[] := cash_accounts(c); last int := CASE the_line WHEN 0 THEN 1000000 ELSE the_line END;
BEGIN
  RETURN QUERY
    SELECT m.account_id, sum(m.pence)::bigint FROM posting p CROSS JOIN LATERAL (VALUES (p.debit_account, p.pence), (p.credit_account, -p.pence)) m (account_id, pence)
    WHERE p.entry_id = the_entry AND p.line BETWEEN the_line AND last AND m.account_id = ANY (ids) GROUP BY m.account_id HAVING sum(m.pence) <> 0;
END $$;
