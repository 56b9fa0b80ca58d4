-- Each landlord's ledger control: what customers owe by their kept balances is what their postings by code come to, and every other account holds the opposite.
CREATE OR REPLACE FUNCTION rb.proof_control() RETURNS TABLE (rule text, place text, what text)
LANGUAGE plpgsql STABLE SET search_path = rb, pg_temp AS $$
BEGIN
  RETURN QUERY
    WITH kept AS (SELECT a.landlord_id, sum(b.pence) AS pence FROM balance b JOIN account a ON a.id = b.account_id GROUP BY a.landlord_id),
    moved AS (
      SELECT p.landlord_id, sum(CASE WHEN p.debit_account >= 10000 THEN p.pence ELSE 0 END - CASE WHEN p.credit_account >= 10000 THEN p.pence ELSE 0 END) AS customers,
        sum(CASE WHEN p.debit_account < 10000 THEN p.pence ELSE 0 END - CASE WHEN p.credit_account < 10000 THEN p.pence ELSE 0 END) AS controls FROM posting p GROUP BY p.landlord_id)
    SELECT 'control', 'landlord ' || l.code, format('customers owe %s by their balances, %s by their postings, the controls hold %s', in_pounds(coalesce(k.pence, 0)::bigint), in_pounds(coalesce(m.customers, 0)::bigint), in_pounds(coalesce(m.controls, 0)::bigint))
    FROM landlord l LEFT JOIN kept k ON k.landlord_id = l.id LEFT JOIN moved m ON m.landlord_id = l.id
    WHERE coalesce(k.pence, 0) <> coalesce(m.customers, 0) OR coalesce(m.customers, 0) + coalesce(m.controls, 0) <> 0;
END $$;
