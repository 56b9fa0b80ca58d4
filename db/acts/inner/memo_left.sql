-- What was written off an account and neither written on again nor asked to be: derived from its postings.
CREATE OR REPLACE FUNCTION rb.memo_left(the_account bigint, but_for bigint DEFAULT NULL) RETURNS bigint
LANGUAGE sql AS $$
  SELECT (coalesce((SELECT sum(p.pence) FROM posting p JOIN txn_code c ON c.id = p.code_id WHERE p.credit_account = the_account AND c.code IN ('WOFF', 'WRON')), 0)
    - coalesce((SELECT sum(p.pence) FROM posting p JOIN txn_code c ON c.id = p.code_id WHERE p.debit_account = the_account AND c.code IN ('WOFF', 'WRON')), 0) - promised(the_account, '{write-on}', but_for))::bigint $$;
