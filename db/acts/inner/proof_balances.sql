-- Every kept balance against its postings; every customer account has one, no control account has.
CREATE OR REPLACE FUNCTION rb.proof_balances() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH moved AS (
      SELECT each.account_id, sum(each.pence) AS pence FROM (
        SELECT p.debit_account AS account_id, sum(p.pence) AS pence FROM posting p WHERE p.debit_account >= 10000 GROUP BY p.debit_account
        UNION ALL SELECT p.credit_account, -sum(p.pence) FROM posting p WHERE p.credit_account >= 10000 GROUP BY p.credit_account) each
      GROUP BY each.account_id)
    SELECT 'balance', 'account ' || account_id, format('kept as %s, its postings come to %s', in_pounds(b.pence), in_pounds(coalesce(m.pence, 0)))
    FROM balance b FULL JOIN moved m USING (account_id) WHERE b.pence IS DISTINCT FROM coalesce(m.pence, 0);
  RETURN QUERY
    SELECT 'balance', 'account ' || coalesce(a.id, b.account_id), CASE WHEN b.account_id IS NULL THEN 'has no balance' ELSE 'has a balance, which only customer accounts have' END
    FROM (SELECT id FROM account WHERE id >= 10000) a FULL JOIN balance b ON b.account_id = a.id WHERE a.id IS NULL OR b.account_id IS NULL;
END $$;
