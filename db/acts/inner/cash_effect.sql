-- What an entry's line (0: the entry whole) did to one cashbook's bank and clearings, account by account; in above nil.
CREATE OR REPLACE FUNCTION rb.cash_effect(c smallint, the_entry bigint, the_line int) RETURNS TABLE (account_id bigint, pence bigint)
LANGUAGE sql STABLE AS $$
  SELECT m.account_id, sum(m.pence)::bigint FROM rb.posting p
    CROSS JOIN LATERAL (VALUES (p.debit_account, p.pence), (p.credit_account, -p.pence)) m (account_id, pence)
  WHERE p.entry_id = the_entry AND (the_line = 0 OR p.line = the_line) AND m.account_id = ANY (rb.cash_accounts(c)) GROUP BY m.account_id HAVING sum(m.pence) <> 0 $$;
