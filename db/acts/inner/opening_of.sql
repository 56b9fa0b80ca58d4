-- The opening balance posted on an account at go-live, arrears positive.
CREATE OR REPLACE FUNCTION rb.opening_of(the_account bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = rb, pg_temp AS $$
  SELECT coalesce((SELECT sum(pence) FROM posting WHERE debit_account >= 10000 AND debit_account = the_account AND code_id = (SELECT id FROM txn_code WHERE code = 'OPEN')), 0)::bigint
       - coalesce((SELECT sum(pence) FROM posting WHERE credit_account >= 10000 AND credit_account = the_account AND code_id = (SELECT id FROM txn_code WHERE code = 'OPEN')), 0)::bigint $$;
