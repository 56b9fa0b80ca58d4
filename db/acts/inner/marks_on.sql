-- How many benefit postings, returned payments and reversals stand on an account: one more, and what was asked about it is stale.
CREATE OR REPLACE FUNCTION rb.marks_on(the_account bigint) RETURNS bigint
LANGUAGE sql AS $$
  SELECT count(*) FROM (SELECT p.* FROM posting p WHERE p.debit_account = the_account UNION ALL SELECT p.* FROM posting p WHERE p.credit_account = the_account) p JOIN txn_code c ON c.id = p.code_id
  WHERE the_account >= 10000 AND (c.is_hb OR c.grp = 'benefit' OR c.code IN ('DDUN', 'CHQR') OR EXISTS (SELECT FROM reversal v WHERE (v.entry_id, v.line, v.part) = (p.entry_id, p.line, p.part))) $$;
